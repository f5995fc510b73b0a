//! The state of a Conversation: a fold over its events, with what its rules need and no more.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::event::{ConversationEvent, FieldSet, HandoffRequested, Opened, TurnRecorded, TurnUnderstood};
use super::{
    Answering, ConversationRefusal, ExternalKey, HandoffTarget, Priority, RatingScale, SnoozeUntil, Urgency, Visibility,
};
use crate::ids::{QueryId, SuggestionId};
use crate::{Aggregate, Code, ConversationId, CustomerId, HandoffId, Language, Meta, Participant, TurnId};

/// A Conversation as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Conversation {
    /// What it began as; nothing before it did.
    pub opened: Option<OpenedFacts>,
    /// Whether there is something to do.
    pub status: Status,
    /// Who answers.
    pub answering: Answering,
    /// Rises whenever who answers changes; a writer with an older one is late.
    pub epoch: u64,
    /// Whose move it is.
    pub waiting_on: WaitingOn,
    /// The Handoff that waits to be accepted.
    pub handoff: Option<Handoff>,
    /// From 0.
    pub tier: u8,
    /// How much time there is.
    pub urgency: Urgency,
    /// Whether the Escalation it has was noticed; `None` when it has none.
    pub acknowledged: Option<bool>,
    /// Its place among the waiting.
    pub priority: Priority,
    /// In order of name.
    pub tags: BTreeSet<Code>,
    /// The fields that have a value.
    pub fields: BTreeSet<Code>,
    /// Those who joined, with their roles; the customer is not among them.
    pub participants: BTreeMap<Participant, Code>,
    /// Every turn in order.
    pub turns: Vec<TurnFacts>,
    /// Where each turn stands among [`Conversation::turns`].
    pub turn_index: HashMap<TurnId, usize>,
    /// The languages its customer's turns were recognised to be in, and how surely altogether, in thousandths; each turn lets
    /// those before it count four fifths.
    pub languages: BTreeMap<Language, u32>,
    /// What turns wanted, as understood or as corrected, where anything was.
    pub wanted: HashMap<TurnId, Vec<Code>>,
    /// The turns of which someone said what they wanted.
    pub corrected: BTreeSet<TurnId>,
    /// The turns of which a provider said what they wanted.
    pub proposed: BTreeSet<TurnId>,
    /// The turns by the channels' ids of them.
    pub external: HashMap<ExternalKey, TurnId>,
    /// What was offered for each request for suggestions; nothing while none was.
    pub suggestions: HashMap<SuggestionId, Vec<Code>>,
    /// The questions asked of knowledge bases.
    pub queries: BTreeSet<QueryId>,
    /// The verdicts given.
    pub ratings: HashMap<(Participant, RatingScale), u8>,
    /// How often it was taken up; 1 from the beginning.
    pub cycle: u32,
    /// The Conversations it took in.
    pub absorbed: BTreeSet<ConversationId>,
}

/// What a Conversation began as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenedFacts {
    /// Whose matter; also the subject under whose keys its personal data is sealed.
    pub customer: CustomerId,
    /// Where it came in.
    pub channel: Code,
    /// In which language, as far as was known.
    pub language: Option<Language>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Whether there is something to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// There is.
    Open,
    /// Not for a while.
    Snoozed {
        /// Until when.
        wake: SnoozeUntil,
    },
    /// The matter is settled.
    Resolved {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// It ended for good.
    Closed,
    /// It goes on elsewhere.
    Merged {
        /// Where.
        into: ConversationId,
        /// What it was before.
        before: Box<Status>,
    },
}

/// Whose move it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WaitingOn {
    /// The customer's.
    Customer,
    /// Ours.
    Service,
    /// Nobody's.
    Nobody,
}

/// A Handoff that waits to be accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handoff {
    /// Its id.
    pub id: HandoffId,
    /// Who answered before.
    pub from: Answering,
    /// Who was asked.
    pub target: HandoffTarget,
}

/// What the rules need of a turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TurnFacts {
    /// Its id.
    pub id: TurnId,
    /// Who spoke.
    pub author: Participant,
    /// Who sees it.
    pub visibility: Visibility,
    /// Whether it was taken from view.
    pub redacted: bool,
}

