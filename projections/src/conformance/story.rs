//! Whole logs by number: every event there is comes in them, in orders that the rules allow.

use domain::agent::event as agents;
use domain::agent::{AgentEvent, Presence};
use domain::article::ArticleEvent;
use domain::article::event as articles;
use domain::conversation::event as talk;
use domain::conversation::{
    Answering, ConversationEvent, FieldValue, HandoffTarget, Priority, QueueTarget, RatingScale, SnoozeUntil, Urgency,
    Visibility, WakeCause,
};
use domain::customer::event as customers;
use domain::customer::{CustomerEvent, IdentityKind};
use domain::ids::{HandoffId, IdentityId};
use domain::queue::QueueEvent;
use domain::queue::event as queues;
use domain::{Event, Participant, StreamId};

use super::fixture::{
    agent, article, code, conversation, customer, drafted, queue, revised, said, sealed, turn, understood,
};

/// An event to append: to which stream, and how many seconds after the beginning it happened.
pub type Line = (StreamId, i64, Event);

/// How many agents, queues and customers there are.
const SEVERAL: u64 = 7;

/// How many events of a Conversation follow each other before those of another.
const AT_ONCE: usize = 3;

/// A log of so many Conversations, told in turns, beside the agents, queues, customers and articles they need.
pub fn story(conversations: u64) -> Vec<Line> {
    let mut lines = people();
    lines.extend((0..SEVERAL).flat_map(an_article));
    let mut talks: Vec<_> = (0..conversations).map(|number| talk(number).into_iter()).collect();
    while !talks.is_empty() {
        talks.retain_mut(|talk| {
            let before = lines.len();
            lines.extend(talk.by_ref().take(AT_ONCE));
            lines.len() > before
        });
    }
    lines
}

fn people() -> Vec<Line> {
    (0..SEVERAL).flat_map(|number| [an_agent(number), a_queue(number), a_customer(number)].concat()).collect()
}

fn an_agent(number: u64) -> Vec<Line> {
    let events: Vec<AgentEvent> = vec![
        agents::Registered { name: sealed(number), languages: vec!["en".parse().unwrap()], capacity: 3 }.into(),
        agents::SkillGranted { skill: code("billing"), level: 4 }.into(),
        agents::SkillGranted { skill: code("sales"), level: 2 }.into(),
        agents::SkillRevoked { skill: code("sales") }.into(),
        agents::LanguagesChanged { languages: vec!["zh".parse().unwrap()] }.into(),
        agents::CapacityChanged { from: 3, to: 5 }.into(),
        agents::PresenceChanged { from: Presence::Offline, to: Presence::Online, reason: None }.into(),
        agents::Renamed { name: sealed(number + 1) }.into(),
    ];
    let mut lines = lines(StreamId::Agent(agent(number)), 0, events.into_iter().map(Event::Agent));
    if number == SEVERAL - 1 {
        let retired = agents::Retired { reason: code("left") };
        lines.push((StreamId::Agent(agent(number)), 9, Event::Agent(retired.into())));
    }
    lines
}

fn a_queue(number: u64) -> Vec<Line> {
    let priority = (number % 5) as u8 + 1;
    let (name, skills) = (code(&format!("queue-{number}")), Vec::new());
    let defined = queues::Defined { name, skills, languages: Vec::new(), hours: None, priority };
    let changed = queues::Changed { name: code(&format!("renamed-{number}")), ..(&defined).into() };
    let mut events: Vec<QueueEvent> = vec![defined.into(), changed.into()];
    if number == SEVERAL - 1 {
        events.push(queues::Retired { reason: code("merged") }.into());
    }
    lines(StreamId::Queue(queue(number)), 0, events.into_iter().map(Event::Queue))
}

