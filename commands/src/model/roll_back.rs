//! Lets the version answer that did before.

use domain::model::event::RolledBack;
use domain::model::{Model, ModelEvent, ModelRefusal};
use domain::{Code, ModelId, StreamId};

use crate::{Command, Context};

/// Lets the version answer again that did before the one that answers; again and again, back to the first.
#[derive(Clone, Hash, Debug)]
pub struct RollBack {
    /// Of which model.
    pub id: ModelId,
    /// Why.
    pub reason: Code,
}

impl Command for RollBack {
    type Aggregate = Model;

    const NAME: &'static str = "roll_back_model";

    fn stream(&self) -> StreamId {
        StreamId::Model(self.id)
    }

    fn decide(&self, state: &Model, _: &Context<'_>) -> Result<Vec<ModelEvent>, ModelRefusal> {
        let version = *state.before.last().ok_or(ModelRefusal::NothingBefore)?;
        Ok(vec![RolledBack { version, before: state.answering, reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::Promoted;

    use super::*;
    use crate::model::record_training::tests::trained;
    use crate::testing::given;

    #[test]
    fn versions_come_back_in_turn_until_the_first() {
        let back = RollBack { id: ModelId::INTENTS, reason: Code::known("worse") };
        let rolled =
            |version, before| -> ModelEvent { RolledBack { version, before, reason: Code::known("worse") }.into() };
        let (first, second) = (Promoted { version: 1, before: 0 }, Promoted { version: 2, before: 1 });
        let mut story = vec![trained(1), trained(2), first.into(), second.into()];
        for (version, before) in [(1, 2), (0, 1)] {
            given(story.clone()).when(&back).then([rolled(version, before)]);
            story.push(rolled(version, before));
        }
        given(story).when(&back).refused(ModelRefusal::NothingBefore);
    }

    #[test]
    fn what_answers_again_does_not_run_beside_itself() {
        let back: ModelEvent = RolledBack { version: 0, before: 1, reason: Code::known("worse") }.into();
        let beside: ModelEvent = domain::model::event::ShadowingStarted { version: 0 }.into();
        let story = [trained(1), Promoted { version: 1, before: 0 }.into(), beside, back];
        assert_eq!(crate::testing::fold::<Model>(story).shadow, None);
    }
}
