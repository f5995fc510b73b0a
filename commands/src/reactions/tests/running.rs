//! Who runs a reaction, what it shows, and when it stands still.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use event_store::{Actor, Append, Expected, NewEvent, RecordedEvent, StreamName, Timer};

use super::*;
use crate::conversation::Merge;
use crate::customer::BlockCustomer;
use crate::executor::fixture::tenant;
use crate::reactions::{Cause, FollowMerges, FollowUp, Intent, Reactions, all, follow};
use crate::testing::noon;

/// An event that only a later program can read.
async fn append_from_the_future(house: &House) {
    let event = NewEvent {
        event_id: Uuid::from_u128(0xe0),
        event_type: "conversation.teleported".into(),
        schema_version: 1,
        occurred_at: noon(),
        body: "{}".into(),
    };
    let append = Append {
        tenant: tenant(),
        stream: StreamName::new("conversation-x"),
        expected: Expected::NoStream,
        command_id: Uuid::from_u128(0xe1),
        digest: [0; 32],
        causation_id: None,
        correlation_id: None,
        actor: Actor { kind: "service".into(), id: "test".into(), on_behalf_of: None },
        events: vec![event],
    };
    house.store.append(append).await.unwrap();
}

#[tokio::test]
async fn an_event_that_cannot_be_read_stops_the_reaction_before_it() {
    let house = House::new().await;
    house.register(ADA).await;
    append_from_the_future(&house).await;
    house.register(BOB).await;
    let mut started = Started::new(&house, FollowMerges);
    let status = started.becomes(ReactionState::Failed).await;
    assert!(status.last_error.unwrap().contains("conversation.teleported"));
    started.stops().await;
    assert_eq!(house.store.checkpoint("follow_merges").await.unwrap(), 3);
}

#[tokio::test]
async fn one_node_at_a_time_runs_a_reaction_and_another_takes_over() {
    let house = House::new().await;
    house.register(ADA).await;
    let mut first = Started::on_node(&house, FollowMerges, 1);
    first.becomes(ReactionState::Running).await;
    let mut second = Started::on_node(&house, FollowMerges, 2);
    second.becomes(ReactionState::Standby).await;
    first.vanishes().await;
    house.open_for(FIRST, ADA).await;
    house.open_for(SECOND, ADA).await;
    house.ask(1, Merge { conversation: FIRST, into: SECOND, epoch: None }).await;
    house.clock.advance(TimeDelta::minutes(1));
    second.becomes(ReactionState::Running).await;
    second.catches_up(&house).await;
    second.stops().await;
    assert_eq!(house.count(StreamId::Conversation(SECOND), "conversation.merge_received").await, 1);
}

#[tokio::test]
async fn a_node_that_stops_saves_its_position_and_lets_another_run_at_once() {
    let house = House::new().await;
    house.register(ADA).await;
    let mut first = Started::on_node(&house, FollowMerges, 1);
    first.catches_up(&house).await;
    assert_eq!(first.status.borrow().lag(), 0);
    first.stops().await;
    assert_eq!(house.store.checkpoint("follow_merges").await.unwrap(), 3);
    let mut second = Started::on_node(&house, FollowMerges, 2);
    second.becomes(ReactionState::Running).await;
    second.stops().await;
}

#[tokio::test]
async fn all_reactions_start_and_stop_together() {
    let house = House::new().await;
    house.register(ADA).await;
    let (stop, stopped) = watch::channel(false);
    let memory: Arc<dyn ReactionStore> = house.store.clone();
    let reactions = Reactions::start(&house.executor, &memory, None, Uuid::from_u128(1), &stopped);
    let names: Vec<_> = reactions.statuses().iter().map(|status| status.name).collect();
    assert_eq!(names, all(false, None).iter().map(|reaction| reaction.name()).collect::<Vec<_>>());
    stop.send_replace(true);
    reactions.stopped().await;
}

#[tokio::test]
async fn a_node_hears_of_what_another_has_changed() {
    let house = House::new().await;
    house.register(ADA).await;
    let (here, there) = (house.executor.clone(), house.stranger());
    let (stop, stopped) = watch::channel(false);
    let following = tokio::spawn(follow(here.clone(), stopped));
    house.open_for(FIRST, ADA).await;
    there.execute(request(1, BlockCustomer { customer: ADA, reason: Code::known("abuse") })).await.unwrap();
    // Each attempt opens another Conversation until this node has heard that the customer is blocked.
    for id in 0x1000.. {
        let command = OpenConversation {
            conversation: ConversationId(Uuid::from_u128(id)),
            customer: ADA,
            channel: Code::known("web"),
            language: None,
            subject: None,
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        if here.execute(request(id, command)).await.is_err() {
            break;
        }
    }
    stop.send_replace(true);
    following.await.unwrap();
}

/// Every sample event, as the log gives it back from a stream of its kind.
fn sampled() -> impl Iterator<Item = (RecordedEvent, domain::Event)> {
    domain::samples::all("text").into_iter().map(|event| {
        let (kind, _) = event.event_type().split_once('.').unwrap();
        let recorded = RecordedEvent {
            position: 1,
            tenant: tenant(),
            stream: StreamName::new(&format!("{kind}-{}", Uuid::from_u128(1))),
            revision: 0,
            event_id: Uuid::from_u128(1),
            event_type: event.event_type().into(),
            schema_version: event.schema_version(),
            occurred_at: noon(),
            recorded_at: noon(),
            actor: Actor { kind: "service".into(), id: "test".into(), on_behalf_of: None },
            command_id: Uuid::from_u128(2),
            causation_id: None,
            correlation_id: None,
            body: "{}".into(),
        };
        (recorded, event)
    })
}

#[test]
fn a_reaction_heeds_exactly_what_something_follows_from() {
    let encode_articles = encode_articles::by(&Arc::default(), "http/small");
    for reaction in all(true, Some(encode_articles)) {
        let mut followed: Vec<_> = sampled()
            .filter(|(recorded, event)| !reaction.react(recorded, event).is_empty())
            .map(|(recorded, _)| recorded.event_type.to_string())
            .collect();
        followed.sort_unstable();
        followed.dedup();
        let mut heeded = reaction.heeds().to_vec();
        heeded.sort_unstable();
        assert_eq!(heeded, followed, "{}", reaction.name());
    }
}

/// A reaction with a fault that shows once.
#[derive(Debug, Default)]
struct Faulty(AtomicBool);

impl Reaction for Faulty {
    fn name(&self) -> &'static str {
        "faulty"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["customer.registered"]
    }

    fn react(&self, _: &RecordedEvent, _: &domain::Event) -> Vec<Intent> {
        assert!(self.0.swap(true, Ordering::SeqCst), "a fault");
        Vec::new()
    }
}

