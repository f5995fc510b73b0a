//! A channel's own id of a message, made into something that tells a repeat and nothing else.

use domain::ConversationId;
use domain::conversation::ExternalKey;
use vault::Vault;

/// The key of a channel's id within a Conversation: the first half of a keyed digest, so that the log does not tell
/// what a channel calls its messages.
#[must_use]
pub fn external_key(vault: &Vault, tenant: &str, conversation: ConversationId, id: &str) -> ExternalKey {
    let digest = vault.blind(tenant, "turn", &format!("{conversation}/{id}"));
    let (half, _) = digest.as_bytes().split_first_chunk().expect("a digest has more than 16 bytes");
    ExternalKey(*half)
}
