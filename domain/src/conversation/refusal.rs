//! Why a Conversation turns a command down. Each variant names a rule.

use crate::aggregate::refusals;
use crate::{AgentId, ConversationId};

refusals! {
    /// A rule of a Conversation that turned a command down.
    ConversationRefusal {
        /// It was never opened.
        NotFound "CONVERSATION_NOT_FOUND" at "conversationId" => "there is no such conversation";
        /// Its id is taken.
        AlreadyOpened "CONVERSATION_ALREADY_OPENED" at "conversationId" => "a conversation with this id was opened before";
        /// It is settled.
        Resolved "CONVERSATION_RESOLVED" => "the conversation is resolved; reopen it first";
        /// It ended for good.
        Closed "CONVERSATION_CLOSED" => "the conversation is closed";
        /// It goes on elsewhere.
        MergedElsewhere { into: ConversationId } "CONVERSATION_MERGED" => "the conversation goes on in {into}";
        /// It is not settled, so it cannot be taken up again.
        NotResolved "CONVERSATION_NOT_RESOLVED" => "the conversation is not resolved";
        /// Too long ago to take up again.
        TooOldToReopen { days: i64 } "TOO_OLD_TO_REOPEN" => "it was resolved more than {days} days ago; open a new conversation";
        /// The speaker does not answer now.
        NotAnswering "NOT_ANSWERING" => "whoever speaks to the customer must be the one who answers now";
        /// The writer's epoch has passed.
        StaleEpoch { current: u64 } "STALE_EPOCH" at "epoch" => "the ownership has changed; its epoch is {current} now";
        /// The customer is another.
        NotTheCustomer "NOT_THE_CUSTOMER" => "the conversation belongs to another customer";
        /// The actor may not speak as this author.
        NotTheAuthor "NOT_THE_AUTHOR" at "author" => "nobody speaks in the name of another";
        /// A customer writes no notes.
        NoteByCustomer "NOTE_BY_CUSTOMER" at "visibility" => "internal notes are for those who serve";
        /// Nothing was said.
        EmptyTurn "EMPTY_TURN" at "text" => "a turn has text or an attachment";
        /// The turn was recorded before under another id.
        DuplicateTurn "DUPLICATE_TURN" at "externalId" => "a turn with this external id was recorded before";
        /// The turn's id is taken.
        TurnExists "TURN_EXISTS" at "turnId" => "a turn with this id was recorded before";
        /// There is no such turn.
        TurnNotFound "TURN_NOT_FOUND" at "turnId" => "there is no such turn in the conversation";
        /// It was said by one who serves.
        NotACustomersTurn "NOT_A_CUSTOMERS_TURN" at "turnId" => "only what a customer said wants something";
        /// So many, or one twice.
        InvalidIntents "INVALID_INTENTS" at "intents" => "a turn wants at most 8 intents, each named once in small Latin letters, digits and _ - . : /";
        /// It was taken from view before.
        AlreadyRedacted "ALREADY_REDACTED" at "turnId" => "the turn was redacted before";
        /// One Handoff at a time.
        HandoffPending "HANDOFF_PENDING" => "another handoff is waiting to be accepted";
        /// None to accept or decline.
        NoHandoff "NO_HANDOFF" at "handoffId" => "no handoff of this id is waiting";
        /// It was asked of another.
        HandoffForAnother "HANDOFF_FOR_ANOTHER" => "the handoff was requested of another";
        /// It is answered there already.
        AlreadyAnswering "ALREADY_ANSWERING" at "target" => "whoever is asked answers already";
        /// A level is from 1 to 10.
        InvalidLevel "INVALID_LEVEL" at "level" => "a skill level is a number from 1 to 10";
        /// Nobody to release it.
        NotAssigned "NOT_ASSIGNED" => "no agent holds the conversation";
        /// Another agent holds it.
        HeldByAnother { agent: AgentId } "HELD_BY_ANOTHER" => "the conversation is held by agent {agent}";
        /// It rises no further than it is.
        NotAnEscalation "NOT_AN_ESCALATION" => "an escalation raises the tier or the urgency and lowers neither";
        /// It is not escalated.
        NotEscalated "NOT_ESCALATED" => "the conversation is not escalated";
        /// It falls no lower than it is.
        NotADeescalation "NOT_A_DEESCALATION" => "a de-escalation lowers the tier or the urgency and raises neither";
        /// A tier is from 0 to 9.
        InvalidTier "INVALID_TIER" at "tier" => "a tier is a number from 0 to 9";
        /// It was acknowledged before.
        AlreadyAcknowledged "ALREADY_ACKNOWLEDGED" => "the escalation was acknowledged before";
        /// A time to wake lies ahead.
        SnoozeInThePast "SNOOZE_IN_THE_PAST" at "until" => "a conversation is snoozed until a time to come";
        /// A time to wake is not generations away.
        SnoozeTooFar "SNOOZE_TOO_FAR" at "until" => "a conversation is snoozed for ten years at most";
        /// It sleeps already.
        AlreadySnoozed "ALREADY_SNOOZED" => "the conversation is snoozed already; wake it first";
        /// It is awake.
        NotSnoozed "NOT_SNOOZED" => "the conversation is not snoozed";
        /// No more tags.
        TooManyTags "TOO_MANY_TAGS" at "tag" => "a conversation has at most 50 tags";
        /// No more fields.
        TooManyFields "TOO_MANY_FIELDS" at "field" => "a conversation has at most 100 fields";
        /// It cannot go on in itself.
        MergeIntoItself "MERGE_INTO_ITSELF" at "intoConversationId" => "a conversation cannot be merged into itself";
        /// It has taken others in, which would be lost from view.
        HoldsMerged "HOLDS_MERGED" => "others were merged into this conversation; unmerge them first";
        /// Only one customer's matters go together.
        MergeAcrossCustomers "MERGE_ACROSS_CUSTOMERS" at "intoConversationId" => "conversations of different customers are not merged";
        /// The one to go on in cannot.
        MergeTargetUnavailable "MERGE_TARGET_UNAVAILABLE" at "intoConversationId" => "the conversation to merge into does not exist, is closed or is merged elsewhere";
        /// It goes on nowhere else.
        NotMerged "NOT_MERGED" => "the conversation was not merged";
        /// Not on the scale.
        ScoreOffScale "SCORE_OFF_SCALE" at "score" => "the score is not on the scale";
        /// Who takes part already.
        AlreadyParticipant "ALREADY_PARTICIPANT" at "participant" => "the participant takes part already";
        /// Who does not take part.
        NotParticipant "NOT_PARTICIPANT" at "participant" => "the participant was not added";
        /// No more participants.
        TooManyParticipants "TOO_MANY_PARTICIPANTS" at "participant" => "a conversation has at most 50 added participants";
        /// There is no such request for suggestions.
        SuggestionNotFound "SUGGESTION_NOT_FOUND" at "request" => "no suggestions of this id were requested or offered";
        /// There is no such question.
        QueryNotFound "QUERY_NOT_FOUND" at "query" => "no query of this id was asked";
        /// The agent is not one who can take it.
        AgentUnavailable "AGENT_UNAVAILABLE" at "agentId" => "there is no such agent in service";
        /// The queue takes no more.
        QueueUnavailable "QUEUE_UNAVAILABLE" at "queueId" => "there is no such queue in service";
        /// There is no such customer to serve.
        CustomerUnavailable "CUSTOMER_UNAVAILABLE" at "customerId" => "the customer is not registered, was erased or goes on as another";
        /// Their words are gone.
        CustomerErased "CUSTOMER_ERASED" => "the customer was erased";
        /// The customer may not open conversations.
        CustomerBlocked "CUSTOMER_BLOCKED" at "customerId" => "the customer is blocked";
    }
}
