//! BERT's basic tokenisation: a text as words, signs, and single Chinese characters.

use std::iter::Peekable;

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// The words of a text, as the reference implementation cuts them (google-research/bert, `tokenization.py`).
pub(super) fn words(text: &str, lowercase: bool) -> impl Iterator<Item = String> {
    let kept = text.chars().filter(|c| !is_dropped(*c));
    let chars: Box<dyn Iterator<Item = char> + '_> = if lowercase {
        let bare = kept.nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark);
        Box::new(
            bare.flat_map(char::to_lowercase).nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark),
        )
    } else {
        Box::new(kept)
    };
    Words(chars.peekable())
}

struct Words<'t>(Peekable<Box<dyn Iterator<Item = char> + 't>>);

impl Iterator for Words<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        while self.0.next_if(|c| c.is_whitespace()).is_some() {}
        let mut word = String::from(self.0.next()?);
        if !word.starts_with(stands_alone) {
            while let Some(c) = self.0.next_if(|c| !c.is_whitespace() && !stands_alone(*c)) {
                word.push(c);
            }
        }
        Some(word)
    }
}

/// Characters that no model has seen: controls, private and unassigned ones, and the replacement character.
fn is_dropped(c: char) -> bool {
    let is_other = c.general_category_group() == GeneralCategoryGroup::Other && !matches!(c, '\t' | '\n' | '\r');
    is_other || c == '\u{fffd}'
}

fn stands_alone(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation || is_chinese(c)
}

/// The blocks of CJK ideographs; kana and Hangul are written with spaces or cut by the vocabulary.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, lowercase: bool) -> Vec<String> {
        words(text, lowercase).collect()
    }

    #[test]
    fn words_signs_and_chinese_characters_stand_alone() {
        assert_eq!(cut(" Where's\tmy  ÉCLAIR?! ", true), ["where", "'", "s", "my", "eclair", "?", "!"]);
        assert_eq!(cut("我要3个iPad。", true), ["我", "要", "3", "个", "ipad", "。"]);
        assert_eq!(cut("Zürich (CH)", false), ["Zürich", "(", "CH", ")"]);
    }

    #[test]
    fn what_no_model_knows_is_dropped() {
        assert_eq!(cut("a\u{0}b\u{fffd}c \u{200b}d", true), ["abc", "d"]);
        assert!(cut("\u{0} \n", true).is_empty());
    }

    #[test]
    fn marks_that_carry_a_vowel_stay() {
        assert_eq!(cut("की", true), ["की"]);
        assert_eq!(cut("İ", true), ["i"]);
    }

    proptest! {
        #[test]
        fn words_hold_no_spaces(text in any::<String>(), lowercase in any::<bool>()) {
            for word in words(&text, lowercase) {
                prop_assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?}");
            }
        }
    }
}
