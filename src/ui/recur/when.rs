//! The fields of a schedule.

use leptos::prelude::*;

use crate::recur::schedule::{Rhythm, Schedule, Week};
use crate::recur::wall::{date_time, day, read_time, shown, time};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::field::{Problem, TextField};
use crate::ui::live::live;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Days,
    Weekdays,
    Hours,
    Once,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Days, Kind::Weekdays, Kind::Hours, Kind::Once];

    fn code(self) -> &'static str {
        match self {
            Kind::Days => "days",
            Kind::Weekdays => "weekdays",
            Kind::Hours => "hours",
            Kind::Once => "once",
        }
    }

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Kind::Days => lang.rhythm_days(),
            Kind::Weekdays => lang.rhythm_weekdays(),
            Kind::Hours => lang.rhythm_hours(),
            Kind::Once => lang.rhythm_once(),
        }
    }
}

/// As it is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    kind: RwSignal<Kind>,
    every: RwSignal<String>,
    week: RwSignal<Week>,
    time: RwSignal<String>,
    first: RwSignal<String>,
    last: RwSignal<String>,
}

/// How many of the next times are shown.
const SHOWN: usize = 3;

impl Typed {
    /// A schedule as it is, or one from the next full hour on.
    pub fn new(browser: Browser, schedule: Option<Schedule>) -> Self {
        let schedule = schedule.unwrap_or_else(|| {
            let hour = shown(browser.now() / 1000, &browser.get().zone) / 3_600 + 1;
            Schedule { rhythm: Rhythm::Days(1), first: hour / 24, last: None, minute: hour % 24 * 60 }
        });
        let workdays = (0..5).fold(Week::default(), |week, day| week.with(day, true));
        let (kind, every, week) = match schedule.rhythm {
            Rhythm::Once => (Kind::Once, 1, workdays),
            Rhythm::Hours(hours) => (Kind::Hours, hours, workdays),
            Rhythm::Days(days) => (Kind::Days, days, workdays),
            Rhythm::Weekdays(week) => (Kind::Weekdays, 1, week),
        };
        Typed {
            kind: RwSignal::new(kind),
            every: RwSignal::new(every.to_string()),
            week: RwSignal::new(week),
            time: RwSignal::new(time(schedule.minute)),
            first: RwSignal::new(day(schedule.first)),
            last: RwSignal::new(schedule.last.map(day).unwrap_or_default()),
        }
    }

    fn every(self) -> Option<u64> {
        self.every.with(|text| text.trim().parse().ok()).filter(|every| (1..1_000).contains(every))
    }

    fn last(self) -> Option<Option<u64>> {
        self.last.with(|text| if text.is_empty() { Some(None) } else { crate::query::day(text).map(Some) })
    }

    /// None if something is missing or wrong.
    pub fn schedule(self) -> Option<Schedule> {
        let rhythm = match self.kind.get() {
            Kind::Once => Rhythm::Once,
            Kind::Hours => Rhythm::Hours(self.every()?),
            Kind::Days => Rhythm::Days(self.every()?),
            Kind::Weekdays => Rhythm::Weekdays(Some(self.week.get()).filter(|week| !week.is_empty())?),
        };
        let first = self.first.with(|text| crate::query::day(text))?;
        let last = if rhythm == Rhythm::Once { None } else { self.last()? };
        let minute = self.time.with(|text| read_time(text))?;
        last.is_none_or(|last| last >= first).then_some(Schedule { rhythm, first, last, minute })
    }
}

