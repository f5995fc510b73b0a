//! The executor over a real log and a real vault.

mod concurrency;
mod in_order;
mod personal;
mod repeats;
mod understanding;

use domain::{AgentId, Language, StreamId};
use uuid::Uuid;
use vault::Personal;

use crate::agent::{ChangeCapacity, RegisterAgent};

const AGENT: AgentId = AgentId(Uuid::from_u128(0x20));
const STREAM: StreamId = StreamId::Agent(AGENT);

fn register() -> RegisterAgent {
    let languages: Vec<Language> = Vec::new();
    RegisterAgent { agent: AGENT, name: Personal::clear("Grace Hopper".to_owned()), languages, capacity: 3 }
}

fn capacity(capacity: u16) -> ChangeCapacity {
    ChangeCapacity { agent: AGENT, capacity }
}
