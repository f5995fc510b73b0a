//! Ids as people have them at hand: a plain UUID, the name of a stream, or the opaque id that GraphQL shows.

use api::graphql::node_id::NodeId;
use domain::{ConversationId, CustomerId, StreamId};

/// The id of a Conversation.
///
/// # Errors
/// When the text is none of the three, or the id of something else.
pub fn conversation(text: &str) -> Result<ConversationId, String> {
    match (text.parse(), text.parse(), text.parse()) {
        (Ok(id), _, _) | (_, Ok(StreamId::Conversation(id)), _) | (_, _, Ok(NodeId::Conversation(id))) => Ok(id),
        _ => Err(unknown("conversation")),
    }
}

/// The id of a customer.
///
/// # Errors
/// When the text is none of the three, or the id of something else.
pub fn customer(text: &str) -> Result<CustomerId, String> {
    match (text.parse(), text.parse(), text.parse()) {
        (Ok(id), _, _) | (_, Ok(StreamId::Customer(id)), _) | (_, _, Ok(NodeId::Customer(id))) => Ok(id),
        _ => Err(unknown("customer")),
    }
}

fn unknown(kind: &str) -> String {
    format!("give the {kind}'s uuid, the stream {kind}-<uuid>, or the id that GraphQL shows")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_id_is_known_in_every_form_and_not_taken_for_another_kind() {
        let id = ConversationId(Uuid::from_u128(7));
        for text in [id.to_string(), StreamId::Conversation(id).to_string(), NodeId::Conversation(id).to_string()] {
            assert_eq!(conversation(&text), Ok(id), "{text}");
        }
        let other = CustomerId(Uuid::from_u128(7));
        assert_eq!(customer(&NodeId::Customer(other).to_string()), Ok(other));
        assert!(conversation(&NodeId::Customer(other).to_string()).is_err());
        assert!(customer("c-1001").is_err());
    }
}
