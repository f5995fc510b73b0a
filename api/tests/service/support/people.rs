//! Who and what the tests are about, by fixed ids.

use api::auth::{Principal, Role};
use uuid::Uuid;

pub const TENANT: &str = "acme";
pub const CUSTOMER: Uuid = Uuid::from_u128(0x10);
pub const STRANGER: Uuid = Uuid::from_u128(0x11);
pub const AGENT: Uuid = Uuid::from_u128(0x20);
pub const COLLEAGUE: Uuid = Uuid::from_u128(0x21);
pub const QUEUE: Uuid = Uuid::from_u128(0x30);
pub const CONVERSATION: Uuid = Uuid::from_u128(0x40);
pub const ELSEWHERE: Uuid = Uuid::from_u128(0x41);
pub const TURN: Uuid = Uuid::from_u128(0x50);
pub const HANDOFF: Uuid = Uuid::from_u128(0x60);
pub const ARTICLE: Uuid = Uuid::from_u128(0x70);
pub const NOBODY: Uuid = Uuid::from_u128(0xff);

/// Every role, in the order of declaration.
pub const ROLES: [Role; 8] = [
    Role::Admin,
    Role::Supervisor,
    Role::Agent,
    Role::Assistant,
    Role::Customer,
    Role::Service,
    Role::Auditor,
    Role::Analyst,
];

/// One caller of each role; the Agent is [`AGENT`], the Customer [`CUSTOMER`].
pub fn caller(role: Role) -> Principal {
    let actor_id = match role {
        Role::Agent => AGENT.to_string(),
        Role::Customer => CUSTOMER.to_string(),
        Role::Admin | Role::Supervisor | Role::Assistant | Role::Service | Role::Auditor | Role::Analyst => {
            role.as_str().to_owned()
        }
    };
    Principal { tenant: TENANT.to_owned(), role, actor_id, token_name: role.as_str().to_owned() }
}
