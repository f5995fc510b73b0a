//! Every command on a Conversation, made from a few small numbers, for the tests that go through all of them.

use domain::conversation::event::{
    Escalated, KnowledgeQueried, MergeReceived, ParticipantAdded, SuggestionsRequested, TagAdded, TurnRecorded,
};
use domain::conversation::{
    Answering, Conversation, ConversationEvent, ExternalKey, FieldValue, HandoffTarget, Priority, QueueTarget,
    RatingScale, SnoozeUntil, Urgency, Visibility,
};
use domain::ids::{QueryId, SuggestionId};
use domain::{AgentId, Code, Participant, TurnId};
use uuid::Uuid;

use super::fixtures::*;
use super::rules::Decision;
use super::*;
use crate::testing::minutes;
use crate::{Command, Context};

type Decide = Box<dyn Fn(&Conversation, &Context<'_>) -> Decision>;

/// A command whose type is forgotten.
pub(super) struct Asked {
    pub(super) name: &'static str,
    pub(super) decide: Decide,
}

/// From which the agents, ids and values of commands are chosen; all zero for the plainest ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seed {
    pub(super) who: u8,
    pub(super) which: u8,
    pub(super) what: u8,
}

fn asked<C: Command<Aggregate = Conversation>>(command: C) -> Asked {
    Asked { name: C::NAME, decide: Box::new(move |state, context| command.decide(state, context)) }
}

impl Seed {
    fn agent(self) -> AgentId {
        [AGENT, COLLEAGUE, NOBODY][usize::from(self.who) % 3]
    }

    fn participant(self) -> Participant {
        let agents = [Participant::Agent(AGENT), Participant::Agent(COLLEAGUE)];
        [Participant::Customer(CUSTOMER), Participant::Assistant, agents[0], agents[1]][usize::from(self.who) % 4]
    }

    fn id(self) -> Uuid {
        Uuid::from_u128(u128::from(self.which))
    }

    fn code(self) -> Code {
        format!("code-{}", self.which).parse().expect("a word and a number are a code")
    }

    fn target(self) -> HandoffTarget {
        let skill = HandoffTarget::Skill { skill: self.code(), level: self.what };
        let agent = HandoffTarget::Agent { agent: self.agent() };
        let all = [HandoffTarget::Queue { queue: QUEUE }, agent, HandoffTarget::Assistant, skill];
        all[usize::from(self.what) % 4].clone()
    }

    fn answering(self) -> Option<Answering> {
        [None, Some(Answering::Assistant), Some(held_by(self.agent())), Some(in_queue())][usize::from(self.what) % 4]
            .clone()
    }

    fn epoch(self) -> Option<u64> {
        (self.which > 200).then_some(u64::from(self.what))
    }

    fn urgency(self) -> Urgency {
        [Urgency::High, Urgency::Normal, Urgency::Critical][usize::from(self.what) % 3]
    }
}

/// One of every command.
pub(super) fn catalogue(seed: Seed) -> Vec<Asked> {
    [beginning(seed), ownership(seed), urgency(seed), lifecycle(seed), merging(seed), helping(seed)]
        .into_iter()
        .flatten()
        .collect()
}

fn beginning(seed: Seed) -> Vec<Asked> {
    let conversation = CONVERSATION;
    let open = OpenConversation {
        conversation,
        customer: CUSTOMER,
        channel: code("web"),
        language: None,
        subject: None,
        answering: Answering::Assistant,
        priority: Priority::NORMAL,
    };
    let turn = RecordTurn {
        conversation,
        turn: TurnId(seed.id()),
        author: seed.participant(),
        visibility: if seed.what % 3 == 2 { Visibility::Internal } else { Visibility::Public },
        text: text("hello"),
        attachments: Vec::new(),
        reply_to: None,
        external: (seed.what % 2 == 1).then_some(ExternalKey([seed.which; 16])),
        epoch: seed.epoch(),
    };
    let redact = RedactTurn { conversation, turn: TurnId(seed.id()), reason: code("secret") };
    let correct = CorrectIntent { conversation, turn: TurnId(seed.id()), intents: vec![seed.code()] };
    let (intents, model) = (vec![seed.code()], code("small-chat-1"));
    let propose = ProposeIntent { conversation, turn: TurnId(seed.id()), intents, model, tokens: 7 };
    vec![asked(open), asked(turn), asked(redact), asked(correct), asked(propose)]
}

fn ownership(seed: Seed) -> Vec<Asked> {
    let (conversation, handoff, agent, epoch) = (CONVERSATION, HANDOFF, seed.agent(), seed.epoch());
    let (reason, participant) = (seed.code(), Participant::Agent(seed.agent()));
    let waits = (seed.what % 2 == 1).then_some(QueueTarget::Queue { queue: QUEUE });
    vec![
        asked(RequestHandoff {
            conversation,
            handoff,
            target: seed.target(),
            reason: reason.clone(),
            note: None,
            epoch,
        }),
        asked(AcceptHandoff { conversation, handoff, agent }),
        asked(DeclineHandoff { conversation, handoff, agent, reason: reason.clone() }),
        asked(Assign { conversation, agent, epoch }),
        asked(Release { conversation, to: waits, reason: reason.clone(), epoch }),
        asked(AddParticipant { conversation, participant, role: reason, name: None }),
        asked(RemoveParticipant { conversation, participant }),
    ]
}

