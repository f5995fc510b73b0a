//! How a text becomes the tokens that are indexed and asked for, per language.
//!
//! | script | tokens |
//! |---|---|
//! | words of letters and digits | lower case, without width variants; the stem, without diacritics |
//! | Chinese, simplified | jieba's words, and the words within them |
//! | Chinese traditional, Japanese, Korean | overlapping pairs of characters |

mod chinese;
mod pairs;
mod runs;
mod stops;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::tokenizer::PreTokenizedString;

use self::runs::{Run, Script};
use crate::language::Language;

pub(super) use self::stops::is_stop_word;
pub(super) use self::words::name;

/// One thing that is indexed or asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// The term.
    pub(super) text: String,
    /// Where in the text it stands, in bytes, on character boundaries.
    pub(super) range: Range<usize>,
    /// Which word or character of the text it is.
    pub(super) position: usize,
}

/// What the tokens are for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose<'a> {
    /// To be found: everything that a query might ask for.
    Index,
    /// To find: only what tells articles apart.
    Query,
    /// To show where these words stand: those that cannot be one of them may be left out.
    Show(&'a BTreeMap<String, f32>),
}

/// A text's tokens, in the order of the text.
pub(super) fn tokens(language: Language, text: &str, purpose: Purpose<'_>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut position = 0;
    for run in runs::of(text) {
        position += 1 + append(&mut found, language, text, &run, purpose, position);
    }
    found
}

/// Appends a run's tokens, and gives how many positions it took beyond the first.
fn append(
    found: &mut Vec<Token>,
    language: Language,
    text: &str,
    run: &Run,
    purpose: Purpose<'_>,
    position: usize,
) -> usize {
    match (run.script, language) {
        (Script::Letters, _) => words::append(found, language, text, run.range.clone(), purpose, position),
        (Script::Han, Language::ZhHans) => chinese::append(found, text, run.range.clone(), purpose, position),
        (Script::Han | Script::Kana | Script::Hangul, _) => pairs::append(found, text, run, purpose, position),
    }
}

/// Tokens as the engine takes them, each with `prefix` in front.
pub(super) fn prefixed(prefix: &str, tokens: Vec<Token>) -> PreTokenizedString {
    let tokens = tokens.into_iter().map(|token| tantivy::tokenizer::Token {
        offset_from: token.range.start,
        offset_to: token.range.end,
        position: token.position,
        text: format!("{prefix}{}", token.text),
        position_length: 1,
    });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(language: Language, text: &str, purpose: Purpose<'_>) -> Vec<String> {
        tokens(language, text, purpose).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_are_stemmed_in_their_language() {
        assert_eq!(texts(Language::En, "Refunded orders", Purpose::Query), ["refund", "order"]);
        assert_eq!(texts(Language::De, "Rechnungen", Purpose::Query), texts(Language::De, "Rechnung", Purpose::Query));
        assert_eq!(texts(Language::Ru, "возвраты", Purpose::Query), texts(Language::Ru, "возврата", Purpose::Query));
    }

    #[test]
    fn missing_accents_still_match() {
        for (language, with, without) in [
            (Language::Es, "facturación", "facturacion"),
            (Language::Fr, "remboursé", "rembourse"),
            (Language::Pt, "devolução", "devolucao"),
            (Language::De, "Rückgabe", "Rueckgabe"),
        ] {
            let with = texts(language, with, Purpose::Index);
            assert!(texts(language, without, Purpose::Query).iter().any(|token| with.contains(token)), "{with:?}");
        }
    }

    #[test]
    fn width_does_not_matter() {
        assert_eq!(texts(Language::Ja, "ＶＩＰ会員", Purpose::Query), texts(Language::Ja, "VIP会員", Purpose::Query));
        assert_eq!(texts(Language::Ja, "ﾎﾟｲﾝﾄ", Purpose::Query), texts(Language::Ja, "ポイント", Purpose::Query));
    }

    #[test]
    fn chinese_is_cut_into_words_and_the_words_within() {
        let tokens = texts(Language::ZhHans, "信用卡退款", Purpose::Query);
        assert!(["信用卡", "信用", "退款"].iter().all(|word| tokens.iter().any(|token| token == word)), "{tokens:?}");
    }

    #[test]
    fn traditional_chinese_japanese_and_korean_are_cut_into_pairs() {
        assert_eq!(texts(Language::ZhHant, "退貨運費", Purpose::Query), ["退貨", "貨運", "運費"]);
        assert_eq!(texts(Language::Ja, "返品する", Purpose::Query), ["返品", "品す", "する"]);
        assert_eq!(texts(Language::Ko, "환불은 언제", Purpose::Query), ["환불", "불은", "언제"]);
    }

    #[test]
    fn a_single_character_finds_what_holds_it() {
        assert!(texts(Language::Ja, "消費税", Purpose::Index).contains(&"税".to_owned()));
        assert_eq!(texts(Language::Ja, "税", Purpose::Query), ["税"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_tokens_on_character_boundaries(text in "\\PC{0,40}", language in 0..Language::ALL.len()) {
            let language = Language::ALL[language];
            for purpose in [Purpose::Index, Purpose::Query] {
                let mut position = 0;
                for token in tokens(language, &text, purpose) {
                    prop_assert!(text.get(token.range).is_some_and(|part| !part.is_empty()));
                    prop_assert!(!token.text.is_empty());
                    prop_assert!(token.position >= position || language == Language::ZhHans);
                    position = token.position;
                }
            }
        }
    }
}
