//! Changes which languages an Agent speaks.

use domain::agent::Agent;
use domain::agent::event::LanguagesChanged;
use domain::{AgentId, Language, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Changes which languages an Agent speaks.
#[derive(Clone, Hash, Debug)]
pub struct ChangeLanguages {
    /// Who.
    pub agent: AgentId,
    /// All of them, in the order they prefer; at most 20.
    pub languages: Vec<Language>,
}

impl Command for ChangeLanguages {
    type Aggregate = Agent;

    const NAME: &'static str = "change_languages";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        rules::serving(state)?;
        rules::valid_languages(&self.languages)?;
        if self.languages == state.languages {
            return Ok(Vec::new());
        }
        Ok(vec![LanguagesChanged { languages: self.languages.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    fn change(languages: Vec<Language>) -> ChangeLanguages {
        ChangeLanguages { agent: AGENT, languages }
    }

    #[test]
    fn other_languages_change_and_the_same_do_not() {
        given([registered()]).when(&change(vec![])).then([LanguagesChanged { languages: vec![] }.into()]);
        given([registered()]).when(&change(vec![english()])).then_nothing();
    }

    #[test]
    fn there_are_at_most_twenty() {
        given([registered()]).when(&change(vec![english(); 21])).refused(Refusal::TooManyLanguages);
        given([]).when(&change(vec![])).refused(Refusal::NotFound);
    }
}
