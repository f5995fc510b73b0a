//! Cutting a text into the words of one language's lexicon.

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Item, Lex, Lexicon, generated, romance, spaced, units, unspaced};
use crate::language::Language;
use crate::scan::{Folded, is_unspaced, sticks};

/// The lexicon of one language, ready for search.
#[derive(Debug)]
pub(crate) struct Lexer {
    search: AhoCorasick,
    meanings: Vec<Lex>,
}

impl Lexer {
    pub(crate) fn new(language: Language) -> Self {
        let mut words: Vec<(Lex, String)> = Vec::new();
        for lexicon in [specific(language), units::CURRENCIES, units::MEASURES] {
            for (lex, spellings) in lexicon {
                words.extend(spellings.split('|').map(|word| (*lex, word.to_owned())));
            }
        }
        words.extend(generated::words(language));
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|(_, word)| word))
            .expect("a few hundred short words fit an automaton");
        Self { search, meanings: words.into_iter().map(|(lex, _)| lex).collect() }
    }

    /// All words, numbers and signs of a text in order.
    pub(crate) fn cut(&self, text: &Folded) -> Vec<Item> {
        let mut items = Vec::with_capacity(text.chars().len() / 3);
        let mut at = 0;
        for found in self.search.find_iter(text.text()) {
            let chars = text.index_of(found.start())..text.index_of(found.end());
            if chars.start >= at && is_word(text, &chars) {
                fill(text, at, chars.start, &mut items);
                at = chars.end;
                items.push(Item { lex: self.meanings[found.pattern().as_usize()], chars });
            }
        }
        fill(text, at, text.chars().len(), &mut items);
        items
    }
}

/// The words of a language itself.
pub(super) fn specific(language: Language) -> Lexicon {
    match language {
        Language::De => spaced::GERMAN,
        Language::En => spaced::ENGLISH,
        Language::Ru => spaced::RUSSIAN,
        Language::Es => romance::SPANISH,
        Language::Fr => romance::FRENCH,
        Language::It => romance::ITALIAN,
        Language::Pt => romance::PORTUGUESE,
        Language::Ja => unspaced::JAPANESE,
        Language::Ko => unspaced::KOREAN,
        Language::ZhHans | Language::ZhHant => unspaced::CHINESE,
    }
}

/// Whether letters at its ends do not go on beyond it; digits may, as in `5pm`.
fn is_word(text: &Folded, chars: &std::ops::Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && sticks(c));
    let goes_on = |inner, outer| is_letter(inner) && is_letter(outer);
    let before = goes_on(text.at(chars.start), text.before(chars.start));
    let after = goes_on(text.before(chars.end), text.at(chars.end));
    !before && !after
}

/// Appends what no word covers: digits, other words, signs.
fn fill(text: &Folded, mut at: usize, end: usize, items: &mut Vec<Item>) {
    while let Some(c) = text.at(at).filter(|_| at < end) {
        let run = |is: &dyn Fn(char) -> bool| text.chars()[at..end].iter().take_while(|c| is(**c)).count();
        let (lex, length) = if c.is_ascii_digit() {
            (digits(text, at, items.last()), run(&|c| c.is_ascii_digit()))
        } else if is_unspaced(c) {
            (Some(Lex::Word), 1)
        } else if c.is_alphabetic() {
            (Some(Lex::Word), run(&|c| c.is_alphabetic() && !is_unspaced(c)))
        } else if c.is_whitespace() && c != '\n' {
            (None, 1)
        } else {
            (Some(Lex::Mark(c)), 1)
        };
        items.extend(lex.map(|lex| Item { lex, chars: at..at + length }));
        at += length;
    }
}

/// Digits behind a letter belong to its word, as in `A12`; behind a word we know they do not, as in `15h30`.
fn digits(text: &Folded, at: usize, last: Option<&Item>) -> Option<Lex> {
    let letter = text.before(at).is_some_and(|c| c.is_alphabetic() && sticks(c));
    let known = last.is_some_and(|last| !matches!(last.lex, Lex::Word | Lex::Number(_)));
    Some(if letter && !known { Lex::Word } else { Lex::Digits })
}