impl Default for Conversation {
    fn default() -> Self {
        Self {
            opened: None,
            status: Status::Open,
            answering: Answering::Assistant,
            epoch: 0,
            waiting_on: WaitingOn::Service,
            handoff: None,
            tier: 0,
            urgency: Urgency::Normal,
            acknowledged: None,
            priority: Priority::NORMAL,
            tags: BTreeSet::new(),
            fields: BTreeSet::new(),
            participants: BTreeMap::new(),
            turns: Vec::new(),
            turn_index: HashMap::new(),
            languages: BTreeMap::new(),
            wanted: HashMap::new(),
            corrected: BTreeSet::new(),
            proposed: BTreeSet::new(),
            external: HashMap::new(),
            suggestions: HashMap::new(),
            queries: BTreeSet::new(),
            ratings: HashMap::new(),
            cycle: 1,
            absorbed: BTreeSet::new(),
        }
    }
}

impl Aggregate for Conversation {
    type Event = ConversationEvent;
    type Refusal = ConversationRefusal;

    /// Everything personal in a Conversation is its customer's.
    fn subject(&self, event: &ConversationEvent) -> Option<Uuid> {
        if let ConversationEvent::Opened(opened) = event {
            return Some(opened.customer.0);
        }
        self.opened.as_ref().map(|opened| opened.customer.0)
    }

    fn evolve(&mut self, event: &ConversationEvent, meta: Meta) {
        use ConversationEvent as E;
        match event {
            E::Opened(opened) => self.open(opened, meta),
            E::TurnRecorded(turn) => self.take_turn(turn),
            E::TurnRedacted(redacted) => self.redact(redacted.turn),
            E::TurnUnderstood(understood) => self.understand(understood),
            E::IntentCorrected(corrected) => {
                self.corrected.insert(corrected.turn);
                self.set_wanted(corrected.turn, corrected.after.clone());
            }
            E::IntentProposed(proposed) => drop(self.proposed.insert(proposed.turn)),
            E::HandoffRequested(requested) => self.request_handoff(requested),
            E::HandoffAccepted(accepted) => self.answer(&accepted.answering, accepted.epoch),
            E::HandoffDeclined(declined) if declined.open => {}
            E::HandoffDeclined(_) | E::HandoffWithdrawn(_) => self.handoff = None,
            E::Assigned(assigned) => self.answer(&Answering::Agent { agent: assigned.agent }, assigned.epoch),
            E::Released(released) => self.answer(&released.answering, released.epoch),
            E::Escalated(escalated) => self.set_tier(escalated.tier, escalated.urgency, Some(false)),
            E::EscalationAcknowledged(_) => self.acknowledged = Some(true),
            E::Deescalated(fallen) => {
                let still = fallen.tier > 0 || fallen.urgency > Urgency::Normal;
                self.set_tier(fallen.tier, fallen.urgency, self.acknowledged.filter(|_| still));
            }
            E::Prioritised(prioritised) => self.priority = prioritised.to,
            E::TagAdded(tag) => drop(self.tags.insert(tag.tag.clone())),
            E::TagRemoved(tag) => drop(self.tags.remove(&tag.tag)),
            E::FieldSet(field) => self.set_field(field),
            E::Snoozed(snoozed) => self.status = Status::Snoozed { wake: snoozed.wake },
            E::Woken(_) => self.status = Status::Open,
            E::Resolved(_) => self.resolve(meta.at),
            E::Reopened(reopened) => {
                self.cycle = reopened.cycle;
                self.status = Status::Open;
                self.waiting_on = WaitingOn::Service;
                self.answer(&reopened.answering, reopened.epoch);
            }
            E::Closed(_) => {
                self.status = Status::Closed;
                self.waiting_on = WaitingOn::Nobody;
                self.handoff = None;
            }
            E::Merged(merged) => self.merge(merged.into),
            E::MergeReceived(received) => drop(self.absorbed.insert(received.source)),
            E::Unmerged(_) => self.unmerge(),
            E::MergeUndone(undone) => drop(self.absorbed.remove(&undone.source)),
            E::Rated(rated) => drop(self.ratings.insert((rated.by, rated.scale.clone()), rated.score)),
            E::ParticipantAdded(added) => drop(self.participants.insert(added.participant, added.role.clone())),
            E::ParticipantRemoved(removed) => drop(self.participants.remove(&removed.participant)),
            E::SuggestionsRequested(requested) => drop(self.suggestions.insert(requested.request, Vec::new())),
            E::SuggestionsOffered(offered) => {
                self.suggestions.insert(offered.request, offered.options.clone());
            }
            E::KnowledgeQueried(queried) => drop(self.queries.insert(queried.query)),
            E::FactsFound(_)
            | E::CustomerLeft(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => {}
        }
    }
}

impl Conversation {
    fn open(&mut self, opened: &Opened, meta: Meta) {
        self.opened = Some(OpenedFacts {
            customer: opened.customer,
            channel: opened.channel.clone(),
            language: opened.language.clone(),
            at: meta.at,
        });
        self.answering = opened.answering.clone();
        self.priority = opened.priority;
    }

