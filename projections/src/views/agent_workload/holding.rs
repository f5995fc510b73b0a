//! What each event of a Conversation does to whoever holds it.

use domain::AgentId;
use domain::conversation::ConversationEvent as E;

use super::HeldRow;
use crate::Seen;
use crate::table::Table;
use crate::views::conversation_list::ConversationStatus as Status;

/// What of an event matters here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Move {
    /// This agent answers from here on, or none does.
    To(Option<AgentId>),
    /// It is laid aside.
    Aside,
    /// It came back.
    Back,
    /// It is settled or over.
    Done,
    /// It goes on elsewhere for now.
    Elsewhere,
    /// It stands on its own again.
    Home,
}

/// What an event does here, if anything.
pub(super) fn of(event: &E) -> Option<Move> {
    match event {
        E::Opened(opened) => Some(Move::To(opened.answering.agent())),
        E::HandoffRequested(requested) => Some(Move::To(requested.answering.agent())),
        E::HandoffAccepted(accepted) => Some(Move::To(accepted.answering.agent())),
        E::Assigned(assigned) => Some(Move::To(Some(assigned.agent))),
        E::Released(released) => Some(Move::To(released.answering.agent())),
        E::Reopened(reopened) => Some(Move::To(reopened.answering.agent())),
        E::Resolved(_) | E::Closed(_) => Some(Move::Done),
        E::Snoozed(_) => Some(Move::Aside),
        E::Woken(_) => Some(Move::Back),
        E::Merged(_) => Some(Move::Elsewhere),
        E::Unmerged(_) => Some(Move::Home),
        E::TurnRecorded(_)
        | E::TurnRedacted(_)
        | E::TurnUnderstood(_)
        | E::FactsFound(_)
        | E::IntentCorrected(_)
        | E::IntentProposed(_)
        | E::HandoffDeclined(_)
        | E::HandoffWithdrawn(_)
        | E::Escalated(_)
        | E::EscalationAcknowledged(_)
        | E::Deescalated(_)
        | E::Prioritised(_)
        | E::TagAdded(_)
        | E::TagRemoved(_)
        | E::FieldSet(_)
        | E::MergeReceived(_)
        | E::MergeUndone(_)
        | E::Rated(_)
        | E::ParticipantAdded(_)
        | E::ParticipantRemoved(_)
        | E::CustomerLeft(_)
        | E::SuggestionsRequested(_)
        | E::SuggestionsOffered(_)
        | E::SuggestionPicked(_)
        | E::KnowledgeQueried(_)
        | E::KnowledgeReturned(_)
        | E::KnowledgeSelected(_) => None,
    }
}

/// Moves the row of a Conversation. One that is open and that no agent holds needs none.
pub(super) fn apply(held: &mut Table<HeldRow>, seen: &Seen<'_>, change: Move) {
    let key = (seen.tenant(), seen.conversation());
    let before = held.get(&key);
    let after = moved(before.cloned().unwrap_or_else(|| unheld(seen)), seen, change);
    if change != Move::Done && (after.agent.is_some() || after.status != Status::Open) {
        held.put(after);
    } else if before.is_some() {
        held.remove(key);
    }
}

fn moved(row: HeldRow, seen: &Seen<'_>, change: Move) -> HeldRow {
    match change {
        Move::To(agent) if agent == row.agent => row,
        Move::To(agent) => HeldRow { agent, since: seen.at(), ..row },
        Move::Aside => HeldRow { status: Status::Snoozed, ..row },
        Move::Back => HeldRow { status: Status::Open, ..row },
        Move::Elsewhere => HeldRow { status: Status::Merged, status_before_merge: Some(row.status), ..row },
        Move::Home => {
            HeldRow { status: row.status_before_merge.unwrap_or(row.status), status_before_merge: None, ..row }
        }
        Move::Done => row,
    }
}

fn unheld(seen: &Seen<'_>) -> HeldRow {
    HeldRow {
        tenant: seen.tenant(),
        conversation: seen.conversation(),
        agent: None,
        since: seen.at(),
        status: Status::Open,
        status_before_merge: None,
    }
}
