//! Lets a version run beside the one that answers, or ends that.

use domain::model::event::{ShadowingEnded, ShadowingStarted};
use domain::model::{Model, ModelEvent, ModelRefusal};
use domain::{ModelId, StreamId};

use crate::{Command, Context};

/// Lets a version run beside the one that answers, in place of any that does: what it makes of turns is recorded and has no
/// effect.
#[derive(Clone, Hash, Debug)]
pub struct StartShadowing {
    /// Of which model.
    pub id: ModelId,
    /// Which version.
    pub version: u32,
}

/// Lets no version run beside the one that answers.
#[derive(Clone, Hash, Debug)]
pub struct EndShadowing {
    /// Of which model.
    pub id: ModelId,
}

impl Command for StartShadowing {
    type Aggregate = Model;

    const NAME: &'static str = "start_shadowing";

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
        if state.shadow == Some(self.version) {
            return Ok(Vec::new());
        }
        Ok(vec![ShadowingStarted { version: self.version }.into()])
    }
}

impl Command for EndShadowing {
    type Aggregate = Model;

    const NAME: &'static str = "end_shadowing";

    fn stream(&self) -> StreamId {
        StreamId::Model(self.id)
    }

    fn decide(&self, state: &Model, _: &Context<'_>) -> Result<Vec<ModelEvent>, ModelRefusal> {
        let version = state.shadow.ok_or(ModelRefusal::NoShadow)?;
        Ok(vec![ShadowingEnded { version }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::Promoted;

    use super::*;
    use crate::model::record_training::tests::trained;
    use crate::testing::given;

    const ID: ModelId = ModelId::INTENTS;

    #[test]
    fn a_version_runs_beside_another_until_that_ends_or_it_answers() {
        let started: ModelEvent = ShadowingStarted { version: 1 }.into();
        let start = StartShadowing { id: ID, version: 1 };
        given([trained(1)]).when(&start).then([started.clone()]);
        given([trained(1), started.clone()]).when(&start).then_nothing();
        let ended = ShadowingEnded { version: 1 };
        given([trained(1), started.clone()]).when(&EndShadowing { id: ID }).then([ended.into()]);
        let promoted = Promoted { version: 1, before: 0 };
        given([trained(1), started, promoted.into()]).when(&EndShadowing { id: ID }).refused(ModelRefusal::NoShadow);
    }

    #[test]
    fn what_answers_does_not_run_beside_itself() {
        given([]).when(&StartShadowing { id: ID, version: 0 }).refused(ModelRefusal::AnswersAlready);
        given([]).when(&StartShadowing { id: ID, version: 1 }).refused(ModelRefusal::VersionNotFound);
    }
}
