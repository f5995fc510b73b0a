//! Salt for bodies that have nothing sealed in them.
//!
//! The ledger shows digests of bodies. A sealed field makes every body one of its kind; one that says no more than that a
//! tag was added could be guessed from its digest by whoever is shown a proof and not the event.

use domain::DomainEvent;
use uuid::Uuid;
use vault::Vault;

/// The body of an event as it is stored: with a salt as its last key, unless a field is sealed. The same event gets the
/// same salt again, so that a retry makes the same bytes.
pub(super) fn salted<E: DomainEvent>(
    vault: &Vault,
    tenant: &str,
    event_id: Uuid,
    event: &mut E,
    body: Vec<u8>,
) -> Vec<u8> {
    let mut is_sealed = false;
    event.visit_personal(&mut |_, _| is_sealed = true);
    if is_sealed { body } else { with_salt(body, &salt(vault, tenant, event_id)) }
}

fn salt(vault: &Vault, tenant: &str, event_id: Uuid) -> String {
    let keyed = vault.blind(tenant, "salt", &event_id.to_string());
    let (half, _) = keyed.as_bytes().split_at(16);
    Uuid::from_slice(half).expect("half of 32 bytes are 16").simple().to_string()
}

/// Puts the salt before the brace that closes an object.
fn with_salt(mut body: Vec<u8>, salt: &str) -> Vec<u8> {
    let closed = body.pop();
    debug_assert_eq!(closed, Some(b'}'), "the body of an event is an object");
    let separator = if body == b"{" { "" } else { "," };
    body.extend_from_slice(format!(r#"{separator}"salt":"{salt}"}}"#).as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salt_is_the_last_key() {
        assert_eq!(with_salt(b"{}".to_vec(), "00"), br#"{"salt":"00"}"#);
        assert_eq!(with_salt(br#"{"tag":"vip"}"#.to_vec(), "00"), br#"{"tag":"vip","salt":"00"}"#);
    }
}
