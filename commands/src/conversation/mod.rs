//! What may be asked of a Conversation: one file per command.

mod accept_handoff;
mod acknowledge_escalation;
mod add_participant;
mod add_tag;
mod assign;
mod close;
mod correct_intent;
mod decline_handoff;
mod deescalate;
mod escalate;
mod external;
mod merge;
mod offer_suggestions;
mod open_conversation;
mod pick_suggestion;
mod prioritise;
mod propose_intent;
mod query_knowledge;
mod rate;
mod receive_merge;
mod record_customer_left;
mod record_turn;
mod redact_turn;
mod release;
mod remove_participant;
mod remove_tag;
mod reopen;
mod request_handoff;
mod request_suggestions;
mod resolve;
mod return_knowledge;
mod rules;
mod select_knowledge;
mod set_field;
mod snooze;
mod undo_merge;
mod unmerge;
mod wake;

#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod moves;

pub use accept_handoff::AcceptHandoff;
pub use acknowledge_escalation::AcknowledgeEscalation;
pub use add_participant::AddParticipant;
pub use add_tag::AddTag;
pub use assign::Assign;
pub use close::Close;
pub use correct_intent::CorrectIntent;
pub use decline_handoff::DeclineHandoff;
pub use deescalate::Deescalate;
pub use escalate::Escalate;
pub use external::external_key;
pub use merge::Merge;
pub use offer_suggestions::OfferSuggestions;
pub use open_conversation::OpenConversation;
pub use pick_suggestion::PickSuggestion;
pub use prioritise::Prioritise;
pub use propose_intent::ProposeIntent;
pub use query_knowledge::QueryKnowledge;
pub use rate::Rate;
pub use receive_merge::ReceiveMerge;
pub use record_customer_left::RecordCustomerLeft;
pub use record_turn::RecordTurn;
pub use redact_turn::RedactTurn;
pub use release::Release;
pub use remove_participant::RemoveParticipant;
pub use remove_tag::RemoveTag;
pub use reopen::Reopen;
pub use request_handoff::RequestHandoff;
pub use request_suggestions::RequestSuggestions;
pub use resolve::Resolve;
pub use return_knowledge::ReturnKnowledge;
pub use select_knowledge::SelectKnowledge;
pub use set_field::SetField;
pub use snooze::Snooze;
pub use undo_merge::UndoMerge;
pub use unmerge::Unmerge;
pub use wake::Wake;
