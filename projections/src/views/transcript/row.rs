//! A turn as readers see it.

use chrono::{DateTime, Utc};
use domain::conversation::event::{FactsFound, IntentProposed, TurnRecorded, TurnRedacted, TurnUnderstood};
use domain::conversation::understanding::{FoundEntity, FoundPersonal};
use domain::conversation::{Attachment, ConversationEvent, Visibility};
use domain::{AgentId, Code, ConversationId, CustomerId, Participant, TurnId};
use event_store::Tenant;
use uuid::Uuid;
use vault::Sealed;

use crate::column::{Json, named};
use crate::row::row;
use crate::views::sealed;
use crate::{Poison, Seen};

/// What kind of participant spoke.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AuthorKind {
    /// The customer.
    Customer,
    /// The machine.
    Assistant,
    /// An agent.
    Agent,
}

named!(AuthorKind { Customer "customer", Assistant "assistant", Agent "agent" });

row! {
    /// One turn.
    TurnRow in "transcript" keep 0 large {
        key {
            /// Whose log.
            tenant: Tenant,
            /// In which Conversation.
            conversation: ConversationId,
            /// Which turn.
            id: TurnId,
        }
        /// Its place among the turns of the Conversation, from 0.
        turn_index: u64,
        /// What kind of participant spoke.
        author_kind: AuthorKind,
        /// Which customer or agent spoke.
        author: Option<Uuid>,
        /// Who sees it.
        visibility: Visibility,
        /// What was said, sealed, unless it was redacted; its tag is [`domain::conversation::event::TURN_TEXT_TAG`].
        text: Option<Sealed>,
        /// Files with it, sealed, unless it was redacted; their tag is [`domain::conversation::event::ATTACHMENTS_TAG`].
        attachments: Json<Vec<Attachment>>,
        /// The event to which text and attachments are bound.
        event: Uuid,
        /// The turn it answers.
        reply_to: Option<TurnId>,
        /// What it means, unless it was redacted; its facts are sealed under
        /// [`domain::conversation::event::ENTITIES_TAG`].
        understood: Option<Json<TurnUnderstood>>,
        /// The facts in it when one who serves said it, unless it was redacted; sealed under
        /// [`domain::conversation::event::FACTS_TAG`].
        facts: Option<Json<Vec<FoundEntity>>>,
        /// The event to which its facts are bound.
        understood_event: Option<Uuid>,
        /// The personal data in it, by class and place, unless it was redacted.
        personal: Json<Vec<FoundPersonal>>,
        /// What it wanted as someone who serves corrected it.
        corrected: Option<Json<Vec<Code>>>,
        /// What a provider said it wants, when the model could not place it.
        proposed: Option<Json<IntentProposed>>,
        /// Whether it was taken from view.
        redacted: bool,
        /// Why it was.
        redaction_reason: Option<Code>,
        /// When it was said.
        occurred_at: DateTime<Utc>,
        /// The revision of its last event.
        revision: u64,
        /// The position of its last event.
        position: u64,
    }
    indexes ["tenant, conversation, turn_index, id"]
}

impl TurnRow {
    /// Who spoke; nothing when the row does not say which customer or agent.
    #[must_use]
    pub fn participant(&self) -> Option<Participant> {
        match self.author_kind {
            AuthorKind::Customer => self.author.map(|id| Participant::Customer(CustomerId(id))),
            AuthorKind::Assistant => Some(Participant::Assistant),
            AuthorKind::Agent => self.author.map(|id| Participant::Agent(AgentId(id))),
        }
    }

    /// The row of a new turn.
    pub(crate) fn record(seen: &Seen<'_>, turn: &TurnRecorded) -> Result<Self, Poison> {
        let (author_kind, author) = author(turn.author);
        Ok(Self {
            tenant: seen.tenant(),
            conversation: seen.conversation(),
            id: turn.turn,
            turn_index: turn.index.into(),
            author_kind,
            author,
            visibility: turn.visibility,
            text: sealed(Some(&turn.text))?,
            attachments: Json(turn.attachments.clone()),
            event: seen.event_id(),
            reply_to: turn.reply_to,
            understood: None,
            facts: None,
            understood_event: None,
            personal: Json(Vec::new()),
            corrected: None,
            proposed: None,
            redacted: false,
            redaction_reason: None,
            occurred_at: seen.at(),
            revision: seen.recorded.revision,
            position: seen.recorded.position,
        })
    }

    /// Hides what was said in a row that stands at an earlier moment.
    pub(crate) fn withhold(&mut self, redacted: &TurnRedacted) {
        self.text = None;
        self.attachments.0.clear();
        self.understood = None;
        self.proposed = None;
        self.facts = None;
        self.understood_event = None;
        self.personal.0.clear();
        self.redacted = true;
        self.redaction_reason = Some(redacted.reason.clone());
    }

    /// Takes in a later event that tells of it; see [`super::told_of`]. What was said goes from the row when it is redacted;
    /// the log keeps it.
    pub(crate) fn evolve(&mut self, seen: &Seen<'_>, event: &ConversationEvent) {
        use ConversationEvent as E;
        if let E::TurnRedacted(redacted) = event {
            self.withhold(redacted);
        } else if let E::TurnUnderstood(understood) = event {
            self.understand(seen.event_id(), understood);
        } else if let E::FactsFound(found) = event {
            self.find(seen.event_id(), found);
        } else if let E::IntentCorrected(corrected) = event {
            self.corrected = Some(Json(corrected.after.clone()));
        } else if let E::IntentProposed(proposed) = event {
            self.proposed = Some(Json(proposed.clone()));
        }
        self.revision = seen.recorded.revision;
        self.position = seen.recorded.position;
    }

    fn find(&mut self, event: Uuid, found: &FactsFound) {
        self.personal.0.clone_from(&found.personal);
        self.facts = Some(Json(found.entities.clone()));
        self.understood_event = Some(event);
    }

    fn understand(&mut self, event: Uuid, understood: &TurnUnderstood) {
        self.personal.0.clone_from(&understood.personal);
        self.understood = Some(Json(understood.clone()));
        self.understood_event = Some(event);
    }
}

fn author(participant: Participant) -> (AuthorKind, Option<Uuid>) {
    match participant {
        Participant::Customer(id) => (AuthorKind::Customer, Some(id.0)),
        Participant::Assistant => (AuthorKind::Assistant, None),
        Participant::Agent(id) => (AuthorKind::Agent, Some(id.0)),
    }
}
