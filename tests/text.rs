//! Sizes, times, dates and untrusted text as a person reads them.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quartermaster::text::Lang;
use quartermaster::text::date::{Civil, date, date_time, iso};
use quartermaster::text::visible::visible;
use std::borrow::Cow;

/// The text with its firm and narrow spaces as plain ones.
fn plain(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ")
}

#[test]
fn sizes_count_in_powers_of_1024_under_the_names_the_api_uses() {
    let english = |n| plain(&Lang::En.bytes(n));
    assert_eq!(english(0), "0 B");
    assert_eq!(english(1), "1 B");
    assert_eq!(english(1_023), "1,023 B");
    assert_eq!(english(1_024), "1 KB");
    assert_eq!(english(1_536), "1.5 KB");
    assert_eq!(english(10_752), "11 KB", "10.5 is rounded");
    assert_eq!(english(209_715_200), "200 MB");
    assert_eq!(english(512 << 20), "512 MB");
    assert_eq!(english(1_288_490_189), "1.2 GB");
    assert_eq!(english(1 << 30), "1 GB");
    assert_eq!(english(u64::MAX), "16 EB");
}

#[test]
fn sizes_in_french() {
    assert_eq!(Lang::Fr.bytes(512), "512\u{A0}o");
    assert_eq!(Lang::Fr.bytes(512 << 20), "512\u{A0}Mo");
    assert_eq!(Lang::Fr.bytes(1_288_490_189), "1,2\u{A0}Go");
    assert_eq!(Lang::Fr.bytes(1_000 << 10), "1\u{202F}000\u{A0}Ko");
}

#[test]
fn a_size_just_below_a_unit_is_not_1024_of_the_lesser_one() {
    assert_eq!(plain(&Lang::En.bytes((1 << 20) - 1)), "1 MB");
    assert_eq!(plain(&Lang::En.bytes((1 << 20) - 513)), "1,023 KB");
    assert_eq!(plain(&Lang::En.bytes((1 << 30) - 1)), "1 GB");
    assert_eq!(plain(&Lang::En.bytes(10_239)), "10 KB", "9.999 is 10, not 10.0");
}

#[test]
fn moments_are_told_from_now() {
    const NOW: u64 = 1_795_243_740;
    const DAY: u64 = 86_400;
    let ago = |seconds| plain(&Lang::En.ago(NOW - seconds, NOW));
    assert_eq!(ago(0), "now");
    assert_eq!(ago(14), "14 s ago");
    assert_eq!(ago(60), "1 min ago");
    assert_eq!(ago(3_599), "59 min ago");
    assert_eq!(ago(3_600), "1 h ago");
    assert_eq!(ago(DAY - 1), "23 h ago");
    assert_eq!(ago(DAY), "1 day ago");
    assert_eq!(ago(3 * DAY), "3 days ago");
    assert_eq!(ago(30 * DAY), "30 days ago");
    assert_eq!(ago(31 * DAY), "1 month ago");
    assert_eq!(ago(365 * DAY), "11 months ago");
    assert_eq!(ago(366 * DAY), "1 year ago");
    assert_eq!(ago(800 * DAY), "2 years ago");
    assert_eq!(plain(&Lang::En.ago(NOW + 5 * 3_600, NOW)), "in 5 h");
    assert_eq!(plain(&Lang::Fr.ago(NOW, NOW)), "à l’instant");
    assert_eq!(plain(&Lang::Fr.ago(NOW - 3 * DAY, NOW)), "il y a 3 jours");
    assert_eq!(plain(&Lang::Fr.ago(NOW - 40 * DAY, NOW)), "il y a 1 mois");
    assert_eq!(plain(&Lang::Fr.ago(NOW + 5 * 3_600, NOW)), "dans 5 h");
    assert_eq!(plain(&Lang::Fr.ago(NOW + 400 * DAY, NOW)), "dans 1 an");
}

#[test]
fn durations_have_two_units_at_most() {
    let english = |n| plain(&Lang::En.duration(n));
    assert_eq!(english(0), "0 s");
    assert_eq!(english(45), "45 s");
    assert_eq!(english(60), "1 min");
    assert_eq!(english(200), "3 min 20 s");
    assert_eq!(english(7_500), "2 h 5 min");
    assert_eq!(english(3_601), "1 h");
    assert_eq!(english(86_400), "1 day");
    assert_eq!(english(3 * 86_400 + 4 * 3_600 + 59), "3 days 4 h");
    assert_eq!(plain(&Lang::Fr.duration(3 * 86_400 + 4 * 3_600)), "3 jours 4 h");
}