    fn take_turn(&mut self, turn: &TurnRecorded) {
        self.turn_index.insert(turn.turn, self.turns.len());
        self.turns.push(TurnFacts { id: turn.turn, author: turn.author, visibility: turn.visibility, redacted: false });
        if let Some(key) = turn.external {
            self.external.insert(key, turn.turn);
        }
        let moves = turn.visibility == Visibility::Public && self.is_active();
        match turn.author {
            Participant::Customer(_) if moves => self.waiting_on = WaitingOn::Service,
            Participant::Assistant | Participant::Agent(_) if moves => self.waiting_on = WaitingOn::Customer,
            Participant::Customer(_) | Participant::Assistant | Participant::Agent(_) => {}
        }
    }

    fn redact(&mut self, turn: TurnId) {
        if let Some(facts) = self.turn_index.get(&turn).and_then(|&index| self.turns.get_mut(index)) {
            facts.redacted = true;
        }
    }

    fn understand(&mut self, understood: &TurnUnderstood) {
        if let Some(recognised) = &understood.language {
            // What was spoken long ago counts less: customers change the language, seldom.
            self.languages.values_mut().for_each(|weight| *weight = *weight * 4 / 5);
            let so_far = self.languages.entry(recognised.language.clone()).or_default();
            *so_far = so_far.saturating_add(recognised.confidence.thousandths().into());
        }
        let wanted = understood.intents.iter().map(|recognised| recognised.intent.clone()).collect();
        self.set_wanted(understood.turn, wanted);
    }

    fn set_wanted(&mut self, turn: TurnId, wanted: Vec<Code>) {
        if wanted.is_empty() {
            self.wanted.remove(&turn);
        } else {
            self.wanted.insert(turn, wanted);
        }
    }

    fn request_handoff(&mut self, requested: &HandoffRequested) {
        self.answering = requested.answering.clone();
        self.epoch = requested.epoch;
        self.handoff =
            Some(Handoff { id: requested.handoff, from: requested.from.clone(), target: requested.target.clone() });
    }

    /// Whoever starts to answer ends any Handoff that was waiting; early programs recorded no withdrawal before it.
    fn answer(&mut self, answering: &Answering, epoch: u64) {
        self.answering = answering.clone();
        self.epoch = epoch;
        self.handoff = None;
    }

    fn set_tier(&mut self, tier: u8, urgency: Urgency, acknowledged: Option<bool>) {
        self.tier = tier;
        self.urgency = urgency;
        self.acknowledged = acknowledged;
    }

    fn set_field(&mut self, field: &FieldSet) {
        if field.value.is_some() {
            self.fields.insert(field.field.clone());
        } else {
            self.fields.remove(&field.field);
        }
    }

    fn resolve(&mut self, at: DateTime<Utc>) {
        self.status = Status::Resolved { at };
        self.waiting_on = WaitingOn::Nobody;
        self.handoff = None;
    }

    fn merge(&mut self, into: ConversationId) {
        let before = std::mem::replace(&mut self.status, Status::Open);
        self.status = Status::Merged { into, before: Box::new(before) };
    }

    fn unmerge(&mut self) {
        if let Status::Merged { before, .. } = &self.status {
            self.status = (**before).clone();
        }
    }

    /// Whether it is open or merely laid aside.
    #[must_use]
    pub fn is_active(&self) -> bool {
        matches!(self.status, Status::Open | Status::Snoozed { .. })
    }

    /// Whether nobody has said yet what a turn wants, and it is there to be read.
    #[must_use]
    pub fn is_unplaced(&self, turn: TurnId) -> bool {
        let is_there = self.turn(turn).is_some_and(|facts| !facts.redacted);
        let is_said =
            self.wanted.contains_key(&turn) || self.corrected.contains(&turn) || self.proposed.contains(&turn);
        is_there && !is_said
    }

    /// The facts of a turn.
    #[must_use]
    pub fn turn(&self, turn: TurnId) -> Option<&TurnFacts> {
        self.turn_index.get(&turn).and_then(|&index| self.turns.get(index))
    }
}
