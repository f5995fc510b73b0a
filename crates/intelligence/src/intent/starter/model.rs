//! Trains the starter model.

use super::utterances::{LANGUAGES, OUT_OF_SCOPE, Utterance, test, training};
use crate::intent::{Example, IntentModel, Settings, train};
use crate::language::Language;

/// Which starter model it is; rises when what it is trained on, or how, changes.
pub const VERSION: &str = "2";
/// The seed that the starter model is trained with.
pub const SEED: u64 = 4;

/// From which strength on a text is in scope. Chosen on training utterances by models that did not see them
/// (`understanding starter`), where the share of right answers kept and the share of others rejected have the largest sum.
const LEAST: f32 = -0.35;

/// The starter model as it ships: what [`starter`] makes, which a test holds it to. It answers from where the program's
/// own bytes lie in memory.
///
/// # Panics
/// When it does not read what ships with it, which that test sees.
#[must_use]
pub fn shipped() -> IntentModel {
    const BYTES: &[u8] = include_bytes!("../../../starter/starter.model");
    IntentModel::load(BYTES).expect("what ships is a model")
}

/// Trains the starter model, of all its languages in one. The same bytes at every call, on every machine.
#[must_use]
pub fn starter() -> IntentModel {
    let model = train(&examples(), &Settings::default(), SEED, &mut |_| ());
    let model = model.expect("the starter model has more than two labels");
    model.with_least(LEAST).expect("the threshold is finite")
}

/// What the starter model is trained on.
#[must_use]
pub fn examples() -> Vec<Example> {
    LANGUAGES.into_iter().flat_map(training).map(example).collect()
}

/// What tests the starter model in a language; empty in one that it is not trained in.
#[must_use]
pub fn test_examples(language: Language) -> Vec<Example> {
    test(language).map(example).collect()
}

fn example(utterance: Utterance) -> Example {
    match utterance.intent {
        OUT_OF_SCOPE => Example::out_of_scope(utterance.text),
        intent => Example::new(utterance.text, intent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::evaluate;

    #[test]
    fn it_recognises_what_it_was_not_trained_on() {
        let model = starter();
        for (language, accuracy, rejected) in [(Language::En, 0.9, 0.7), (Language::ZhHans, 0.87, 0.6)] {
            let found = evaluate(&model, &test_examples(language));
            assert!(found.accuracy >= accuracy, "{language}: {:.3}, {:?}", found.accuracy, found.confusion);
            assert!(found.out_of_scope_recall >= rejected, "{language}: {:.3} rejected", found.out_of_scope_recall);
        }
    }

    /// With `UPDATE_EXPECT` in the environment it is written anew; raise [`VERSION`] then, unless only its format is another.
    #[test]
    fn what_ships_is_what_training_makes() {
        let trained = starter();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/starter/starter.model");
            std::fs::write(path, trained.bytes()).expect("the model can be written");
        } else {
            assert!(
                shipped().bytes() == trained.bytes(),
                "UPDATE_EXPECT=1 cargo test -p intelligence starter writes it anew"
            );
        }
    }
}
