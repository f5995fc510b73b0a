//! Which lexicons may read a text whose language is not known.

use crate::language::Language;

const LATIN: &[Language] = &[Language::En, Language::De, Language::Es, Language::Fr, Language::It, Language::Pt];
const HAN: &[Language] = &[Language::ZhHans, Language::ZhHant];

/// The languages written in the scripts of a text: hangul, kana, Han, Cyrillic, Latin, in this order of precedence, because
/// Korean and Japanese texts also hold the later ones.
pub(super) fn candidates(text: &str) -> &'static [Language] {
    let mut best = LATIN;
    let mut rank = 0;
    for c in text.chars() {
        let (this, languages): (u8, &'static [Language]) = match c {
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => (4, &[Language::Ko]),
            '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => (3, &[Language::Ja]),
            '\u{3400}'..='\u{9fff}' => (2, HAN),
            '\u{0400}'..='\u{04ff}' => (1, &[Language::Ru]),
            _ => continue,
        };
        if this > rank {
            (rank, best) = (this, languages);
        }
    }
    best
}
