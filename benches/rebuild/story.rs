//! A conversation as they usually go: the Assistant begins, an agent takes over, the customer is content.

use benches::events::fresh_id;
use domain::agent::{AgentEvent, event::Registered};
use domain::conversation::event::{
    Escalated, FieldSet, HandoffAccepted, HandoffRequested, Opened, Prioritised, Rated, Resolved, TagAdded,
    TurnRecorded,
};
use domain::conversation::{
    Answering, ConversationEvent, FieldValue, HandoffTarget, Priority, QueueTarget, RatingScale, Urgency, Visibility,
};
use domain::queue::{QueueEvent, event::Defined};
use domain::{AgentId, Code, CustomerId, HandoffId, Participant, QueueId, TurnId};
use vault::{Personal, Sealed};

/// How many events a conversation has.
pub(crate) const EVENTS: u64 = 20;

/// Those who serve.
pub(crate) struct Staff {
    pub(crate) agents: Vec<AgentId>,
    pub(crate) queues: Vec<QueueId>,
    text: Sealed,
}

impl Staff {
    pub(crate) fn hire() -> Self {
        // As long as a turn of some 120 bytes is when it is sealed. Nobody opens it here.
        let text =
            format!("s1.{}.{}", "A".repeat(22), "A".repeat(200)).parse().expect("it looks like something sealed");
        let agents = (0..50).map(|_| AgentId(fresh_id())).collect();
        let queues = (0..5).map(|_| QueueId(fresh_id())).collect();
        Self { agents, queues, text }
    }

    pub(crate) fn registered(&self) -> AgentEvent {
        Registered { name: self.text(), languages: Vec::new(), capacity: 4 }.into()
    }

    pub(crate) fn defined(&self) -> QueueEvent {
        let (skills, languages, hours) = (Vec::new(), Vec::new(), None);
        Defined { name: Code::known("refunds"), skills, languages, hours, priority: 2 }.into()
    }

    /// The `number`th conversation.
    pub(crate) fn conversation(&self, number: usize) -> Vec<ConversationEvent> {
        let story = Story {
            text: self.text(),
            customer: CustomerId(fresh_id()),
            queue: self.queues[number % self.queues.len()],
            agent: self.agents[number % self.agents.len()],
        };
        let events = [story.with_assistant(), story.handoff(), story.with_agent(), story.end()].concat();
        debug_assert_eq!(events.len() as u64, EVENTS);
        events
    }

    fn text(&self) -> Personal<String> {
        Personal::sealed(self.text.clone())
    }
}

struct Story {
    text: Personal<String>,
    customer: CustomerId,
    queue: QueueId,
    agent: AgentId,
}

impl Story {
    fn with_assistant(&self) -> Vec<ConversationEvent> {
        let opened = Opened {
            customer: self.customer,
            channel: Code::known("web"),
            language: None,
            subject: Some(self.text.clone()),
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        let value = Some(FieldValue::Code(Code::known("gold")));
        let mut events = vec![
            opened.into(),
            TagAdded { tag: Code::known("booking") }.into(),
            FieldSet { field: Code::known("tier"), value }.into(),
        ];
        events.extend((0..4).map(|index| self.turn(index, Participant::Assistant, Answering::Assistant, 0)));
        events
    }

    fn handoff(&self) -> Vec<ConversationEvent> {
        let handoff = HandoffId(fresh_id());
        let requested = HandoffRequested {
            handoff,
            from: Answering::Assistant,
            target: HandoffTarget::Queue { queue: self.queue },
            answering: self.queued(),
            epoch: 1,
            reason: Code::known("asked_for"),
            note: None,
        };
        let accepted = HandoffAccepted { handoff, from: self.queued(), answering: self.served(), epoch: 2 };
        vec![requested.into(), accepted.into()]
    }

    fn with_agent(&self) -> Vec<ConversationEvent> {
        let agent = Participant::Agent(self.agent);
        let mut events: Vec<_> = (4..11).map(|index| self.turn(index, agent, self.served(), 2)).collect();
        let escalated = Escalated {
            from_tier: 0,
            tier: 1,
            from_urgency: Urgency::Normal,
            urgency: Urgency::High,
            reason: Code::known("urgent"),
            note: None,
            during: self.served(),
        };
        let to = Priority::try_from(2).expect("two is a priority");
        events.insert(3, escalated.into());
        events.insert(4, Prioritised { from: Priority::NORMAL, to, during: self.served() }.into());
        events
    }

    fn end(&self) -> Vec<ConversationEvent> {
        let by = Participant::Customer(self.customer);
        vec![
            Resolved { code: Code::known("answered"), note: None, during: self.served() }.into(),
            Rated { by, scale: RatingScale::Csat, score: 5, comment: None }.into(),
        ]
    }

    /// A turn of the customer or, every other time, of who serves them.
    fn turn(&self, index: u32, server: Participant, during: Answering, epoch: u64) -> ConversationEvent {
        let author = if index.is_multiple_of(2) { Participant::Customer(self.customer) } else { server };
        TurnRecorded {
            turn: TurnId(fresh_id()),
            index,
            author,
            visibility: Visibility::Public,
            text: self.text.clone(),
            attachments: Vec::new(),
            reply_to: None,
            external: None,
            during,
            epoch,
        }
        .into()
    }

    fn queued(&self) -> Answering {
        Answering::Queue { target: QueueTarget::Queue { queue: self.queue } }
    }

    fn served(&self) -> Answering {
        Answering::Agent { agent: self.agent }
    }
}
