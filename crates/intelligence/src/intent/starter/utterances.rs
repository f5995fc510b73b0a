//! The starter model's intents and labelled utterances, which lie in `crates/intelligence/starter`.

use crate::language::Language;

/// The languages that the starter model is trained in.
pub const LANGUAGES: [Language; 2] = [Language::En, Language::ZhHans];

/// The label of utterances that fit no intent.
pub const OUT_OF_SCOPE: &str = "out_of_scope";

const INTENTS: &str = include_str!("../../../starter/intents.tsv");
const TRAINING_EN: &str = include_str!("../../../starter/en.tsv");
const TRAINING_ZH: &str = include_str!("../../../starter/zh-Hans.tsv");
const TEST_EN: &str = include_str!("../../../starter/test-en.tsv");
const TEST_ZH: &str = include_str!("../../../starter/test-zh-Hans.tsv");

/// An intent that the starter model knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StarterIntent {
    /// Its name: lower-case letters, `.` and `_`.
    pub code: &'static str,
    /// What a customer wants who has it, in English.
    pub meaning: &'static str,
    /// The intents that it is shown with.
    pub group: &'static str,
}

/// A labelled utterance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Utterance {
    /// The code of its intent, or [`OUT_OF_SCOPE`].
    pub intent: &'static str,
    /// What a customer may write.
    pub text: &'static str,
}

/// All intents, group by group.
pub fn intents() -> impl Iterator<Item = StarterIntent> {
    rows(INTENTS).map(|(code, rest)| {
        let (meaning, group) = rest.split_once('\t').expect("every intent has three columns, as a test sees");
        StarterIntent { code, meaning, group }
    })
}

/// The utterances that train the model; none in a language outside [`LANGUAGES`].
pub fn training(language: Language) -> impl Iterator<Item = Utterance> {
    utterances(file(language, TRAINING_EN, TRAINING_ZH))
}

/// The utterances that were written to test the model and never train it; none in a language outside [`LANGUAGES`].
pub fn test(language: Language) -> impl Iterator<Item = Utterance> {
    utterances(file(language, TEST_EN, TEST_ZH))
}

fn file(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    if language == Language::En {
        english
    } else if language == Language::ZhHans {
        chinese
    } else {
        ""
    }
}

fn utterances(file: &'static str) -> impl Iterator<Item = Utterance> {
    rows(file).map(|(intent, text)| Utterance { intent, text })
}

/// The first column and what follows it, of every line that is neither empty nor a comment.
fn rows(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once('\t').expect("every line has a tab, as a test sees"))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// What remains of a text when case, punctuation and spacing do not count.
    fn normalised(text: &str) -> String {
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    }

    fn counts(utterances: impl Iterator<Item = Utterance>) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for utterance in utterances {
            *counts.entry(utterance.intent).or_default() += 1;
        }
        counts
    }

    #[test]
    fn there_are_many_intents_whose_codes_are_valid_and_distinct() {
        let codes: BTreeSet<_> = intents().map(|intent| intent.code).collect();
        assert!(codes.len() >= 42, "{} intents", codes.len());
        assert_eq!(codes.len(), intents().count());
        for code in codes {
            assert!(code.len() <= 64 && code.starts_with(|c: char| c.is_ascii_lowercase()), "{code}");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_'), "{code}");
        }
    }

    #[test]
    fn every_intent_is_described_in_one_line() {
        for intent in intents() {
            assert!(!intent.meaning.is_empty() && !intent.group.is_empty(), "{intent:?}");
            assert!(!intent.group.contains('\t'), "{intent:?}");
        }
    }

    #[test]
    fn every_intent_has_enough_utterances_in_each_language() {
        for language in LANGUAGES {
            let (trained, tested) = (counts(training(language)), counts(test(language)));
            for code in intents().map(|intent| intent.code) {
                assert!(trained.get(code).is_some_and(|count| *count >= 26), "{language} {code}");
                assert!(tested.get(code).is_some_and(|count| *count >= 6), "{language} {code}");
            }
            assert!(trained[OUT_OF_SCOPE] >= 80 && tested[OUT_OF_SCOPE] >= 20, "{language}");
            assert_eq!(trained.len(), intents().count() + 1, "{language}: only known intents and out of scope");
            assert_eq!(tested.len(), trained.len(), "{language}");
        }
    }

    #[test]
    fn no_utterance_stands_twice_nor_in_training_and_test() {
        for language in LANGUAGES {
            let mut seen = BTreeSet::new();
            for utterance in training(language).chain(test(language)) {
                assert!(!utterance.text.trim().is_empty(), "{utterance:?}");
                // A text of signs alone has nothing but its signs.
                let normal = normalised(utterance.text);
                let key = if normal.is_empty() { utterance.text.to_owned() } else { normal };
                assert!(seen.insert(key), "{language}: {utterance:?} stands twice");
            }
        }
    }

    #[test]
    fn other_languages_have_no_utterances() {
        assert_eq!(training(Language::De).chain(test(Language::ZhHant)).count(), 0);
    }
}
