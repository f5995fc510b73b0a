//! Rules that several commands share.

use domain::Language;
pub(super) use domain::agent::AgentRefusal as Refusal;
use domain::agent::{Agent, AgentEvent};
use vault::Personal;

const MAX_NAME_CHARS: usize = 200;
const MAX_LANGUAGES: usize = 20;
const MAX_CAPACITY: u16 = 1000;

/// What every command on an Agent decides.
pub(super) type Decision = Result<Vec<AgentEvent>, Refusal>;

/// They were registered and are not retired.
pub(super) fn serving(state: &Agent) -> Result<(), Refusal> {
    if !state.registered {
        return Err(Refusal::NotFound);
    }
    if state.retired { Err(Refusal::Retired) } else { Ok(()) }
}

/// The name has a length one can read.
pub(super) fn valid_name(name: &Personal<String>) -> Result<(), Refusal> {
    let chars = name.as_clear().map_or(0, |name| name.trim().chars().count());
    if (1..=MAX_NAME_CHARS).contains(&chars) { Ok(()) } else { Err(Refusal::InvalidName) }
}

/// There are not too many.
pub(super) fn valid_languages(languages: &[Language]) -> Result<(), Refusal> {
    if languages.len() <= MAX_LANGUAGES { Ok(()) } else { Err(Refusal::TooManyLanguages) }
}

/// One can hold so many.
pub(super) fn valid_capacity(capacity: u16) -> Result<(), Refusal> {
    if capacity <= MAX_CAPACITY { Ok(()) } else { Err(Refusal::InvalidCapacity) }
}