#[tokio::test]
async fn a_reaction_that_panics_is_seen_and_started_again() {
    let house = House::new().await;
    house.register(ADA).await;
    let (stop, stopped) = watch::channel(false);
    let memory: Arc<dyn ReactionStore> = house.store.clone();
    let mut reactions = Reactions { statuses: Vec::new(), tasks: tokio::task::JoinSet::new() };
    reactions.run(&house.executor, &memory, Arc::new(Faulty::default()), Uuid::from_u128(1), &stopped);
    let mut status = reactions.statuses[0].clone();
    let failed = status.wait_for(|status| status.state == ReactionState::Failed).await.unwrap().clone();
    assert_eq!(failed.last_error.as_deref(), Some("a fault"));
    house.clock.advance(TimeDelta::minutes(1));
    let head = house.store.head().await.unwrap();
    status.wait_for(|status| status.position == head).await.unwrap();
    stop.send_replace(true);
    reactions.stopped().await;
}

/// A reaction whose timers fail while nothing else does, but for those of [`SECOND`].
#[derive(Debug)]
struct Unlucky;

#[derive(Debug)]
struct Fails;

#[async_trait]
impl FollowUp for Fails {
    async fn carry_out(&self, _: &crate::Executor, _: &Cause) -> Result<(), crate::reactions::Undone> {
        Err(crate::Error::Conflict { actual: None }.into())
    }
}

impl Reaction for Unlucky {
    fn name(&self) -> &'static str {
        "unlucky"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["conversation.opened"]
    }

    fn react(&self, recorded: &RecordedEvent, _: &domain::Event) -> Vec<Intent> {
        vec![Intent::SetTimer { due_at: recorded.recorded_at }]
    }

    fn due(&self, timer: &Timer) -> Vec<Box<dyn FollowUp>> {
        let lucky = timer.stream.as_str() == StreamId::Conversation(SECOND).to_string();
        if lucky { Vec::new() } else { vec![Box::new(Fails)] }
    }
}

#[tokio::test]
async fn a_timer_that_fails_is_put_off_and_the_later_ones_are_done() {
    let house = House::new().await;
    house.register(ADA).await;
    house.open_for(FIRST, ADA).await;
    house.clock.advance(TimeDelta::seconds(1));
    house.open_for(SECOND, ADA).await;
    let mut started = Started::new(&house, Unlucky);
    started.catches_up(&house).await;
    let left = loop {
        let left = house.store.due("unlucky", crate::testing::minutes(60), 10).await.unwrap();
        if left.len() == 1 {
            break left;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(left[0].stream.as_str(), StreamId::Conversation(FIRST).to_string());
    let status = started.becomes(ReactionState::Running).await;
    assert_eq!(status.last_error, None);
    started.stops().await;
}

/// Asks someone outside for twenty answers because of one event, none of which can be recorded.
#[derive(Clone, Debug, Default)]
struct Unheard(Arc<AtomicUsize>);

#[async_trait]
impl FollowUp for Unheard {
    async fn carry_out(&self, _: &crate::Executor, _: &Cause) -> Result<(), crate::reactions::Undone> {
        self.0.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        Err(crate::Error::Conflict { actual: None }.into())
    }
}

impl Reaction for Unheard {
    fn name(&self) -> &'static str {
        "unheard"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["customer.registered"]
    }

    fn react(&self, _: &RecordedEvent, _: &domain::Event) -> Vec<Intent> {
        (0..20).map(|_| Intent::Beside(Box::new(self.clone()))).collect()
    }
}

#[tokio::test]
async fn while_answers_cannot_be_recorded_nobody_more_is_asked() {
    let house = House::new().await;
    house.register(ADA).await;
    let unheard = Unheard::default();
    let mut started = Started::new(&house, unheard.clone());
    started.becomes(ReactionState::Retrying).await;
    started.stops().await;
    assert_eq!(unheard.0.load(Ordering::Relaxed), 8, "those that were asked already, and no more");
}
