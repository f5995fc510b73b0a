//! How likely a word in Latin letters is in each language.

use super::key::{self, EDGE, LONGEST_GRAM};
use super::table::Table;
use super::tag::Language;

/// The languages of the columns, as in `tools/language_tables`.
pub(super) const COLUMNS: [Language; 6] =
    [Language::De, Language::En, Language::Es, Language::Fr, Language::It, Language::Pt];

/// Columns of languages that are not understood, after ours.
pub(super) const STRANGERS: usize = 12;

const ALL: usize = COLUMNS.len() + STRANGERS;

/// Letters of a word that are looked at; no word of our languages is longer.
const LONGEST_WORD: usize = 40;

/// Letters of the n-grams by which strangers are known.
const STRANGE_GRAM: usize = 4;

/// What a letter costs that no table knows, in sixteenths of a nat.
const UNHEARD: u32 = 250;

/// The cost of a word in each language: sixteenths of a nat, the less the likelier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Costs {
    /// In ours.
    pub(super) ours: [u32; COLUMNS.len()],
    /// In ours and in those that are not understood, by fewer letters.
    pub(super) all: [u32; ALL],
    /// Letters of the word, its end included.
    pub(super) letters: u32,
    /// Whether it is a word that a list holds.
    pub(super) listed: bool,
}

/// The tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latin {
    grams: Table<{ COLUMNS.len() }>,
    words: Table<{ COLUMNS.len() }>,
    strangers: Table<ALL>,
}

impl Latin {
    pub(super) fn new() -> Self {
        Self {
            grams: Table::new(include_bytes!("tables/grams.bin")),
            words: Table::new(include_bytes!("tables/words.bin")),
            strangers: Table::new(include_bytes!("tables/strangers.bin")),
        }
    }

    /// What a word costs.
    pub(super) fn costs(&self, word: &str) -> Costs {
        let mut bytes = [EDGE; LONGEST_WORD + 2];
        let length = spell(word, &mut bytes[1..=LONGEST_WORD]);
        let edged = &bytes[..length + 2];
        let (ours, listed) = match self.words.get(key::word(&edged[1..=length])) {
            // Words are written in eighths.
            Some(row) => (row.map(|value| u32::from(value) * 2), true),
            None => (walk(&self.grams, edged, LONGEST_GRAM), false),
        };
        Costs { ours, all: walk(&self.strangers, edged, STRANGE_GRAM), letters: length as u32 + 1, listed }
    }
}

/// Adds up, letter by letter, the row of the longest n-gram that ends there.
fn walk<const WIDTH: usize>(table: &Table<WIDTH>, edged: &[u8], longest: usize) -> [u32; WIDTH] {
    let mut costs = [0; WIDTH];
    for end in 2..=edged.len() {
        let row = (end.saturating_sub(longest)..end).find_map(|start| table.get(key::gram(&edged[start..end])));
        for (column, cost) in costs.iter_mut().enumerate() {
            *cost += row.map_or(UNHEARD, |row| u32::from(row[column]));
        }
    }
    costs
}

/// The letters of a word, lower-case, marks joined to their letters; returns how many.
fn spell(word: &str, bytes: &mut [u8]) -> usize {
    let mut length = 0;
    let mut last = '\0';
    for character in word.chars() {
        if let Some(joined) = join(last, character) {
            bytes[length - 1] = key::letter(joined);
            last = joined;
            continue;
        }
        if length == bytes.len() || matches!(character as u32, 0x300..=0x36f) {
            continue;
        }
        last = lower(character);
        bytes[length] = key::letter(last);
        length += 1;
    }
    length
}

fn lower(character: char) -> char {
    match character as u32 {
        0xff21..=0xff3a | 0xff41..=0xff5a => {
            char::from((((character as u32 - 0xff01) + 0x21) as u8).to_ascii_lowercase())
        }
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// The letter that a letter and a mark after it make, for those of our languages.
fn join(letter: char, mark: char) -> Option<char> {
    let (plain, joined) = match mark {
        '\u{300}' => ("aeiou", "àèìòù"),
        '\u{301}' => ("aeiouy", "áéíóúý"),
        '\u{302}' => ("aeiou", "âêîôû"),
        '\u{303}' => ("ano", "ãñõ"),
        '\u{308}' => ("aeiouy", "äëïöüÿ"),
        '\u{30a}' => ("a", "å"),
        '\u{327}' => ("cs", "çş"),
        _ => return None,
    };
    plain.chars().zip(joined.chars()).find(|(from, _)| *from == letter).map(|(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_cheapest_where_it_is_at_home() {
        let latin = Latin::new();
        for (word, language) in [
            ("Rechnung", Language::De),
            ("invoice", Language::En),
            ("pedido", Language::Es),
            ("livraison", Language::Fr),
            ("fattura", Language::It),
            ("você", Language::Pt),
        ] {
            let costs = latin.costs(word).ours;
            let best = (0..costs.len()).min_by_key(|column| costs[*column]).map(|column| COLUMNS[column]);
            assert_eq!(best, Some(language), "{word}: {costs:?}");
        }
    }

    #[test]
    fn letters_are_the_same_however_their_marks_are_written() {
        let latin = Latin::new();
        assert_eq!(latin.costs("Ação"), latin.costs("Ac\u{327}a\u{303}o"));
        assert_eq!(latin.costs("ＯＫ"), latin.costs("ok"));
    }
}
