//! The state of a Queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::{Changed, Defined};
use super::{QueueEvent, QueueRefusal};
use crate::{Aggregate, Code, Meta};

/// A skill that serving takes.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SkillNeed {
    /// Which.
    pub skill: Code,
    /// The least level, 1 to 10.
    pub level: u8,
}

/// A Queue as it stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Queue {
    /// What it is; nothing before it was defined.
    pub definition: Option<Changed>,
    /// Whether it takes no more.
    pub retired: bool,
}

impl From<&Defined> for Changed {
    fn from(defined: &Defined) -> Self {
        let Defined { name, skills, languages, hours, priority } = defined.clone();
        Self { name, skills, languages, hours, priority }
    }
}

impl Aggregate for Queue {
    type Event = QueueEvent;
    type Refusal = QueueRefusal;

    fn evolve(&mut self, event: &QueueEvent, _: Meta) {
        match event {
            QueueEvent::Defined(defined) => self.definition = Some(defined.into()),
            QueueEvent::Changed(changed) => self.definition = Some(changed.clone()),
            QueueEvent::Retired(_) => self.retired = true,
        }
    }
}
