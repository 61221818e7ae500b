//! A panic is a fault of the program: it is said, in place of a page that no longer answers.

use std::panic;

use web_sys::window;

/// In both languages, since the catalogue may be what failed.
const SENTENCES: [(&str, &str); 2] = [
    (
        "en",
        "Something in this page broke. What was sent to the API stands; nothing more is being sent. Reload the page to go on.",
    ),
    (
        "fr",
        "Quelque chose s’est cassé dans cette page. Ce qui a été envoyé à l’API reste valable ; plus rien n’est envoyé. Rechargez la page pour continuer.",
    ),
];

/// Shows where it broke, and how to go on. The message itself may hold anything, so only the place is shown.
pub fn show_when_it_happens() {
    panic::set_hook(Box::new(|info| {
        let place =
            info.location().map(|place| format!("{}:{}", source(place.file()), place.line())).unwrap_or_default();
        // There is nobody left to tell if this fails too.
        let _ = show(&place);
    }));
}

/// A source file without the folders of the machine that built it: its crate, or its path in the program.
fn source(file: &str) -> &str {
    let within = file.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    within.map_or(file, |(_, crate_file)| crate_file)
}

fn show(place: &str) -> Option<()> {
    let document = window()?.document()?;
    let main = document.create_element("main").ok()?;
    main.set_class_name("stopped");
    main.set_attribute("role", "alert").ok()?;
    for (lang, text) in SENTENCES.into_iter().chain([("", place)]) {
        let line = document.create_element("p").ok()?;
        line.set_attribute("lang", lang).ok()?;
        line.set_text_content(Some(text));
        main.append_child(&line).ok()?;
    }
    let body = document.body()?;
    body.set_text_content(None);
    body.append_child(&main).ok()?;
    Some(())
}
