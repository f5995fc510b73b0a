//! Trains the starter model.

use super::utterances::{LANGUAGES, OUT_OF_SCOPE, Utterance, test, training};
use crate::intent::{Example, IntentModel, Settings, train};
use crate::language::Language;

/// Which starter model it is; rises when what it is trained on, or how, changes.
pub const VERSION: &str = "1";
/// The seed that the starter model is trained with.
pub const SEED: u64 = 4;

/// Trains the starter model, of all its languages in one. The same bytes at every call, on every machine: keep them
/// ([`IntentModel::bytes`]) rather than train again.
#[must_use]
pub fn starter() -> IntentModel {
    train(&examples(), &Settings::default(), SEED, &mut |_| ()).expect("the starter model has more than two labels")
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
        for (language, least) in [(Language::En, 0.85), (Language::ZhHans, 0.85)] {
            let found = evaluate(&model, &test_examples(language));
            println!("{language}: {:.3}, out of scope {:.2}", found.accuracy, found.out_of_scope_recall);
            for confusion in &found.confusion {
                println!("  {confusion:?}");
            }
            assert!(found.accuracy >= least, "{language}: {:.3}", found.accuracy);
        }
    }

    #[test]
    fn it_is_the_same_at_every_call() {
        assert_eq!(starter().bytes(), starter().bytes());
    }
}