#[component]
pub fn When(typed: Typed) -> impl IntoView {
    let lang = lang();
    let kind = typed.kind;
    let chosen = kind.get_untracked();
    let option = move |one: Kind| view! { <option value=one.code() selected=one == chosen>{one.name(lang)}</option> };
    let choose = move |code: String| kind.set(Kind::ALL.into_iter().find(|one| one.code() == code).unwrap_or(chosen));
    let is_every = Memo::new(move |_| matches!(kind.get(), Kind::Days | Kind::Hours));
    let wrong_every = move || (is_every.get() && typed.every().is_none()).then(|| lang.recur_every_problem());
    let wrong_last = move || {
        let (first, last) = (typed.first.with(|text| crate::query::day(text)), typed.last().flatten());
        (kind.get() != Kind::Once && last.is_some() && last < first).then(|| lang.recur_last_problem())
    };
    let incomplete = move || {
        let whole = typed.first.with(|text| crate::query::day(text).is_some())
            && typed.time.with(|text| read_time(text).is_some());
        (!whole).then(|| lang.recur_when_problem())
    };
    view! {
        <div class="field">
            <label for="recur-rhythm">{lang.recur_rhythm()}</label>
            <select
                id="recur-rhythm"
                class="select"
                on:change:target=move |event| choose(event.target().value())
            >
                {Kind::ALL.map(option)}
            </select>
        </div>
        {live(move || match kind.get() {
            Kind::Days => {
                Some(
                    view! {
                        <TextField id="recur-every" label=lang.recur_every_days() hint="" value=typed.every problem=wrong_every />
                    }
                        .into_any(),
                )
            }
            Kind::Hours => {
                Some(
                    view! {
                        <TextField id="recur-every" label=lang.recur_every_hours() hint="" value=typed.every problem=wrong_every />
                    }
                        .into_any(),
                )
            }
            Kind::Weekdays => Some(view! { <Weekdays week=typed.week /> }.into_any()),
            Kind::Once => None,
        })}
        <div class="recipe-fields">
            <Moment id="recur-time" label=move || lang.recur_time() kind="time" value=typed.time />
            <Moment
                id="recur-first"
                label=move || if kind.get() == Kind::Once { lang.recur_first_once() } else { lang.recur_first() }
                kind="date"
                value=typed.first
            />
            {live(move || {
                (kind.get() != Kind::Once)
                    .then(|| {
                        view! { <Moment id="recur-last" label=move || lang.recur_last() kind="date" value=typed.last /> }
                    })
            })}
        </div>
        <Problem id="recur-when-problem" text=move || incomplete().or_else(wrong_last) />
        <Coming typed />
    }
}

#[component]
fn Moment(
    id: &'static str,
    label: impl Fn() -> &'static str + Send + 'static,
    kind: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{live(label)}</label>
            <input
                id=id
                class="input"
                type=kind
                aria-describedby="recur-when-problem"
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}

#[component]
fn Weekdays(week: RwSignal<Week>) -> impl IntoView {
    let lang = lang();
    let day = move |day: u64| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || week.get().has(day)
                    on:change:target=move |event| week.update(|week| *week = week.with(day, event.target().checked()))
                />
                {lang.day_of_week(day)}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{lang.recur_week()}</legend>
            <div class="week">{(0..7).map(day).collect_view()}</div>
            <Problem
                id="recur-week-problem"
                text=move || week.get().is_empty().then(|| lang.recur_week_problem())
            />
        </fieldset>
    }
}

/// The next times, so that nobody has to reckon.
#[component]
fn Coming(typed: Typed) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let services = browser.get();
    let zone = (services.zone_name)();
    let coming = move || {
        let (schedule, now) = (typed.schedule()?, browser.now() / 1000);
        let first = schedule.next(now, None, &services.zone);
        let all = std::iter::successors(first, |before| schedule.next(before.at, Some(before.mark), &services.zone));
        let times = all.take(SHOWN).map(|occurrence| date_time(shown(occurrence.at, &services.zone)));
        let times: Vec<_> = times.collect();
        Some(if times.is_empty() {
            lang.recur_coming_none().to_owned()
        } else {
            lang.recur_coming(&times.join(" · "))
        })
    };
    view! {
        <p role="status" data-testid="coming">{coming}</p>
        <p class="hint">{lang.recur_zone(&zone)}</p>
    }
}