fn urgency(seed: Seed) -> Vec<Asked> {
    let (conversation, tier, urgency, reason) = (CONVERSATION, seed.which % 12, seed.urgency(), seed.code());
    let priority = Priority::try_from(seed.what % 5 + 1).expect("one to five are priorities");
    vec![
        asked(Escalate { conversation, tier, urgency, reason: reason.clone(), note: None }),
        asked(AcknowledgeEscalation { conversation }),
        asked(Deescalate { conversation, tier, urgency, reason }),
        asked(Prioritise { conversation, priority }),
    ]
}

fn lifecycle(seed: Seed) -> Vec<Asked> {
    let (conversation, epoch, tag) = (CONVERSATION, seed.epoch(), seed.code());
    let at = minutes(i64::from(seed.which) + 1);
    let wake = if seed.what % 2 == 1 { SnoozeUntil::NextTurn } else { SnoozeUntil::Time { at } };
    let value = seed.what.is_multiple_of(2).then_some(FieldValue::Flag(true));
    let (by, score) = (seed.participant(), seed.what % 5 + 1);
    vec![
        asked(AddTag { conversation, tag: tag.clone() }),
        asked(RemoveTag { conversation, tag: tag.clone() }),
        asked(SetField { conversation, field: tag.clone(), value }),
        asked(Snooze { conversation, wake, epoch }),
        asked(Wake { conversation, due: (seed.what % 2 == 1).then_some(at) }),
        asked(Resolve { conversation, code: tag.clone(), note: None, epoch }),
        asked(Reopen { conversation, answering: seed.answering() }),
        asked(Close { conversation, reason: tag.clone(), epoch }),
        asked(Rate { conversation, by, scale: RatingScale::Csat, score, comment: None }),
        asked(RecordCustomerLeft { conversation, stage: tag }),
    ]
}

fn merging(seed: Seed) -> Vec<Asked> {
    let conversation = CONVERSATION;
    let source = domain::ConversationId(seed.id());
    vec![
        asked(Merge { conversation, into: ELSEWHERE, epoch: seed.epoch() }),
        asked(ReceiveMerge { conversation, source }),
        asked(Unmerge { conversation }),
        asked(UndoMerge { conversation, source }),
    ]
}

fn helping(seed: Seed) -> Vec<Asked> {
    let (conversation, agent, source, options) = (CONVERSATION, seed.agent(), seed.code(), vec![seed.code()]);
    let (request, query) = (SuggestionId(seed.id()), QueryId(seed.id()));
    let (option, constraints) = (seed.code(), text("{}"));
    vec![
        asked(RequestSuggestions { conversation, request, agent, text: text("soon") }),
        asked(OfferSuggestions { conversation, request, source: source.clone(), options }),
        asked(PickSuggestion { conversation, request, agent, option, turn: None }),
        asked(QueryKnowledge { conversation, query, source: source.clone(), constraints }),
        asked(ReturnKnowledge { conversation, query, source: source.clone(), total: Some(1), item: None }),
        asked(SelectKnowledge { conversation, slot: source, item: None }),
    ]
}

/// What makes the plainest command of this name possible, where being open does not.
pub(super) fn before(name: &str) -> Vec<ConversationEvent> {
    let plain = Seed::default();
    let (from_tier, from_urgency, during) = (0, Urgency::Normal, Answering::Assistant);
    let (tier, urgency, reason, note) = (1, Urgency::Critical, code("legal"), None);
    match name {
        "redact_turn" | "correct_intent" | "propose_intent" => {
            let ConversationEvent::TurnRecorded(turn) = super::fixtures::asked() else { return Vec::new() };
            vec![TurnRecorded { turn: TurnId(plain.id()), ..turn }.into()]
        }
        "accept_handoff" | "decline_handoff" => vec![handoff_to(HandoffTarget::Agent { agent: AGENT })],
        "release" | "request_suggestions" => vec![assigned()],
        "acknowledge_escalation" | "deescalate" => {
            vec![Escalated { from_tier, tier, from_urgency, urgency, reason, note, during }.into()]
        }
        "remove_tag" => vec![TagAdded { tag: plain.code() }.into()],
        "offer_suggestions" | "pick_suggestion" => {
            let request = SuggestionId(plain.id());
            vec![assigned(), SuggestionsRequested { request, agent: AGENT, text: text("soon") }.into()]
        }
        "undo_merge" => vec![MergeReceived { source: domain::ConversationId(plain.id()) }.into()],
        "return_knowledge" => {
            let (query, source, constraints) = (QueryId(plain.id()), plain.code(), text("{}"));
            vec![KnowledgeQueried { query, source, constraints }.into()]
        }
        "remove_participant" => {
            vec![ParticipantAdded { participant: Participant::Agent(AGENT), role: plain.code(), name: None }.into()]
        }
        _ => Vec::new(),
    }
}
