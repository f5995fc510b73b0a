//! Ids that derive from what the source calls things, so that a second import finds what the first one made.

use std::fmt;
use std::sync::Arc;

use commands::conversation::external_key;
use domain::conversation::ExternalKey;
use domain::customer::Identity;
use domain::ids::{IdentityId, QueryId, SuggestionId};
use domain::{AgentId, ConversationId, CustomerId, TurnId};
use uuid::{Builder, Uuid};
use vault::Vault;

/// The root of the ids of all imported Conversations. It can never change.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d2f_2c1e_55a0_5d0e_9c1f_0b6c_7c0c_8d11);

/// Makes digests that tell nothing of a text to whoever lacks the key.
pub trait Digests: Send + Sync {
    /// The digest of a text of some kind.
    fn digest(&self, kind: &str, text: &str) -> [u8; 16];

    /// The digest of a channel's own id of a turn.
    fn external(&self, conversation: ConversationId, id: &str) -> ExternalKey;
}

/// Digests under a tenant's keys in the vault.
pub struct VaultDigests {
    /// The vault.
    pub vault: Vault,
    /// The tenant.
    pub tenant: String,
}

impl Digests for VaultDigests {
    fn digest(&self, kind: &str, text: &str) -> [u8; 16] {
        let blind = self.vault.blind(&self.tenant, kind, text);
        let (half, _) = blind.as_bytes().split_at(16);
        half.try_into().expect("a blind index has 32 bytes")
    }

    fn external(&self, conversation: ConversationId, id: &str) -> ExternalKey {
        external_key(&self.vault, &self.tenant, conversation, id)
    }
}

/// The ids of one source, such as `star`.
///
/// People get keyed ids: what a source calls them may be an address, and an id stands in the log for ever.
#[derive(Clone)]
pub struct Ids {
    source: String,
    digests: Arc<dyn Digests>,
}

impl Ids {
    /// Of the source of this name.
    pub fn of(source: impl Into<String>, digests: Arc<dyn Digests>) -> Self {
        Self { source: source.into(), digests }
    }

    /// The Conversation of this name.
    pub fn conversation(&self, id: &str) -> ConversationId {
        ConversationId(Uuid::new_v5(&NAMESPACE, format!("{}/{id}", self.source).as_bytes()))
    }

    /// The customer with this identity.
    pub fn customer(&self, identity: &Identity) -> CustomerId {
        CustomerId(self.keyed("import/customer", &format!("{}/{}", identity.realm(), identity.value())))
    }

    /// The identity, as one of this customer.
    pub fn identity(&self, customer: CustomerId, identity: &Identity) -> IdentityId {
        let name = format!("{customer}/{}/{}", identity.realm(), identity.value());
        IdentityId(self.keyed("import/identity", &name))
    }

    /// The agent of this name.
    pub fn agent(&self, id: &str) -> AgentId {
        AgentId(self.keyed("import/agent", &format!("{}/{id}", self.source)))
    }

    /// The digest of the channel's own id of a turn.
    pub fn external(&self, conversation: ConversationId, id: &str) -> ExternalKey {
        self.digests.external(conversation, id)
    }

    fn keyed(&self, kind: &str, text: &str) -> Uuid {
        Builder::from_custom_bytes(self.digests.digest(kind, text)).into_uuid()
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ids").field("source", &self.source).finish_non_exhaustive()
    }
}

/// The turn that stands at this place of a Conversation's source.
pub fn turn(conversation: ConversationId, place: &str) -> TurnId {
    TurnId(within(conversation.0, &format!("turn/{place}")))
}

/// The request for suggestions that stands at this place.
pub fn suggestion(conversation: ConversationId, place: &str) -> SuggestionId {
    SuggestionId(within(conversation.0, &format!("suggestion/{place}")))
}

/// The question to a knowledge base that stands at this place.
pub fn query(conversation: ConversationId, place: &str) -> QueryId {
    QueryId(within(conversation.0, &format!("query/{place}")))
}

/// The command of this kind that stands at this place of a thing's source. The ids of one thing's commands share their
/// first six bytes, so that they stand side by side in the log's index; 74 other bits tell them apart.
pub fn command(thing: Uuid, place: &str, kind: &str) -> Uuid {
    let mut bytes = within(thing, &format!("{place}/{kind}")).into_bytes();
    bytes[..6].copy_from_slice(&thing.as_bytes()[..6]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

fn within(thing: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&thing, name.as_bytes())
}

/// Digests without a key: enough to tell texts apart.
#[cfg(test)]
struct PlainDigests;

#[cfg(test)]
impl Digests for PlainDigests {
    fn digest(&self, kind: &str, text: &str) -> [u8; 16] {
        Uuid::new_v5(&NAMESPACE, format!("{kind}/{text}").as_bytes()).into_bytes()
    }

    fn external(&self, conversation: ConversationId, id: &str) -> ExternalKey {
        ExternalKey(self.digest("turn", &format!("{conversation}/{id}")))
    }
}

/// Ids as in production, but for the key.
#[cfg(test)]
pub fn for_tests(source: &str) -> Ids {
    Ids::of(source, Arc::new(PlainDigests))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_give_equal_ids_and_others_give_others() {
        let star = for_tests("star");
        assert_eq!(star.conversation("7"), for_tests("star").conversation("7"));
        assert_ne!(star.conversation("7"), star.conversation("8"));
        assert_ne!(star.conversation("7"), for_tests("jsonl").conversation("7"));
        let conversation = star.conversation("7");
        assert_ne!(star.external(conversation, "7"), star.external(conversation, "8"));
        assert_eq!(star.agent("7").0.get_version_num(), 8);
    }

    #[test]
    fn the_ids_of_one_things_commands_stand_side_by_side() {
        let thing = for_tests("star").conversation("7").0;
        let ids = ["1", "2"].map(|place| command(thing, place, "record_turn"));
        assert!(ids.iter().all(|id| id.as_bytes()[..6] == thing.as_bytes()[..6] && id.get_version_num() == 8));
        assert_ne!(ids[0], ids[1]);
        assert_ne!(ids[0], command(thing, "1", "rate"));
    }

    #[test]
    fn the_id_of_a_conversation_can_be_computed_by_anyone() {
        assert_eq!(for_tests("star").conversation("7").0, Uuid::new_v5(&NAMESPACE, b"star/7"));
    }
}
