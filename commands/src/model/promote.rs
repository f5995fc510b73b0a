//! Lets a version answer.

use domain::model::event::Promoted;
use domain::model::{Model, ModelEvent, ModelRefusal};
use domain::{ModelId, StreamId};

use crate::{Command, Context};

/// Lets a version answer from now on; what was understood before stays as it was.
#[derive(Clone, Hash, Debug)]
pub struct Promote {
    /// Of which model.
    pub id: ModelId,
    /// Which version; 0 is what ships with the program.
    pub version: u32,
}

impl Command for Promote {
    type Aggregate = Model;

    const NAME: &'static str = "promote_model";

    fn stream(&self) -> StreamId {
        StreamId::Model(self.id)
    }

    fn decide(&self, state: &Model, _: &Context<'_>) -> Result<Vec<ModelEvent>, ModelRefusal> {
        if !state.has(self.version) {
            return Err(ModelRefusal::VersionNotFound);
        }
        if state.answering == self.version {
            return Err(ModelRefusal::AnswersAlready);
        }
        Ok(vec![Promoted { version: self.version, before: state.answering }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record_training::tests::trained;
    use crate::testing::given;

    fn promote(version: u32) -> Promote {
        Promote { id: ModelId::INTENTS, version }
    }

    #[test]
    fn a_version_that_there_is_answers() {
        let promoted: ModelEvent = Promoted { version: 1, before: 0 }.into();
        given([trained(1)]).when(&promote(1)).then([promoted.clone()]);
        given([trained(1), promoted]).when(&promote(0)).then([Promoted { version: 0, before: 1 }.into()]);
        given([trained(1)]).when(&promote(2)).refused(ModelRefusal::VersionNotFound);
        given([]).when(&promote(0)).refused(ModelRefusal::AnswersAlready);
    }
}
