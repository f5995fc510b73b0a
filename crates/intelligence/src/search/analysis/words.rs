//! Words of letters and digits: folded and stemmed.

use std::borrow::Cow;
use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use super::{Purpose, Token};
use crate::language::Language;

/// What is kept of a word, in characters: nobody asks for more.
const LONGEST: usize = 64;

/// Appends a word: its stem, and the stem of what it would be without its accents when that is another, because people
/// leave accents out and stemmers need them.
pub(super) fn append(
    found: &mut Vec<Token>,
    language: Language,
    text: &str,
    range: Range<usize>,
    purpose: Purpose<'_>,
    position: usize,
) -> usize {
    let word = lower(&text[range.clone()]);
    let plain = fold(&word);
    if is_beside(purpose, &plain) {
        return 0;
    }
    let stems = stemmer(language).filter(|_| !word.contains(|character: char| character.is_numeric()));
    let stem = |word: &str| stems.map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned());
    let careful = fold(&stem(&word)).into_owned();
    let careless = if plain == word.as_str() { careful.clone() } else { stem(&plain) };
    if careless != careful && !careless.is_empty() {
        found.push(Token { text: careless, range: range.clone(), position });
    }
    if !careful.is_empty() {
        found.push(Token { text: careful, range, position });
    }
    0
}

/// Whether no word to show begins as this one does: stemming changes ends only, and takes time.
fn is_beside(purpose: Purpose<'_>, plain: &str) -> bool {
    let Purpose::Show(words) = purpose else {
        return false;
    };
    let beginning: String = plain.chars().take(2).collect();
    !words.range(beginning.clone()..).next().is_some_and(|(word, _)| word.starts_with(&beginning))
}

/// A name as a whole, so that two spellings of it that differ in case, width, accents or spaces are one.
pub(in crate::search) fn name(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(|word| fold(&lower(word)).into_owned()).collect();
    words.join(" ").chars().take(4 * LONGEST).collect()
}

/// Lower case, without width variants and ligatures; cut when it is no word that anybody would type.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().take(LONGEST).map(|character| character.to_ascii_lowercase()).collect();
    }
    word.nfkc().flat_map(char::to_lowercase).nfc().take(LONGEST).collect()
}

/// Without what stands above and below letters, and with letters of one language written as all know them.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.nfd().filter(|&character| canonical_combining_class(character) == 0) {
        match character {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    // syllables of Korean come apart in the form that shows the accents
    Cow::Owned(folded.nfc().collect())
}

/// The Snowball stemmer of a language, when its words change their ends.
pub(super) fn stemmer(language: Language) -> Option<Stemmer> {
    let algorithm = match language {
        Language::De => Algorithm::German,
        Language::En => Algorithm::English,
        Language::Es => Algorithm::Spanish,
        Language::Fr => Algorithm::French,
        Language::It => Algorithm::Italian,
        Language::Pt => Algorithm::Portuguese,
        Language::Ru => Algorithm::Russian,
        Language::Ja | Language::Ko | Language::ZhHans | Language::ZhHant => return None,
    };
    Some(Stemmer::new(algorithm))
}
