//! Wires the browser parts to the app; nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use leptos::mount::mount_to_body;
    use quartermaster::browser::database::Database;
    use quartermaster::browser::fetch::Fetch;
    use quartermaster::browser::shelf::{self, BrowserShelf};
    use quartermaster::browser::{channel, clock, handed, lock, notice, page, panic, save, timer, tools};
    use quartermaster::state::services::Services;
    use quartermaster::ui::app::App;

    panic::show_when_it_happens();
    let services = Services {
        clock: Rc::new(clock::BrowserClock),
        session: Rc::new(BrowserShelf::session()),
        device: Rc::new(BrowserShelf::device()),
        on_change: shelf::on_change,
        connect: |profile, key, clock| Rc::new(Fetch::new(profile, key, clock)),
        languages: page::languages(),
        zone: clock::zone,
        zone_name: clock::zone_name,
        base: page::base(),
        mark_root: page::mark_root,
        narrow_to: page::narrow_to,
        narrowed_to: page::narrowed_to,
        reload: page::reload,
        hidden: page::is_hidden,
        keep_scroll: page::keep_scroll,
        kept_scroll: page::kept_scroll,
        noted: page::noted,
        set_title: page::set_title,
        copy: |text| Box::pin(async move { page::copy(&text).await }),
        records: Rc::new(Database::default()),
        ledger: Rc::new(Database::ledger()),
        lock: lock::take,
        alarm: timer::sleep,
        tabs: channel::open,
        notices: notice::NOTICES,
        digest: |bytes| Box::pin(page::digest(bytes)),
        save: save::save,
        save_content: save::save_content,
        paint: tools::paint,
        dropped: handed::dropped,
        chosen: handed::chosen,
        work: tools::work,
        keep_file: tools::keep,
        kept_file: tools::kept,
        open_file: tools::open,
    };
    page::remove_shell();
    mount_to_body(move || leptos::view! { <App services /> });
}

/// The program exists only in a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
