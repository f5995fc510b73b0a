//! The state of a model that learns.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::event::{Evaluation, Lineage, ModelEvent, Trained};
use super::{Digest, ModelRefusal};
use crate::{Aggregate, Meta};

/// A model: its versions, and which of them answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Model {
    /// Those that were trained, by number from 1.
    pub versions: BTreeMap<u32, Version>,
    /// Which answers; 0 is what ships with the program.
    pub answering: u32,
    /// Which answered before it, the latest last.
    pub before: Vec<u32>,
    /// Which runs beside it.
    pub shadow: Option<u32>,
}

/// A version that was trained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// What its bytes are known by.
    pub model: Digest,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it came from.
    pub lineage: Lineage,
    /// How it did.
    pub evaluation: Option<Evaluation>,
    /// When it was trained.
    pub trained_at: DateTime<Utc>,
}

impl Model {
    /// The version a training would make.
    #[must_use]
    pub fn next_version(&self) -> u32 {
        self.versions.last_key_value().map_or(1, |(version, _)| version + 1)
    }

    /// Whether a version can answer: it was trained, or ships with the program.
    #[must_use]
    pub fn has(&self, version: u32) -> bool {
        version == 0 || self.versions.contains_key(&version)
    }

    /// The digest of a version that was trained; nothing for what ships with the program.
    #[must_use]
    pub fn digest(&self, version: u32) -> Option<Digest> {
        self.versions.get(&version).map(|version| version.model)
    }

    fn answer(&mut self, version: u32) {
        self.before.push(self.answering);
        self.answering = version;
        self.shadow = self.shadow.filter(|shadow| *shadow != version);
    }
}

impl From<(&Trained, DateTime<Utc>)> for Version {
    fn from((trained, trained_at): (&Trained, DateTime<Utc>)) -> Self {
        let Trained { model, bytes, lineage, evaluation, .. } = trained.clone();
        Self { model, bytes, lineage, evaluation, trained_at }
    }
}

impl Aggregate for Model {
    type Event = ModelEvent;
    type Refusal = ModelRefusal;

    fn evolve(&mut self, event: &ModelEvent, meta: Meta) {
        match event {
            ModelEvent::Trained(trained) => drop(self.versions.insert(trained.version, (trained, meta.at).into())),
            ModelEvent::Promoted(promoted) => self.answer(promoted.version),
            ModelEvent::RolledBack(back) => {
                self.before.pop();
                self.answering = back.version;
                self.shadow = self.shadow.filter(|shadow| *shadow != back.version);
            }
            ModelEvent::ShadowingStarted(started) => self.shadow = Some(started.version),
            ModelEvent::ShadowingEnded(_) => self.shadow = None,
        }
    }
}
