//! Whether a version has seen before what it is to be measured with.

use intelligence::intent::{IntentModel, starter};
use intelligence::linear::lineage;
use intelligence::words::WordVectors;

use crate::training::Examples;

/// A warning when a version was trained on these examples, alone or with those that ship with the program, all of them or all
/// but those that were held back: the digest of what it learned says so. It says nothing of a training on turns of the log
/// besides, nor on words.
pub(super) fn warning(version: u32, model: &IntentModel, learned: usize, examples: &Examples) -> Option<String> {
    let with_starter = Examples { all: [&examples.all[..], &starter::examples()].concat(), ..Examples::default() };
    let is_seen = is_seen(model, learned, examples) || is_seen(model, learned, &with_starter.settled());
    is_seen
        .then(|| format!("version {version} was trained on these examples, which flatters it; measure it with others"))
}

fn is_seen(model: &IntentModel, learned: usize, examples: &Examples) -> bool {
    let known = &model.linear().header().lineage;
    let learned = examples.learned(learned, known.seed);
    learned.is_some_and(|learned| lineage(&learned, &WordVectors::default()) == known.data)
}
