//! Words that say nothing of what is wanted.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words;
use crate::language::Language;

/// Stop words as tokens, by the order of [`Language::ALL`].
static STOPS: LazyLock<Vec<HashSet<String>>> = LazyLock::new(|| Language::ALL.map(of).into());

/// Whether a token of a language is that of a stop word.
pub(in crate::search) fn is_stop_word(language: Language, token: &str) -> bool {
    Language::ALL.iter().zip(STOPS.iter()).any(|(&of, stops)| of == language && stops.contains(token))
}

/// NLTK's lists, cut into tokens as texts are. Japanese and Korean have none: their pairs are no words.
fn of(language: Language) -> HashSet<String> {
    let list = if language.is_chinese() { "zh" } else { language.tag() };
    let words = stop_words::lookup(list).unwrap_or_default();
    words.iter().flat_map(|text| tokens_of(language, text)).collect()
}

fn tokens_of(language: Language, text: &str) -> Vec<String> {
    if language.is_chinese() {
        return vec![words::lower(text)];
    }
    super::tokens(language, text, super::Purpose::Query).into_iter().map(|token| token.text).collect()
}
