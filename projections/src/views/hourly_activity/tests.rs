//! The definitions of the metrics, by example.

use domain::conversation::event as talk;
use domain::conversation::{Answering, HandoffTarget, QueueTarget, RatingScale, Visibility, WakeCause};
use domain::ids::HandoffId;
use domain::{ConversationId, Event, Participant, StreamId};
use uuid::Uuid;

use super::{HourlyActivity, HourlyDurationRow, HourlyRatingRow, HourlyRow, Metric};
use crate::conformance::fixture::{agent, code, customer, opened, queue, said, time, turn};
use crate::conformance::given::{given, rows};
use crate::conformance::story::Line;

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));
const HOUR: i64 = 3_600;

fn begins(answering: Answering) -> Line {
    (ME, 0, opened(customer(1), answering))
}

fn then(seconds: i64, event: impl Into<talk::ConversationEvent>) -> Line {
    (ME, seconds, Event::Conversation(event.into()))
}

fn speaks(seconds: i64, author: Participant, visibility: Visibility) -> Line {
    (ME, seconds, said(turn(1, seconds.unsigned_abs() as u32), 0, author, visibility))
}

fn assistant(seconds: i64) -> Line {
    speaks(seconds, Participant::Assistant, Visibility::Public)
}

fn human(seconds: i64) -> Line {
    speaks(seconds, Participant::Agent(agent(1)), Visibility::Public)
}

fn resolved(seconds: i64) -> Line {
    then(seconds, talk::Resolved { code: code("done"), note: None, during: Answering::Assistant })
}

fn reopened(seconds: i64) -> Line {
    let (cause, answering) = (WakeCause::Turn, Answering::Assistant);
    then(seconds, talk::Reopened { cause, cycle: 2, answering, epoch: 1 })
}

fn called(seconds: i64) -> Line {
    let target = QueueTarget::Queue { queue: queue(1) };
    then(
        seconds,
        talk::HandoffRequested {
            handoff: HandoffId(Uuid::from_u128(9)),
            from: Answering::Assistant,
            target: HandoffTarget::Queue { queue: queue(1) },
            answering: Answering::Queue { target },
            epoch: 1,
            reason: code("asked"),
            note: None,
        },
    )
}

fn folded(lines: &[Line]) -> HourlyActivity {
    let mut view = HourlyActivity::default();
    given(&mut view, lines).unwrap();
    view
}

/// The durations in seconds, each alone in its bucket.
fn check(lines: &[Line], expected: &[(Metric, u64)]) {
    let rows: Vec<HourlyDurationRow> = rows(&mut folded(lines));
    let found: Vec<_> = rows.iter().map(|row| (row.metric, row.sum_ms / 1_000)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_first_public_turn_of_those_who_serve_is_the_first_response() {
    let theirs = speaks(1, Participant::Customer(customer(1)), Visibility::Public);
    let note = speaks(2, Participant::Agent(agent(1)), Visibility::Internal);
    check(&[begins(Answering::Assistant), theirs, note, assistant(7), assistant(90)], &[(Metric::FirstResponse, 7)]);
}

#[test]
fn a_human_is_measured_from_the_call() {
    let lines = [begins(Answering::Assistant), assistant(7), called(50), called(55), human(80), human(900)];
    check(&lines, &[(Metric::FirstResponse, 7), (Metric::FirstHumanResponse, 30)]);
}

#[test]
fn a_human_who_was_called_by_the_opening_is_measured_from_it() {
    let waiting = Answering::Queue { target: QueueTarget::Queue { queue: queue(1) } };
    let lines = [begins(waiting), called(50), human(80)];
    check(&lines, &[(Metric::FirstResponse, 80), (Metric::FirstHumanResponse, 80)]);
}

#[test]
fn a_human_who_was_not_called_is_measured_from_the_opening() {
    let lines = [begins(Answering::Assistant), human(80)];
    check(&lines, &[(Metric::FirstResponse, 80), (Metric::FirstHumanResponse, 80)]);
}

#[test]
fn responses_in_a_later_cycle_are_not_first_ones() {
    check(&[begins(Answering::Assistant), resolved(3), reopened(9), human(80)], &[(Metric::Resolution, 3)]);
}

#[test]
fn each_resolution_is_measured_from_the_beginning_of_its_cycle() {
    let lines = [begins(Answering::Assistant), resolved(3), reopened(1_000), resolved(1_100)];
    check(&lines, &[(Metric::Resolution, 3), (Metric::Resolution, 100)]);
}

#[test]
fn an_end_before_its_beginning_counts_as_no_time() {
    check(&[begins(Answering::Assistant), assistant(-60)], &[(Metric::FirstResponse, 0)]);
}

#[test]
fn things_are_counted_in_the_hour_in_which_they_happen() {
    let view = &mut folded(&[begins(Answering::Assistant), assistant(HOUR - 1), assistant(HOUR), resolved(2 * HOUR)]);
    let hours: Vec<HourlyRow> = rows(view);
    let counts: Vec<_> = hours.iter().map(|row| (row.hour, row.opened, row.assistant_turns, row.resolutions)).collect();
    assert_eq!(counts, [(time(0), 1, 1, 0), (time(HOUR), 0, 1, 0), (time(2 * HOUR), 0, 0, 1)]);
    assert!(hours.iter().all(|row| (row.channel.as_str(), row.language.as_str()) == ("web", "en")));
}

#[test]
fn a_verdict_given_again_is_counted_again() {
    let rated =
        |scale, score| then(1, talk::Rated { by: Participant::Customer(customer(1)), scale, score, comment: None });
    let helpful = || RatingScale::YesNo { question: code("helpful") };
    let own = talk::Rated { by: Participant::Assistant, scale: RatingScale::Csat, score: 5, comment: None };
    let lines = [
        begins(Answering::Assistant),
        rated(RatingScale::Csat, 4),
        rated(helpful(), 1),
        rated(helpful(), 1),
        then(1, own),
    ];
    let ratings: Vec<HourlyRatingRow> = rows(&mut folded(&lines));
    let found: Vec<_> = ratings.iter().map(|row| (row.scale.as_str(), row.score, row.ratings)).collect();
    assert_eq!(found, [("csat", 4, 1), ("yes_no:helpful", 1, 2)]);
}

#[test]
fn a_handoff_that_was_withdrawn_is_counted_as_such() {
    let (target, during) = (HandoffTarget::Queue { queue: queue(1) }, Answering::Assistant);
    let handoff = HandoffId(Uuid::from_u128(9));
    let withdrawn = talk::HandoffWithdrawn { handoff, target, reason: code("resolved"), during };
    let view = &mut folded(&[begins(Answering::Assistant), called(50), then(60, withdrawn), resolved(60)]);
    let hours: Vec<HourlyRow> = rows(view);
    let counts: Vec<_> = hours.iter().map(|row| (row.handoffs_requested, row.handoffs_withdrawn)).collect();
    assert_eq!(counts, [(1, 1)]);
}
