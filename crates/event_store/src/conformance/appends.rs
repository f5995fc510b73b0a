//! Cases about appending: order, conflicts, groups.

use std::collections::{HashMap, HashSet};

use tokio::task::JoinSet;

use super::Log;
use super::fixture::{append, assert_gapless, conflict, fill, is_unavailable, must, stream, tenant, whole};
use crate::{Append, AppendError, Appended, Error, Expected, RecordedEvent, Tenant};

/// Sends all at the same time; the answers in the order sent.
async fn at_once(log: &Log, appends: Vec<Append>) -> Vec<Result<Appended, AppendError>> {
    let mut tasks = JoinSet::new();
    for (n, append) in appends.into_iter().enumerate() {
        let store = log.events.clone();
        tasks.spawn(async move { (n, store.append(append).await) });
    }
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(n, _)| *n);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn assert_streams_gapless(events: &[RecordedEvent]) {
    let mut next = HashMap::new();
    for event in events {
        let revision = next.entry((event.tenant.clone(), event.stream.clone())).or_insert(0);
        assert_eq!(event.revision, *revision, "in {}", event.stream);
        *revision += 1;
    }
}

/// Revision, position and count are those of the last event.
pub async fn an_append_says_where_the_events_went(log: Log) {
    let first = must(&*log.events, append(stream(1), Expected::NoStream, 3)).await;
    let wanted = Appended { stream: stream(1), revision: Some(2), position: 3, events: 3, repeated: false };
    assert_eq!(first, wanted);
    let second = must(&*log.events, append(stream(2), Expected::Any, 1)).await;
    assert_eq!((second.revision, second.position), (Some(0), 4));
    let third = must(&*log.events, append(stream(1), Expected::Revision(2), 2)).await;
    assert_eq!((third.revision, third.position), (Some(4), 6));
}

/// Each kind of expectation, on a stream that is and one that is not.
pub async fn an_expectation_that_does_not_hold_is_a_conflict(log: Log) {
    let store = &*log.events;
    fill(store, &stream(1), 3).await;
    assert_eq!(conflict(store, append(stream(1), Expected::NoStream, 1)).await, Some(2));
    assert_eq!(conflict(store, append(stream(1), Expected::Revision(1), 1)).await, Some(2));
    assert_eq!(conflict(store, append(stream(1), Expected::Revision(3), 1)).await, Some(2));
    assert_eq!(conflict(store, append(stream(2), Expected::Revision(0), 1)).await, None);
    assert_eq!(store.head().await.expect("the head can be read"), 3);
}

/// Many writers, one stream.
pub async fn appends_to_one_stream_leave_no_gap_and_no_loss(log: Log) {
    let appends = (0..200).map(|n| append(stream(1), Expected::Any, 1 + n % 3)).collect();
    let answers = at_once(&log, appends).await;
    let mut ends: Vec<u64> = answers.into_iter().map(|answer| answer.expect("any revision will do").position).collect();
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), 200);
    let events = whole(&*log.events).await;
    assert_eq!(events.len() as u64, ends[199]);
    assert_gapless(&events, 0);
    assert_streams_gapless(&events);
}

/// Many writers, many streams, one order of all.
pub async fn appends_to_many_streams_share_one_order(log: Log) {
    for expected in [Expected::NoStream, Expected::Revision(0), Expected::Any] {
        let answers = at_once(&log, (0..300).map(|n| append(stream(n), expected, 1)).collect()).await;
        let positions: HashSet<u64> = answers.into_iter().map(|answer| answer.expect("no rivals").position).collect();
        assert_eq!(positions.len(), 300);
    }
    let events = whole(&*log.events).await;
    assert_eq!(events.len(), 900);
    assert_gapless(&events, 0);
    assert_streams_gapless(&events);
}

/// Fifty writers believe the same of one stream; it can be true for one only.
pub async fn of_rivals_for_one_revision_one_wins(log: Log) {
    for expected in [Expected::NoStream, Expected::Revision(0)] {
        let answers = at_once(&log, (0..50).map(|_| append(stream(1), expected, 1)).collect()).await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1);
        assert!(lost.iter().all(|answer| matches!(answer, Err(AppendError::Conflict { actual: Some(_) }))));
    }
    assert_eq!(whole(&*log.events).await.len(), 2);
}