#[test]
fn dates_are_utc() {
    assert_eq!(date_time(0), "1970-01-01 00:00");
    assert_eq!(date_time(1_795_243_740), "2026-11-21 06:49");
    assert_eq!(date(951_782_400), "2000-02-29");
    assert_eq!(date(951_868_800), "2000-03-01");
    assert_eq!(date(4_107_542_400), "2100-03-01", "2100 has no leap day");
    assert_eq!(iso(1_767_225_599), "2025-12-31T23:59:59Z");
}

/// In French a space stands inside of quotes and before `: ; ? ! » %`, where no line may be broken.
#[test]
fn no_line_of_french_begins_with_its_punctuation() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/catalogue");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for french in text.lines().filter_map(|line| Some(line.rsplit_once("\" | \"")?.1)) {
            seen += 1;
            let breaks = french.contains("« ")
                || french.char_indices().any(|(at, c)| {
                    let mut after = french[at..].chars().skip(1);
                    c == ' '
                        && after.next().is_some_and(|c| ":;?!»%".contains(c))
                        && !after.next().is_some_and(char::is_alphanumeric)
                });
            assert!(!breaks, "a no-break space (U+00A0) is missing: {french}");
        }
    }
    assert!(seen > 1_000, "{seen} French texts");
}

#[test]
fn what_hides_in_a_name_is_shown() {
    assert_eq!(visible("report\u{202E}fdp.exe"), "report⟨U+202E⟩fdp.exe");
    assert_eq!(visible("a\u{200B}b\u{FEFF}"), "a⟨U+200B⟩b⟨U+FEFF⟩");
    assert_eq!(visible("two\nlines\tand\0"), "two⟨U+000A⟩lines⟨U+0009⟩and⟨U+0000⟩");
    assert_eq!(visible("\u{7F}\u{85}\u{2066}\u{E0041}"), "⟨U+007F⟩⟨U+0085⟩⟨U+2066⟩⟨U+E0041⟩");
}

#[test]
fn what_can_be_seen_stays_as_it_is() {
    for text in ["", "été 2026 – ‘final’.pdf", "مرحبا", "文書", "🙂", "a\u{A0}b"] {
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
    }
}

/// The calendar by counting days one after another, from 1970 on.
fn counted(mut days: u64) -> (u64, u64, u64) {
    let leap = |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    (year, month as u64 + 1, days + 1)
}

#[test]
fn every_day_of_five_hundred_years_has_its_date() {
    for day in 0..183_000 {
        let civil = Civil::from_unix(day * 86_400 + 86_399);
        assert_eq!((civil.year, civil.month, civil.day), counted(day));
        assert_eq!((civil.hour, civil.minute, civil.second), (23, 59, 59));
    }
}

proptest! {
    #[test]
    fn no_moment_is_too_far(then: u64, now: u64, lang in prop_oneof![Just(Lang::En), Just(Lang::Fr)]) {
        prop_assert!(!lang.ago(then, now).is_empty());
        prop_assert!(!lang.duration(then).is_empty());
        prop_assert!(iso(then).ends_with('Z'));
    }

    #[test]
    fn a_number_keeps_its_digits(n: u64) {
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        prop_assert_eq!(digits(Lang::En.number(n)), n.to_string());
        prop_assert_eq!(digits(Lang::Fr.number(n)), n.to_string());
    }

    #[test]
    fn a_size_is_right_within_its_rounding(n in 1024u64..) {
        let text = Lang::En.bytes(n);
        let (number, unit) = text.split_once('\u{A0}').unwrap();
        let power = ["KB", "MB", "GB", "TB", "PB", "EB"].iter().position(|name| *name == unit).unwrap() + 1;
        let shown = number.replace(',', "").parse::<f64>().unwrap();
        let real = n as f64 / 1024f64.powi(power as i32);
        prop_assert!((shown - real).abs() <= if real < 9.95 { 0.05001 } else { 0.50001 }, "{} is {}", n, text);
        prop_assert!(shown < 1024.0);
    }

    #[test]
    fn visible_text_hides_nothing(text: String) {
        let shown = visible(&text);
        prop_assert!(!shown.chars().any(char::is_control));
        prop_assert!(matches!(visible(&shown), Cow::Borrowed(_)));
    }
}
