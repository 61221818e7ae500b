//! What the person set for all accounts: language and looks.

use leptos::prelude::*;

use super::services::Browser;
use crate::account::shelf::Shelf;
use crate::account::standing::GRACE_HOURS;
use crate::text::Lang;

const LANGUAGE: &str = "quartermaster.language";
/// Read by `boot.js` too, so that the first paint has the right colours.
const THEME: &str = "quartermaster.theme";
const DENSITY: &str = "quartermaster.density";
const SINGLE_KEYS: &str = "quartermaster.single-keys";

const CEILING: &str = "quartermaster.ceiling";
const NOTICES: &str = "quartermaster.notices";

/// How many requests of a run may be under way at once.
pub const CEILINGS: [u32; 7] = [1, 2, 4, 8, 16, 32, 64];
const USUAL: u32 = 8;

/// What the person chose of [`CEILINGS`].
pub fn ceiling(device: &dyn Shelf) -> u32 {
    let chosen = device.get(CEILING).and_then(|text| text.parse().ok());
    chosen.filter(|ceiling| CEILINGS.contains(ceiling)).unwrap_or(USUAL)
}

pub fn set_ceiling(device: &dyn Shelf, ceiling: u32) {
    device.set(CEILING, &ceiling.to_string());
}

const GRACE: &str = "quartermaster.grace";

/// Hours for which a new object is not called unused.
pub fn grace(device: &dyn Shelf) -> u64 {
    device.get(GRACE).and_then(|text| text.parse().ok()).unwrap_or(GRACE_HOURS)
}

pub fn set_grace(device: &dyn Shelf, hours: u64) {
    if hours == GRACE_HOURS {
        device.remove(GRACE);
    } else {
        device.set(GRACE, &hours.to_string());
    }
}

/// For the connect page, which knows no journals: whose run has not ended.
const UNFINISHED: &str = "quartermaster.unfinished";

pub fn unfinished(device: &dyn Shelf) -> Option<String> {
    device.get(UNFINISHED)
}

pub fn set_unfinished(device: &dyn Shelf, whose: Option<&str>) {
    match whose {
        Some(whose) => drop(device.set(UNFINISHED, whose)),
        None => device.remove(UNFINISHED),
    }
}

/// Whether the system is to tell of the end of a long run.
pub fn wants_notices(device: &dyn Shelf) -> bool {
    device.get(NOTICES).is_some()
}

pub fn set_notices(device: &dyn Shelf, wanted: bool) {
    if wanted {
        device.set(NOTICES, "yes");
    } else {
        device.remove(NOTICES);
    }
}

#[derive(Clone, Copy)]
pub struct Settings {
    pub lang: RwSignal<Lang>,
    pub theme: RwSignal<Theme>,
    pub density: RwSignal<Density>,
    /// Keys without Control or the like do something (WCAG 2.1.4 wants them to be switched off).
    pub single_keys: RwSignal<bool>,
    /// The list of all keys is open.
    pub help: RwSignal<bool>,
}

/// How much room the rows of a table take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    Compact,
    Normal,
    Roomy,
}

impl Density {
    pub const ALL: [Density; 3] = [Density::Compact, Density::Normal, Density::Roomy];

    pub fn code(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Normal => "normal",
            Density::Roomy => "roomy",
        }
    }

    /// In CSS pixels.
    pub fn row_height(self) -> f64 {
        match self {
            Density::Compact => 28.0,
            Density::Normal => 34.0,
            Density::Roomy => 44.0,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_code(code: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.code() == code).unwrap_or(Theme::System)
    }
}

impl Settings {
    pub fn provide(browser: Browser) -> Self {
        let services = browser.get();
        let lang = services.device.get(LANGUAGE).and_then(|tag| Lang::from_tag(&tag));
        let theme = services.device.get(THEME).map_or(Theme::System, |code| Theme::from_code(&code));
        let density = services.device.get(DENSITY);
        let density = density.and_then(|code| Density::ALL.into_iter().find(|density| density.code() == code));
        let settings = Settings {
            lang: RwSignal::new(lang.unwrap_or_else(|| Lang::from_tags(&services.languages))),
            theme: RwSignal::new(theme),
            density: RwSignal::new(density.unwrap_or(Density::Normal)),
            single_keys: RwSignal::new(services.device.get(SINGLE_KEYS).as_deref() != Some("off")),
            help: RwSignal::new(false),
        };
        let mark = services.mark_root;
        Effect::new(move |_| mark("lang", Some(settings.lang.get().code())));
        Effect::new(move |_| {
            let theme = settings.theme.get();
            mark("data-theme", (theme != Theme::System).then(|| theme.code()));
        });
        provide_context(settings);
        settings
    }

    pub fn set_lang(self, browser: Browser, lang: Lang) {
        browser.get().device.set(LANGUAGE, lang.code());
        self.lang.set(lang);
    }

    pub fn set_theme(self, browser: Browser, theme: Theme) {
        let device = browser.get().device;
        match theme {
            Theme::System => device.remove(THEME),
            _ => drop(device.set(THEME, theme.code())),
        }
        self.theme.set(theme);
    }

    pub fn set_density(self, browser: Browser, density: Density) {
        browser.get().device.set(DENSITY, density.code());
        self.density.set(density);
    }

    pub fn set_single_keys(self, browser: Browser, on: bool) {
        browser.get().device.set(SINGLE_KEYS, if on { "on" } else { "off" });
        self.single_keys.set(on);
    }
}

/// The language of this rendering. A change of language draws the page anew, so it need not be a signal here.
pub fn lang() -> Lang {
    use_context::<Settings>().map_or(Lang::default(), |settings| settings.lang.get_untracked())
}
