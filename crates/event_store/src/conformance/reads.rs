//! Cases about reading, at rest and while others write.

use std::sync::Arc;

use bytes::Bytes;
use tokio::task::JoinSet;

use super::Log;
use super::fixture::{append, assert_gapless, event, fill, id, must, stream, tenant, time, whole};
use crate::{Actor, EventStore, Expected, NewEvent, Position, RecordedEvent, StreamName, subscribe};

const WRITERS: usize = 8;
const EACH: usize = 60;
const TOTAL: usize = WRITERS * EACH;

/// Through the tables and through memory alike.
pub async fn every_field_comes_back(log: Log) {
    let store = &*log.events;
    let mut full = append(stream(1), Expected::NoStream, 0);
    full.causation_id = Some(id());
    full.correlation_id = Some(id());
    full.actor = Actor { kind: "assistant".into(), id: "ä-1".into(), on_behalf_of: Some("customer:c-9".into()) };
    let bytes = Bytes::from_static(b"\0\xff{\"not\": 'json'}");
    full.events =
        vec![NewEvent { schema_version: 3, occurred_at: time(-86_400 * 400), ..event(bytes) }, event(Bytes::new())];
    must(store, full.clone()).await;
    let of_stream = store.read_stream(&tenant(), &stream(1), 0, 10).await.expect("the log can be read");
    assert_eq!(of_stream, whole(store).await);
    for (n, (stored, new)) in (0..).zip(of_stream.iter().zip(&full.events)) {
        let wanted = RecordedEvent {
            position: n + 1,
            event_id: new.event_id,
            tenant: tenant(),
            stream: stream(1),
            revision: n,
            event_type: (*new.event_type).into(),
            schema_version: new.schema_version,
            occurred_at: new.occurred_at,
            recorded_at: stored.recorded_at,
            actor: full.actor.clone(),
            command_id: full.command_id,
            causation_id: full.causation_id,
            correlation_id: full.correlation_id,
            body: new.body.clone(),
        };
        assert_eq!(*stored, wanted);
    }
}

/// Pages begin and end where they should.
pub async fn a_stream_is_read_from_any_revision(log: Log) {
    let store = &*log.events;
    fill(store, &stream(1), 5).await;
    for (from, limit, wanted) in [(0, 2, 0..2), (3, 10, 3..5), (5, 10, 0..0), (0, 0, 0..0), (u64::MAX, 1, 0..0)] {
        let events = store.read_stream(&tenant(), &stream(1), from, limit).await.expect("the log can be read");
        assert!(events.iter().map(|event| event.revision).eq(wanted), "from {from}, at most {limit}");
    }
    assert!(store.read_stream(&tenant(), &stream(2), 0, 10).await.expect("the log can be read").is_empty());
    assert!(store.read_all(u64::MAX, usize::MAX).await.expect("the log can be read").is_empty());
}

/// Ten thousand events, more than the tail keeps, in one stream.
pub async fn a_long_stream_is_read_in_order(log: Log) {
    let store = &*log.events;
    for n in 0..10_u64 {
        let expected = if n == 0 { Expected::NoStream } else { Expected::Revision(n * 1_000 - 1) };
        must(store, append(stream(1), expected, 1_000)).await;
    }
    let events = store.read_stream(&tenant(), &stream(1), 0, 20_000).await.expect("the log can be read");
    assert!(events.iter().map(|event| event.revision).eq(0..10_000));
    assert_eq!(events, whole(store).await);
}

/// A megabyte each, more together than the tail keeps.
pub async fn large_events_come_back_whole(log: Log) {
    let store = &*log.events;
    for n in 0..20_u8 {
        let mut large = append(stream(1), Expected::Any, 0);
        large.events = vec![event(vec![n; 1 << 20])];
        must(store, large).await;
    }
    let events = whole(store).await;
    assert_gapless(&events, 0);
    assert!(events.iter().zip(0..20_u8).all(|(event, n)| event.body.len() == 1 << 20 && event.body[77] == n));
}