fn a_customer(number: u64) -> Vec<Line> {
    let identity = IdentityId(conversation(number).0);
    let (kind, verified_by) = (IdentityKind::Email, code("sso"));
    let mut events: Vec<CustomerEvent> = vec![
        customers::Registered { source: code("web") }.into(),
        customers::IdentityLinked { identity, kind: kind.clone(), value: sealed(number), verified_by }.into(),
        customers::ProfileChanged { name: Some(sealed(number)), remark: None }.into(),
        customers::PreferencesChanged { language: Some("en".parse().unwrap()), channel: None }.into(),
        customers::ConsentGiven { purpose: code("external_processing"), notice: Some(code("v1")) }.into(),
        customers::ConsentWithdrawn { purpose: code("survey") }.into(),
    ];
    match number {
        0 => events.push(customers::Merged { into: customer(1) }.into()),
        1 => events.push(customers::MergeReceived { source: customer(0) }.into()),
        2 => events.push(customers::Blocked { reason: code("abuse") }.into()),
        3 => events.push(customers::IdentityUnlinked { identity, kind, reason: code("moved") }.into()),
        4 => events.push(customers::Erased { reason: code("request") }.into()),
        _ => events.push(customers::ProfileChanged { name: None, remark: Some(sealed(number)) }.into()),
    }
    lines(StreamId::Customer(customer(number)), 0, events.into_iter().map(Event::Customer))
}

fn an_article(number: u64) -> Vec<Line> {
    let tag = format!("t{}", number % 3);
    let mut events = vec![drafted(&format!("article-{number}"), &["all", &tag])];
    if number > 0 {
        events.push(articles::Published { version: 1 }.into());
    }
    if number > 1 {
        events.push(revised(2, &format!("revised-{number}"), &["all"]));
    }
    let then: &[ArticleEvent] = match number {
        3 => &[articles::Published { version: 2 }.into()],
        4 => &[articles::Retired { reason: code("old") }.into()],
        5 => &[articles::Retired { reason: code("old") }.into(), articles::Restored { reason: code("true") }.into()],
        _ => &[],
    };
    events.extend_from_slice(then);
    lines(StreamId::Article(article(number)), 0, events.into_iter().map(Event::Article))
}

/// One Conversation; its number chooses what happens in it.
fn talk(number: u64) -> Vec<Line> {
    let stream = StreamId::Conversation(conversation(number));
    let mut events = beginning(number);
    events.extend(middle(number));
    events.extend(end(number));
    // The hours differ, so that activity has many of them.
    lines(stream, 1_000 + 977 * number.cast_signed(), events.into_iter())
}

fn lines(stream: StreamId, from: i64, events: impl Iterator<Item = Event>) -> Vec<Line> {
    events.zip(0..).map(|(event, step)| (stream, from + 37 * step, event)).collect()
}

fn beginning(number: u64) -> Vec<Event> {
    let answering = match number % 3 {
        0 => Answering::Assistant,
        1 => waiting(number),
        _ => Answering::Agent { agent: agent(number % SEVERAL) },
    };
    let opened = talk::Opened {
        customer: customer(number % SEVERAL),
        channel: code(["web", "email", "phone"][number as usize % 3]),
        language: (!number.is_multiple_of(4)).then(|| "en".parse().unwrap()),
        subject: (!number.is_multiple_of(5)).then(|| sealed(number)),
        answering,
        priority: Priority::try_from((number % 5) as u8 + 1).unwrap(),
    };
    let mine = customer(number % SEVERAL);
    vec![
        event(opened),
        said(turn(number, 0), 0, Participant::Customer(mine), Visibility::Public),
        event(understood(turn(number, 0), ["refund.late", "order.status"][number as usize % 2])),
        said(turn(number, 1), 1, Participant::Assistant, Visibility::Public),
        event(talk::TagAdded { tag: code("vip") }),
        event(talk::TagAdded { tag: code(&format!("t{}", number % 4)) }),
        event(talk::FieldSet { field: code("order"), value: Some(FieldValue::Text(sealed(number))) }),
        event(talk::FieldSet { field: code("items"), value: Some(FieldValue::Number(number.cast_signed())) }),
    ]
}