/// Good and bad appends go in together.
pub async fn a_conflict_fails_only_itself(log: Log) {
    fill(&*log.events, &stream(0), 1).await;
    let appends = (0..300)
        .map(|n| match n % 3 {
            0 => append(stream(0), Expected::NoStream, 1),
            1 => append(stream(n), Expected::Revision(7), 2),
            _ => append(stream(n), Expected::NoStream, 2),
        })
        .collect();
    let answers = at_once(&log, appends).await;
    for (n, answer) in answers.iter().enumerate() {
        match n % 3 {
            0 => assert!(matches!(answer, Err(AppendError::Conflict { actual: Some(0) })), "{answer:?}"),
            1 => assert!(matches!(answer, Err(AppendError::Conflict { actual: None })), "{answer:?}"),
            _ => assert_eq!(answer.as_ref().expect("it expects what is").revision, Some(1)),
        }
    }
    let events = whole(&*log.events).await;
    assert_eq!(events.len(), 201);
    assert_gapless(&events, 0);
    assert_streams_gapless(&events);
}

/// A second event with the same id fails its append, and only that, and leaves nothing of it.
pub async fn an_event_id_stands_in_the_log_once(log: Log) {
    let first = append(stream(1), Expected::Any, 2);
    let mut second = append(stream(2), Expected::Any, 3);
    second.events[1].event_id = first.events[0].event_id;
    let mut twice = append(stream(3), Expected::Any, 2);
    twice.events[1].event_id = twice.events[0].event_id;
    must(&*log.events, first).await;
    let answers =
        at_once(&log, vec![append(stream(4), Expected::Any, 1), second, twice, append(stream(5), Expected::Any, 1)])
            .await;
    assert!(matches!(answers[1], Err(AppendError::Store(Error::Corrupt(_)))), "{answers:?}");
    assert!(matches!(answers[2], Err(AppendError::Store(Error::Corrupt(_)))), "{answers:?}");
    assert!(answers[0].is_ok() && answers[3].is_ok(), "{answers:?}");
    let events = whole(&*log.events).await;
    assert_eq!(events.len(), 4);
    assert_gapless(&events, 0);
}

/// A command that changes nothing is remembered, its expectation checked.
pub async fn an_empty_append_records_the_command_alone(log: Log) {
    let store = &*log.events;
    let nothing = append(stream(1), Expected::NoStream, 0);
    let first = must(store, nothing.clone()).await;
    assert_eq!((first.revision, first.position, first.events), (None, 0, 0));
    fill(store, &stream(1), 2).await;
    assert_eq!(must(store, nothing).await, Appended { repeated: true, ..first });
    let at_head = must(store, append(stream(1), Expected::Revision(1), 0)).await;
    assert_eq!((at_head.revision, at_head.position), (Some(1), 2));
    assert_eq!(conflict(store, append(stream(1), Expected::NoStream, 0)).await, Some(1));
    assert_eq!(whole(store).await.len(), 2);
}

/// The same stream name and the same command id of two tenants are two.
pub async fn tenants_do_not_see_each_other(log: Log) {
    let store = &*log.events;
    let ours = append(stream(1), Expected::NoStream, 1);
    let mut theirs = append(stream(1), Expected::NoStream, 2);
    theirs.tenant = Tenant::new("globex");
    theirs.command_id = ours.command_id;
    theirs.digest = [9; 32];
    assert_eq!(must(store, ours.clone()).await.events, 1);
    assert_eq!(must(store, theirs.clone()).await.events, 2);
    for (whose, count) in [(&tenant(), 1), (&theirs.tenant, 2), (&Tenant::new("initech"), 0)] {
        let events = store.read_stream(whose, &stream(1), 0, 10).await.expect("the log can be read");
        assert_eq!(events.len(), count);
        assert!(events.iter().all(|event| event.tenant == *whose));
        let command = store.find_command(whose, ours.command_id).await.expect("the log can be read");
        assert_eq!(command.map_or(0, |(_, appended)| appended.events as usize), count);
    }
}

/// With a queue of one, appends are refused at once when it is full; what was refused is not in the log, what was
/// acknowledged is, and afterwards all goes on.
pub async fn a_full_queue_refuses_and_loses_nothing(log: Log) {
    let answers = at_once(&log, (0..2_000).map(|n| append(stream(n), Expected::NoStream, 1)).collect()).await;
    let refused = answers.iter().filter(|answer| is_unavailable(answer)).count();
    let acknowledged = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(refused + acknowledged, answers.len());
    assert!(refused > 0, "two thousand at once fit into a queue of one");
    assert_eq!(whole(&*log.events).await.len(), acknowledged);
    must(&*log.events, append(stream(9_999), Expected::NoStream, 1)).await;
}
