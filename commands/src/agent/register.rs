//! Lets an Agent begin to serve.

use domain::agent::Agent;
use domain::agent::event::Registered;
use domain::{AgentId, Language, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lets an Agent begin to serve.
#[derive(Clone, Hash, Debug)]
pub struct RegisterAgent {
    /// Who.
    pub agent: AgentId,
    /// What they are called; 1 to 200 characters.
    pub name: Personal<String>,
    /// Which languages they speak, at most 20.
    pub languages: Vec<Language>,
    /// How many Conversations they hold at once, at most 1,000.
    pub capacity: u16,
}

impl Command for RegisterAgent {
    type Aggregate = Agent;

    const NAME: &'static str = "register_agent";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        if state.registered {
            return Err(Refusal::AlreadyRegistered);
        }
        rules::valid_name(&self.name)?;
        rules::valid_languages(&self.languages)?;
        rules::valid_capacity(self.capacity)?;
        let Self { name, languages, capacity, .. } = self.clone();
        Ok(vec![Registered { name, languages, capacity }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn register() -> RegisterAgent {
        RegisterAgent { agent: AGENT, name: text("Grace"), languages: vec![english()], capacity: 3 }
    }

    #[test]
    fn they_begin_to_serve_once() {
        given([]).when(&register()).then([registered()]);
        given([registered()]).when(&register()).refused(Refusal::AlreadyRegistered);
        given([registered(), retired()]).when(&register()).refused(Refusal::AlreadyRegistered);
    }

    #[test]
    fn names_languages_and_capacities_have_limits() {
        for name in ["", " ", &"x".repeat(201)] {
            given([]).when(&RegisterAgent { name: text(name), ..register() }).refused(Refusal::InvalidName);
        }
        let polyglot = RegisterAgent { languages: vec![english(); 21], ..register() };
        given([]).when(&polyglot).refused(Refusal::TooManyLanguages);
        given([]).when(&RegisterAgent { capacity: 1001, ..register() }).refused(Refusal::InvalidCapacity);
    }
}