fn middle(number: u64) -> Vec<Event> {
    let mine = agent(number % SEVERAL);
    let answering = waiting(number);
    let handoff = HandoffId(turn(number, 99).0);
    let requested = talk::HandoffRequested {
        handoff,
        from: Answering::Assistant,
        target: target(&answering),
        answering: answering.clone(),
        epoch: 1,
        reason: code("asked"),
        note: None,
    };
    let escalated = talk::Escalated {
        from_tier: 0,
        tier: 1,
        from_urgency: Urgency::Normal,
        urgency: Urgency::High,
        reason: code("late"),
        note: None,
        during: answering.clone(),
    };
    let held = Answering::Agent { agent: mine };
    let accepted = talk::HandoffAccepted { handoff, from: answering.clone(), answering: held.clone(), epoch: 2 };
    match number % 4 {
        0 => vec![event(requested), event(escalated)],
        1 => vec![
            event(requested),
            event(talk::HandoffDeclined { handoff, agent: mine, reason: code("busy"), open: true, during: answering }),
            event(accepted),
            said(turn(number, 2), 2, Participant::Agent(mine), Visibility::Internal),
            said(turn(number, 3), 3, Participant::Agent(mine), Visibility::Public),
            event(talk::IntentCorrected {
                turn: turn(number, 0),
                before: vec![code("order.status")],
                after: vec![code("refund.late")],
            }),
            event(talk::IntentProposed {
                turn: turn(number, 0),
                index: 0,
                intents: vec![code("refund.late")],
                model: code("small-chat-1"),
                tokens: 7,
            }),
            event(talk::TurnRedacted { turn: turn(number, 0), reason: code("card") }),
        ],
        2 => vec![
            event(talk::Assigned { agent: mine, from: answering, epoch: 1 }),
            event(talk::Snoozed { wake: SnoozeUntil::NextTurn, during: held.clone() }),
            event(talk::Woken { cause: WakeCause::Turn, during: held }),
            event(talk::Released { agent: mine, answering: waiting(number + 1), epoch: 2, reason: code("shift") }),
            event(talk::Prioritised {
                from: Priority::NORMAL,
                to: Priority::try_from(1).unwrap(),
                during: waiting(number + 1),
            }),
        ],
        _ => vec![
            event(talk::Snoozed {
                wake: SnoozeUntil::Time { at: super::fixture::time(90_000) },
                during: Answering::Assistant,
            }),
            event(talk::TagRemoved { tag: code("vip") }),
            event(talk::FieldSet { field: code("items"), value: None }),
        ],
    }
}

fn end(number: u64) -> Vec<Event> {
    let during = Answering::Assistant;
    let mine = Participant::Customer(customer(number % SEVERAL));
    let resolved = || event(talk::Resolved { code: code("done"), note: None, during: Answering::Assistant });
    let rated = |score| event(talk::Rated { by: mine, scale: RatingScale::Csat, score, comment: Some(sealed(number)) });
    match number % 6 {
        // One of the two kinds of middle that lead here leaves a Handoff waiting.
        0 if number.is_multiple_of(4) => vec![withdrawn(number), resolved(), rated((number % 5) as u8 + 1), rated(5)],
        0 => vec![resolved(), rated((number % 5) as u8 + 1), rated(5)],
        1 => vec![
            resolved(),
            event(talk::Reopened { cause: WakeCause::Turn, cycle: 2, answering: waiting(number), epoch: 3 }),
            resolved(),
            event(talk::Closed { reason: code("old"), during }),
        ],
        2 => vec![
            event(talk::Merged { into: conversation(number + 1), during: during.clone() }),
            event(talk::Unmerged { target: conversation(number + 1), during, open: true }),
        ],
        3 => vec![event(talk::Merged { into: conversation(number + 1), during })],
        4 => vec![event(talk::CustomerLeft { stage: code("dialogue") })],
        _ => vec![
            event(talk::ParticipantAdded {
                participant: Participant::Agent(agent(0)),
                role: code("copied"),
                name: None,
            }),
            event(talk::ParticipantRemoved { participant: Participant::Agent(agent(0)) }),
        ],
    }
}

fn withdrawn(number: u64) -> Event {
    let during = waiting(number);
    let handoff = HandoffId(turn(number, 99).0);
    event(talk::HandoffWithdrawn { handoff, target: target(&during), reason: code("resolved"), during })
}

fn event(event: impl Into<ConversationEvent>) -> Event {
    Event::Conversation(event.into())
}

fn waiting(number: u64) -> Answering {
    let target = if number.is_multiple_of(2) {
        QueueTarget::Queue { queue: queue(number % SEVERAL) }
    } else {
        QueueTarget::Skill { skill: code("billing"), level: 3 }
    };
    Answering::Queue { target }
}

fn target(answering: &Answering) -> HandoffTarget {
    match answering.queue().unwrap() {
        QueueTarget::Queue { queue } => HandoffTarget::Queue { queue: *queue },
        QueueTarget::Skill { skill, level } => HandoffTarget::Skill { skill: skill.clone(), level: *level },
    }
}
