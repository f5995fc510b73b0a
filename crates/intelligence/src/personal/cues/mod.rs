//! Words that say what the number or name beside them is.

mod lexicon;

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::scan::{Folded, sticks};

/// What a cue announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cue {
    Phone,
    Card,
    Ssn,
    ChineseId,
    Passport,
    HongKongMacau,
    Taiwan,
    HongKongId,
    Licence,
    /// Surely a name follows.
    Name,
    /// Perhaps a name follows: "I am".
    Speaker,
    /// A title or form of address before a name: weaker than [`Cue::Name`], since it needs the name's own shape.
    Title,
    Address,
    Birth,
    Postal,
    /// Orders, parcels, invoices: a number beside them is not personal.
    Order,
    /// Versions of software: four numbers beside them are no address.
    Version,
    CreditCode,
}

/// Where a cue stands, in characters.
pub(super) struct Hit {
    pub(super) cue: Cue,
    pub(super) chars: Range<usize>,
}

/// Finds all cues of all languages in one pass.
#[derive(Debug)]
pub(super) struct Cues {
    search: AhoCorasick,
    kinds: Vec<Cue>,
}

impl Cues {
    pub(super) fn new() -> Self {
        let all = lexicon::CUES.iter().flat_map(|(cue, words)| words.split('|').map(move |word| (*cue, word)));
        let (kinds, words): (Vec<Cue>, Vec<&str>) = all.unzip();
        let search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("a few hundred short words fit an automaton");
        Self { search, kinds }
    }

    /// The cues of a text, in the order of their ends. A cue is not part of a longer word.
    pub(super) fn hits(&self, text: &Folded) -> Vec<Hit> {
        let matches = self.search.find_overlapping_iter(text.text());
        let hits = matches.map(|found| Hit {
            cue: self.kinds[found.pattern().as_usize()],
            chars: text.index_of(found.start())..text.index_of(found.end()),
        });
        hits.filter(|hit| is_word(text, &hit.chars)).collect()
    }
}

/// Whether no letter goes on with it, nor an apostrophe and a letter, as in `don't`.
fn is_word(text: &Folded, chars: &Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && sticks(c));
    let starts = is_letter(text.at(chars.start)) && is_letter(text.before(chars.start));
    let apostrophe = matches!(text.at(chars.end), Some('\'' | '’')) && is_letter(text.at(chars.end + 1));
    let ends = is_letter(text.before(chars.end)) && (is_letter(text.at(chars.end)) || apostrophe);
    !starts && !ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_words_and_not_parts_of_words() {
        let cues = Cues::new();
        let kinds = |text: &str| cues.hits(&Folded::new(text)).iter().map(|hit| hit.cue).collect::<Vec<_>>();
        assert_eq!(kinds("her TELEPHONE is"), [Cue::Phone]);
        assert_eq!(kinds("telephoned"), []);
        assert_eq!(kinds("I DON'T KNOW"), []);
        assert_eq!(kinds("我的护照"), [Cue::Passport]);
    }

    #[test]
    fn cues_are_written_folded() {
        for (cue, words) in lexicon::CUES {
            for word in words.split('|') {
                assert_eq!(Folded::new(word).text(), word, "{cue:?}");
                assert!(!word.is_empty(), "{cue:?}");
            }
        }
    }
}
