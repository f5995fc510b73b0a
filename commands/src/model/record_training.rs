//! Records a version that was trained.

use domain::model::event::{Evaluation, Lineage, Trained};
use domain::model::{Digest, Model, ModelEvent, ModelRefusal};
use domain::{ModelId, StreamId};

use crate::{Command, Context};

/// Records a version that was trained; its bytes are kept before. The same bytes twice are one version.
#[derive(Clone, Hash, Debug)]
pub struct RecordTraining {
    /// Of which model.
    pub id: ModelId,
    /// What the bytes are known by.
    pub model: Digest,
    /// How many bytes there are.
    pub bytes: u64,
    /// What it came from.
    pub lineage: Lineage,
    /// How it did on examples it was not trained on, when there were some.
    pub evaluation: Option<Evaluation>,
}

impl Command for RecordTraining {
    type Aggregate = Model;

    const NAME: &'static str = "record_training";

    fn stream(&self) -> StreamId {
        StreamId::Model(self.id)
    }

    fn decide(&self, state: &Model, _: &Context<'_>) -> Result<Vec<ModelEvent>, ModelRefusal> {
        if state.versions.values().any(|version| version.model == self.model) {
            return Ok(Vec::new());
        }
        if let Some(parent) = self.lineage.parent
            && !state.has(parent)
        {
            return Err(ModelRefusal::VersionNotFound);
        }
        let Self { model, bytes, lineage, evaluation, .. } = self.clone();
        Ok(vec![Trained { version: state.next_version(), model, bytes, lineage, evaluation }.into()])
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::Code;

    use super::*;
    use crate::testing::given;

    fn training(number: u8, parent: Option<u32>) -> RecordTraining {
        let (source, method) = (Code::known("jsonl"), Code::known("linear/1"));
        let lineage = Lineage { source, data: Digest([0; 32]), examples: 10, labels: 2, seed: 1, method, parent };
        RecordTraining { id: ModelId::INTENTS, model: Digest([number; 32]), bytes: 5, lineage, evaluation: None }
    }

    /// The version of this number was trained.
    pub(in crate::model) fn trained(version: u32) -> ModelEvent {
        let RecordTraining { model, bytes, lineage, evaluation, .. } = training(version as u8, None);
        Trained { version, model, bytes, lineage, evaluation }.into()
    }

    #[test]
    fn versions_are_numbered_and_the_same_bytes_are_one() {
        given([]).when(&training(1, None)).then([trained(1)]);
        given([trained(1)]).when(&training(2, None)).then([trained(2)]);
        given([trained(1)]).when(&training(1, None)).then_nothing();
    }

    #[test]
    fn a_version_goes_on_from_one_that_there_is() {
        given([trained(1)]).when(&training(2, Some(3))).refused(ModelRefusal::VersionNotFound);
    }
}