/// Reads that ask for more than memory should hold.
pub async fn a_page_of_large_events_ends_early_and_the_next_goes_on(log: Log) {
    let store = &*log.events;
    for n in 0..20_u8 {
        let mut large = append(stream(1), Expected::Any, 0);
        large.events = vec![event(vec![n; 1 << 20])];
        must(store, large).await;
    }
    let (mut revision, mut pages) = (0, 0);
    loop {
        let page = store.read_stream(&tenant(), &stream(1), revision, 100).await.expect("the log can be read");
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 9, "{} megabytes came at once", page.len());
        (revision, pages) = (last.revision + 1, pages + 1);
    }
    assert_eq!((revision, pages > 1), (20, true));
    // What has left the tail comes from the tables.
    let page = store.read_all(0, 100).await.expect("the log can be read");
    assert!((1..=9).contains(&page.len()), "{} megabytes came at once", page.len());
}

/// One event larger than a page.
pub async fn a_page_has_one_event_at_least(log: Log) {
    let store = &*log.events;
    let mut large = append(stream(1), Expected::Any, 0);
    large.events = vec![event(vec![7; 9 << 20]), event(vec![8; 1])];
    must(store, large).await;
    let page = store.read_stream(&tenant(), &stream(1), 0, 100).await.expect("the log can be read");
    assert_eq!(page.iter().map(|event| event.revision).collect::<Vec<_>>(), [0]);
    let rest = store.read_stream(&tenant(), &stream(1), 1, 100).await.expect("the log can be read");
    assert_eq!(rest.iter().map(|event| event.revision).collect::<Vec<_>>(), [1]);
}

fn write(store: &Arc<dyn EventStore>) -> JoinSet<()> {
    let mut writers = JoinSet::new();
    for n in 0..WRITERS {
        let store = Arc::clone(store);
        writers.spawn(async move { fill(&*store, &stream(n), EACH).await });
    }
    writers
}

async fn poll(store: Arc<dyn EventStore>, page: usize) -> Vec<RecordedEvent> {
    let mut seen: Vec<RecordedEvent> = Vec::new();
    while seen.len() < TOTAL {
        let after = seen.len() as Position;
        seen.extend(store.read_all(after, page).await.expect("the log can be read"));
        tokio::task::yield_now().await;
    }
    seen
}

/// Readers that only know the position after which they read.
pub async fn pollers_see_every_position_once_while_others_write(log: Log) {
    let mut pollers = JoinSet::new();
    for page in [1, 3, 7, 100] {
        pollers.spawn(poll(Arc::clone(&log.events), page));
    }
    write(&log.events).join_all().await;
    for seen in pollers.join_all().await {
        assert_gapless(&seen, 0);
        assert_eq!(seen.len(), TOTAL);
    }
}

async fn follow(store: Arc<dyn EventStore>, after: Position, until: usize) -> Vec<RecordedEvent> {
    let mut subscription = subscribe(store, after);
    let mut seen = Vec::new();
    while seen.last().map_or(after, |event: &RecordedEvent| event.position) < until as Position {
        seen.extend(subscription.next().await.expect("the log can be read"));
    }
    seen
}

/// Readers that wait to be woken.
pub async fn subscribers_see_every_position_once_while_others_write(log: Log) {
    let mut subscribers = JoinSet::new();
    for _ in 0..10 {
        subscribers.spawn(follow(Arc::clone(&log.events), 0, TOTAL));
    }
    write(&log.events).join_all().await;
    for seen in subscribers.join_all().await {
        assert_gapless(&seen, 0);
        assert_eq!(seen.len(), TOTAL);
    }
}

/// Subscribers that begin at any time, from any position before or after the head.
pub async fn the_seam_between_past_and_present_loses_nothing(log: Log) {
    let mut subscribers = JoinSet::new();
    let writing = write(&log.events);
    for after in 0..40 {
        let store = Arc::clone(&log.events);
        subscribers.spawn(async move { (after * 11, follow(store, after * 11, TOTAL).await) });
        must(&*log.events, append(StreamName::new("other-1"), Expected::Any, 1)).await;
    }
    writing.join_all().await;
    for (after, seen) in subscribers.join_all().await {
        assert_gapless(&seen, after);
        assert!(seen.len() as Position >= TOTAL as Position - after);
    }
}

/// Who appended can read what was appended, and has been told of it.
pub async fn the_head_is_told_before_the_answer(log: Log) {
    let watch = log.events.watch();
    for _ in 0..50 {
        let position = must(&*log.events, append(stream(1), Expected::Any, 1)).await.position;
        assert_eq!(*watch.borrow(), position);
        assert_eq!(log.events.head().await.expect("the head can be read"), position);
        let last = log.events.read_all(position - 1, 10).await.expect("the log can be read");
        assert_eq!(last.len(), 1);
    }
}
