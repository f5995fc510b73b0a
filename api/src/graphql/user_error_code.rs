//! The closed list of codes that a mutation can answer with.

use async_graphql::Enum;
use async_graphql::resolver_utils::EnumType;

/// Why a mutation changed nothing: the name of a rule. New rules add codes; none is renamed or reused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum UserErrorCode {
    /// An agent with this id was registered before.
    AgentAlreadyRegistered,
    /// There is no such agent.
    AgentNotFound,
    /// The agent is retired.
    AgentRetired,
    /// There is no such agent in service.
    AgentUnavailable,
    /// The escalation was acknowledged before.
    AlreadyAcknowledged,
    /// Whoever is asked answers already.
    AlreadyAnswering,
    /// The customer is blocked already.
    AlreadyBlocked,
    /// The participant takes part already.
    AlreadyParticipant,
    /// The turn was redacted before.
    AlreadyRedacted,
    /// The conversation is snoozed already; wake it first.
    AlreadySnoozed,
    /// An article with this id was drafted before.
    ArticleAlreadyDrafted,
    /// There is no such article.
    ArticleNotFound,
    /// The article is not retired.
    ArticleNotRetired,
    /// The article is retired.
    ArticleRetired,
    /// A later version was written.
    ArticleVersionNotLatest,
    /// The command id was used before with another input.
    CommandReused,
    /// It has changed since; read it again.
    Conflict,
    /// A conversation with this id was opened before.
    ConversationAlreadyOpened,
    /// The conversation is closed.
    ConversationClosed,
    /// The conversation goes on elsewhere.
    ConversationMerged,
    /// There is no such conversation.
    ConversationNotFound,
    /// The conversation is not resolved.
    ConversationNotResolved,
    /// The conversation is resolved; reopen it first.
    ConversationResolved,
    /// The customer is blocked.
    CustomerBlocked,
    /// The customer was erased.
    CustomerErased,
    /// The customer goes on as another.
    CustomerMerged,
    /// There is no such customer.
    CustomerNotFound,
    /// The customer is not registered, was erased or goes on as another.
    CustomerUnavailable,
    /// A turn with this external id was recorded before.
    DuplicateTurn,
    /// A turn has text or an attachment.
    EmptyTurn,
    /// The handoff was requested of another.
    HandoffForAnother,
    /// Another handoff is waiting to be accepted.
    HandoffPending,
    /// The conversation is held by another agent.
    HeldByAnother,
    /// Others were merged into it; unmerge them first.
    HoldsMerged,
    /// The identity is linked already.
    IdentityLinkedAlready,
    /// The customer has no such identity.
    IdentityNotFound,
    /// The identity belongs to another customer; merge them if they are one person.
    IdentityTaken,
    /// A body has 1 to 65536 bytes, and none of them is zero.
    InvalidBody,
    /// A capacity is a number from 0 to 1000.
    InvalidCapacity,
    /// Purposes and notices are named with Latin letters, digits and signs, a letter first.
    InvalidConsent,
    /// An article names at most 50 products and places, each in 1 to 200 characters on one line.
    InvalidEntities,
    /// A window names a weekday from 1 to 7 and begins before it ends.
    InvalidHours,
    /// A field of the input is not as it must be.
    InvalidInput,
    /// A turn wants at most 8 intents, each named once in small Latin letters.
    InvalidIntents,
    /// A skill level is a number from 1 to 10.
    InvalidLevel,
    /// A name has 1 to 200 characters.
    InvalidName,
    /// A priority is a number from 1, the most pressing, to 5.
    InvalidPriority,
    /// A tier is a number from 0 to 9.
    InvalidTier,
    /// A title has 1 to 200 characters on one line.
    InvalidTitle,
    /// A customer keeps at least one identity.
    LastIdentity,
    /// Conversations of different customers are not merged.
    MergeAcrossCustomers,
    /// Nothing is merged into itself.
    MergeIntoItself,
    /// The one to merge into does not exist, has ended, was erased or is merged elsewhere.
    MergeTargetUnavailable,
    /// This version of the model answers already.
    ModelAnswersAlready,
    /// The model has no such version.
    ModelVersionNotFound,
    /// No handoff of this id is waiting.
    NoHandoff,
    /// No version of the model runs beside the one that answers.
    NoShadow,
    /// Only what a customer said wants something.
    NotACustomersTurn,
    /// A de-escalation lowers the tier or the urgency and raises neither.
    NotADeescalation,
    /// An escalation raises the tier or the urgency and lowers neither.
    NotAnEscalation,
    /// Whoever speaks to the customer must be the one who answers now.
    NotAnswering,
    /// No agent holds the conversation.
    NotAssigned,
    /// The customer is not blocked.
    NotBlocked,
    /// The conversation is not escalated.
    NotEscalated,
    /// It was not merged.
    NotMerged,
    /// The participant was not added.
    NotParticipant,
    /// The conversation is not snoozed.
    NotSnoozed,
    /// Nobody speaks in the name of another.
    NotTheAuthor,
    /// The conversation belongs to another customer.
    NotTheCustomer,
    /// An agent changes their own presence only.
    NotThisAgent,
    /// Internal notes are for those who serve.
    NoteByCustomer,
    /// No other version of the model answered before this one.
    NothingToRollBackTo,
    /// No query of this id was asked.
    QueryNotFound,
    /// A queue with this id was defined before.
    QueueAlreadyDefined,
    /// There is no such queue.
    QueueNotFound,
    /// The queue is retired.
    QueueRetired,
    /// There is no such queue in service.
    QueueUnavailable,
    /// The score is not on the scale.
    ScoreOffScale,
    /// The agent does not have this skill.
    SkillNotFound,
    /// A conversation is snoozed until a time to come.
    SnoozeInThePast,
    /// A conversation is snoozed for ten years at most.
    SnoozeTooFar,
    /// The ownership has changed.
    StaleEpoch,
    /// No suggestions of this id were requested or offered.
    SuggestionNotFound,
    /// A name has at most 200 characters, a remark at most 2000.
    TextTooLong,
    /// A queue has at most 25 skills, 20 languages and 50 windows.
    TooMany,
    /// An article has at most 25 tags.
    TooManyArticleTags,
    /// A customer has said at most of 50 purposes whether they agree.
    TooManyConsents,
    /// A conversation has at most 100 fields.
    TooManyFields,
    /// A customer has at most 50 identities.
    TooManyIdentities,
    /// An agent has at most 20 languages.
    TooManyLanguages,
    /// A conversation has at most 50 added participants.
    TooManyParticipants,
    /// An agent has at most 50 skills.
    TooManySkills,
    /// A conversation has at most 50 tags.
    TooManyTags,
    /// It was resolved too long ago; open a new conversation.
    TooOldToReopen,
    /// A turn with this id was recorded before.
    TurnExists,
    /// There is no such turn in the conversation.
    TurnNotFound,
    /// A time zone is a name of the IANA database, such as Asia/Shanghai.
    UnknownTimeZone,
}

impl UserErrorCode {
    /// The code of this name; nothing when a rule was added and its code was not, which a test sees.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::items().iter().find(|item| item.name == name).map(|item| item.value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::agent::AgentRefusal;
    use domain::article::ArticleRefusal;
    use domain::conversation::ConversationRefusal;
    use domain::customer::CustomerRefusal;
    use domain::model::ModelRefusal;
    use domain::queue::QueueRefusal;

    use super::super::user_error::GENERAL_CODES;
    use super::*;

    #[test]
    fn the_list_is_every_rule_of_every_stream_and_nothing_else() {
        let lists = [
            ConversationRefusal::CODES,
            CustomerRefusal::CODES,
            AgentRefusal::CODES,
            ModelRefusal::CODES,
            QueueRefusal::CODES,
            ArticleRefusal::CODES,
            GENERAL_CODES,
        ];
        let rules: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
        let listed: BTreeSet<&str> = UserErrorCode::items().iter().map(|item| item.name).collect();
        assert_eq!(listed, rules);
    }
}
