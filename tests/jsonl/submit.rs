//! Submitting a batch once, whatever happens on the way.

use proptest::prelude::*;
use quartermaster::json::{self, FromJson, parse};
use quartermaster::jsonl::submit::{Event, Input, Order, Stage, State, Submission};
use quartermaster::openai::error::{Error, Kind};

fn input() -> Input {
    Input { file: "file-1".into(), since: 1_000 }
}

fn cannot_find() -> Error {
    let message = "Cannot find file 'file-1', or project 'p' does not have access to it.".to_owned();
    Error { message, status: Some(400), ..Error::of(Kind::BadRequest) }
}

/// As the journal gives it back.
fn across(stage: &Stage) -> Stage {
    Stage::from_json(parse(json::text(stage).as_bytes()).unwrap()).unwrap()
}

/// What is ordered, one after the other, when these things happen.
fn orders(submission: &mut Submission, events: impl IntoIterator<Item = Event>) -> Vec<Option<Order>> {
    events.into_iter().map(|event| submission.on(event)).collect()
}

fn asking() -> Submission {
    let mut submission = Submission::new(Stage::Upload);
    assert_eq!(submission.go(), Some(Order::Upload));
    let asked = orders(&mut submission, [Event::Uploaded(input()), Event::Kept]);
    assert_eq!(asked, [Some(Order::Keep), Some(Order::Create("file-1".into()))]);
    submission
}

#[test]
fn it_is_journaled_before_it_is_asked_for() {
    let mut submission = Submission::new(Stage::Upload);
    submission.go();
    assert_eq!(submission.on(Event::Uploaded(input())), Some(Order::Keep));
    assert_eq!(submission.stage, Stage::Asked(input()));
    assert_eq!(submission.on(Event::Created("batch_0".into())), None, "nothing was asked yet");
    assert_eq!(submission.on(Event::Kept), Some(Order::Create("file-1".into())));
    assert_eq!(submission.on(Event::Created("batch_1".into())), Some(Order::Keep));
    assert_eq!((&submission.stage, &submission.state), (&Stage::Done("batch_1".into()), &State::Done));
    assert_eq!(submission.go(), None);
}

#[test]
fn a_second_press_does_nothing() {
    let mut submission = Submission::new(Stage::Upload);
    submission.go();
    assert_eq!(submission.go(), None);
    let mut submission = asking();
    assert_eq!(submission.go(), None);
}

#[test]
fn a_lost_answer_is_looked_for_over_half_a_minute_and_nothing_is_sent_again() {
    for kind in [Kind::Unreadable, Kind::TimedOut, Kind::Server, Kind::NotUnderstood, Kind::Offline] {
        let mut submission = asking();
        let mut rested = 0;
        let mut order = submission.on(Event::Failed(Error::of(kind)));
        while let Some(Order::Rest(rest)) = order {
            rested += rest;
            assert_eq!(submission.on(Event::Rested), Some(Order::Look(1_000)));
            order = submission.on(Event::Listed(None));
        }
        assert_eq!((order, submission.state, rested), (None, State::Absent, 30_000));
    }
}

#[test]
fn an_error_in_a_success_is_as_good_as_a_lost_answer() {
    let mut submission = asking();
    let error = Error { status: Some(200), ..Error::of(Kind::BadRequest) };
    assert_eq!(submission.on(Event::Failed(error)), Some(Order::Rest(2_000)));
}

#[test]
fn what_is_found_is_not_sent_again() {
    let mut submission = asking();
    submission.on(Event::Failed(Error::of(Kind::Unreadable)));
    let seen = orders(&mut submission, [Event::Rested, Event::Listed(Some("batch_1".into()))]);
    assert_eq!(seen, [Some(Order::Look(1_000)), Some(Order::Keep)]);
    assert_eq!(submission.state, State::Done);
}

#[test]
fn what_is_not_there_is_sent_again_only_by_a_person_and_after_another_look() {
    let mut submission = asking();
    submission.on(Event::Failed(Error::of(Kind::Unreadable)));
    for _ in 0..4 {
        orders(&mut submission, [Event::Rested, Event::Listed(None)]);
    }
    assert_eq!(submission.state, State::Absent);
    assert_eq!(submission.go(), Some(Order::Look(1_000)));
    let again = orders(&mut submission, [Event::Listed(None), Event::Kept]);
    assert_eq!(again, [Some(Order::Keep), Some(Order::Create("file-1".into()))]);
}

#[test]
fn a_list_that_cannot_be_read_says_nothing() {
    let mut submission = asking();
    let error = Error::of(Kind::Server);
    submission.on(Event::Failed(error.clone()));
    for _ in 0..4 {
        orders(&mut submission, [Event::Rested, Event::Failed(error.clone())]);
    }
    assert_eq!(submission.state, State::Unknown(error.clone()));
    // Even if the person wants it sent again.
    submission.state = State::Absent;
    submission.go();
    assert_eq!(submission.on(Event::Failed(error)), Some(Order::Rest(2_000)));
    orders(&mut submission, [Event::Rested]);
    assert_eq!(submission.on(Event::Listed(None)), Some(Order::Rest(4_000)), "the wish is forgotten");
}

#[test]
fn a_refusal_is_final_and_the_upload_is_kept() {
    let mut submission = asking();
    let error = Error { status: Some(400), ..Error::of(Kind::BadRequest) };
    assert_eq!(submission.on(Event::Failed(error.clone())), Some(Order::Keep));
    assert_eq!((&submission.stage, &submission.state), (&Stage::Ready(input()), &State::Refused(error)));
    let again = [submission.go(), submission.on(Event::Kept)];
    assert_eq!(again, [Some(Order::Keep), Some(Order::Create("file-1".into()))]);
}

