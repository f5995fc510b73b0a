//! The domain's closed lists as GraphQL enums.

use async_graphql::Enum;

/// Whether there is something to do in a Conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "projections::views::conversation_list::ConversationStatus")]
pub enum ConversationStatus {
    /// There is.
    Open,
    /// Not for a while.
    Snoozed,
    /// The matter is settled.
    Resolved,
    /// It ended for good.
    Closed,
    /// It goes on elsewhere.
    Merged,
}

/// Whose move it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "projections::views::conversation_list::WaitingFor")]
pub enum WaitingOn {
    /// The customer's.
    Customer,
    /// Ours.
    Service,
    /// Nobody's.
    Nobody,
}

/// How much time there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::conversation::Urgency")]
pub enum Urgency {
    /// As usual.
    Normal,
    /// Today.
    High,
    /// Now.
    Critical,
}

/// Who sees a turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::conversation::Visibility")]
pub enum Visibility {
    /// Everyone in the Conversation.
    Public,
    /// Those who serve; an internal note.
    Internal,
}

/// What woke a Conversation or took it up again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::conversation::WakeCause")]
pub enum WakeCause {
    /// The time came.
    Due,
    /// The customer spoke.
    Turn,
    /// Someone asked for it.
    Manual,
}

/// Whether an agent takes work.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::agent::Presence")]
pub enum Presence {
    /// They take work.
    Online,
    /// They are at their place and take no more.
    Busy,
    /// They turned aside for a while.
    Away,
    /// They are gone.
    Offline,
}

/// What a participant is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum ParticipantKind {
    /// The one who is served.
    Customer,
    /// The machine.
    Assistant,
    /// A human who serves.
    Agent,
}

/// What a rating measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum RatingScale {
    /// Satisfaction, 1 to 5.
    Csat,
    /// Likelihood to recommend, 0 to 10.
    Nps,
    /// Effort, 1 to 7.
    Ces,
    /// A question answered by no, 0, or yes, 1; name it in `question`.
    YesNo,
}

/// What kind of identity it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum IdentityKind {
    /// An e-mail address.
    Email,
    /// A phone number in international form.
    Phone,
    /// An id in another system; name it in `system`.
    External,
}
