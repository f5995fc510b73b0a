//! What rows say, as words.

use projections::ViewState;
use projections::views::conversation_list::{AnsweringKind, ConversationStatus};
use projections::views::transcript::AuthorKind;

pub fn author(kind: AuthorKind) -> &'static str {
    match kind {
        AuthorKind::Customer => "customer",
        AuthorKind::Assistant => "assistant",
        AuthorKind::Agent => "agent",
    }
}

pub fn status(status: ConversationStatus) -> &'static str {
    match status {
        ConversationStatus::Open => "open",
        ConversationStatus::Snoozed => "snoozed",
        ConversationStatus::Resolved => "resolved",
        ConversationStatus::Closed => "closed",
        ConversationStatus::Merged => "merged",
    }
}

pub fn answering(kind: AnsweringKind) -> &'static str {
    match kind {
        AnsweringKind::Assistant => "assistant",
        AnsweringKind::Queue => "queue",
        AnsweringKind::Agent => "agent",
    }
}

pub fn view_state(state: ViewState) -> &'static str {
    match state {
        ViewState::Live => "live",
        ViewState::Stopped => "stopped",
    }
}