#[test]
fn a_file_that_cannot_be_found_yet_is_named_again_for_a_while() {
    let mut submission = asking();
    let mut waited = 0;
    loop {
        match submission.on(Event::Failed(cannot_find())) {
            Some(Order::Rest(rest)) => waited += rest,
            order => {
                assert_eq!(order, Some(Order::Keep));
                break;
            }
        }
        assert_eq!(submission.on(Event::Rested), Some(Order::Create("file-1".into())));
    }
    assert_eq!((submission.state, waited), (State::Refused(cannot_find()), 15_500));
}

#[test]
fn an_upload_that_was_stopped_or_failed_can_begin_again() {
    for event in [Event::Stopped, Event::Failed(Error::of(Kind::Unreadable))] {
        let mut submission = Submission::new(Stage::Upload);
        submission.go();
        assert_eq!(submission.on(event), None);
        assert!(submission.rests());
        assert_eq!((submission.go(), submission.stage), (Some(Order::Upload), Stage::Upload));
    }
}

/// An account that makes batches late and shows them later, and a way to it that loses things.
struct World {
    /// Milliseconds.
    now: u64,
    /// When each batch can be seen in the list. All carry the nonce.
    batches: Vec<u64>,
    journal: Stage,
}

/// What befalls a step.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Well,
    /// Nothing is done, and it is said.
    Refused,
    /// The file cannot be found yet.
    Missing,
    /// Nothing is done, and nobody says so.
    Lost,
    /// It is done after so many milliseconds and shows after some more, and nobody says so.
    Late(u64, u64),
    /// The page is closed just before.
    CrashBefore,
    /// … and just after.
    CrashAfter,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        2 => Just(Fate::Well),
        1 => Just(Fate::Refused),
        1 => Just(Fate::Missing),
        2 => Just(Fate::Lost),
        3 => (0..10_000u64, 0..10_000u64).prop_map(|(late, shows)| Fate::Late(late, shows)),
        1 => Just(Fate::CrashBefore),
        1 => Just(Fate::CrashAfter),
    ]
}

impl World {
    /// Carries out an order; what happened, or `None` if the page was closed.
    fn carry_out(&mut self, order: &Order, submission: &Submission, fate: Fate) -> Option<Event> {
        if matches!(fate, Fate::CrashBefore) {
            return None;
        }
        self.now += 50;
        let lost = || Event::Failed(Error::of(Kind::Unreadable));
        let event = match (order, fate) {
            (Order::Rest(ms), _) => {
                self.now += ms;
                Event::Rested
            }
            (Order::Keep, _) => {
                self.journal = across(&submission.stage);
                Event::Kept
            }
            (_, Fate::Lost) => lost(),
            (Order::Upload, Fate::Refused | Fate::Late(..)) => lost(),
            (Order::Upload, _) => Event::Uploaded(input()),
            (Order::Look(_), Fate::Refused) => lost(),
            (Order::Look(_), _) => {
                let shown = self.batches.iter().any(|shows| *shows <= self.now);
                Event::Listed(shown.then(|| "batch_1".into()))
            }
            (Order::Create(_), Fate::Refused) => {
                Event::Failed(Error { status: Some(400), ..Error::of(Kind::BadRequest) })
            }
            (Order::Create(_), Fate::Missing) => Event::Failed(cannot_find()),
            (Order::Create(_), Fate::Late(late, shows)) => {
                self.batches.push(self.now + late + shows);
                lost()
            }
            (Order::Create(_), _) => {
                self.batches.push(self.now);
                Event::Created("batch_1".into())
            }
        };
        (!matches!(fate, Fate::CrashAfter)).then_some(event)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A person who presses the button whenever there is one, and opens the page again whenever it was closed.
    #[test]
    fn never_two_batches_and_never_one_that_is_not_there(fates in prop::collection::vec(fate(), 0..60)) {
        let mut world = World { now: 0, batches: Vec::new(), journal: Stage::Upload };
        let mut submission = Submission::new(Stage::Upload);
        // After all that can go wrong, all goes well.
        let mut fates = fates.into_iter().chain(std::iter::repeat(Fate::Well));
        for _ in 0..500 {
            let Some(mut order) = submission.go() else { break };
            loop {
                let fate = fates.next().unwrap_or(Fate::Well);
                let Some(event) = world.carry_out(&order, &submission, fate) else {
                    submission = Submission::new(world.journal.clone());
                    break;
                };
                prop_assert!(world.batches.len() <= 1, "{:?}", world.batches);
                match submission.on(event) {
                    Some(next) => order = next,
                    None => break,
                }
            }
            if matches!(submission.state, State::Done) {
                prop_assert_eq!(world.batches.len(), 1);
            }
        }
        prop_assert_eq!(submission.stage, Stage::Done("batch_1".into()));
    }

    #[test]
    fn a_stage_is_read_as_it_was_journaled(file in "[a-z\"]{1,9}", since in any::<u64>(), which in 0..4u8) {
        let input = Input { file: file.as_str().into(), since };
        let stage = match which {
            0 => Stage::Upload,
            1 => Stage::Ready(input),
            2 => Stage::Asked(input),
            _ => Stage::Done(file.as_str().into()),
        };
        prop_assert_eq!(across(&stage), stage);
    }
}
