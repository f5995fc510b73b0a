//! Going through a text piece by piece, and weighing its scripts.

use super::cyrillic::Cyrillic;
use super::latin::{COLUMNS, Latin};
use super::piece::Piece;
use super::script::Script;
use super::switch::Word;
use super::tag::Language;

/// What a letter of scripts without words weighs, against a word of Latin letters.
const LETTER: f64 = 0.8;

/// What a word weighs that is on no list: most likely it is a name, which is written alike everywhere.
const NAME: f64 = 0.4;

/// What Latin letters count beside other scripts: the whole world writes names and terms in them.
const GUEST: f64 = 0.5;

/// What a letter of scripts weighs that none of our languages is written in.
const FOREIGN: f64 = 0.25;

/// What Portuguese "no" (in the) costs more where a clause begins, in sixteenths of a nat: there it is rather the Spanish,
/// Italian or English no.
const OPENING_NO: u32 = 40;

/// How much of a text is in which script, in words.
#[derive(Default, Debug)]
pub(super) struct Weights {
    pub(super) latin: f64,
    pub(super) cyrillic: f64,
    pub(super) cjk: f64,
    pub(super) hangul: f64,
    pub(super) foreign: f64,
}

/// What a text holds, script by script.
#[derive(Default)]
pub(super) struct Gathering {
    pub(super) words: Vec<Word>,
    pub(super) cyrillic: Cyrillic,
    /// Clauses of Han characters and kana: number and text.
    pub(super) clauses: Vec<(usize, String)>,
    pub(super) weights: Weights,
}

impl Gathering {
    /// Goes through the pieces of a text.
    pub(super) fn new(text: &str, pieces: &[Piece], latin: Latin) -> Self {
        let mut gathering = Self::default();
        let names = has_small_words(text, pieces);
        for piece in pieces {
            gathering.take(piece, &text[piece.span.clone()], latin, names);
        }
        if gathering.weights.others() > 0.0 {
            gathering.weights.latin *= GUEST;
        }
        gathering
    }

    fn take(&mut self, piece: &Piece, part: &str, latin: Latin, names: bool) {
        let letters = piece.letters as f64;
        match piece.script {
            Script::Latin => self.word(piece, part, latin, names),
            Script::Cyrillic => {
                self.cyrillic.add(part);
                self.weights.cyrillic += 1.0;
            }
            Script::Han | Script::Kana => {
                self.weights.cjk += letters * LETTER;
                self.characters(piece.clause, part);
            }
            Script::Hangul => self.weights.hangul += letters * LETTER,
            Script::Other => self.weights.foreign += letters * FOREIGN,
            Script::Mark | Script::None => {}
        }
    }

    fn word(&mut self, piece: &Piece, part: &str, latin: Latin, names: bool) {
        let inside = self.words.last().is_some_and(|last| last.clause == piece.clause);
        let named = names && inside && part.starts_with(char::is_uppercase);
        let mut costs = latin.costs(part);
        if !inside && part.eq_ignore_ascii_case("no") {
            let portuguese = COLUMNS.iter().position(|column| *column == Language::Pt);
            costs.ours.iter_mut().enumerate().filter(|it| Some(it.0) == portuguese).for_each(|it| *it.1 += OPENING_NO);
        }
        self.weights.latin += if costs.listed && !named { 1.0 } else { NAME };
        self.words.push(Word { costs, clause: piece.clause, named });
    }

    fn characters(&mut self, clause: usize, part: &str) {
        match self.clauses.last_mut().filter(|last| last.0 == clause) {
            Some(last) => last.1.push_str(part),
            None => self.clauses.push((clause, part.to_owned())),
        }
    }
}

impl Weights {
    /// What is in scripts of ours that are not Latin.
    pub(super) fn others(&self) -> f64 {
        self.cyrillic + self.cjk + self.hangul
    }
}

/// Whether words in Latin letters begin small, so that a capital says something.
fn has_small_words(text: &str, pieces: &[Piece]) -> bool {
    let small = |piece: &Piece| text[piece.span.clone()].starts_with(char::is_lowercase);
    pieces.iter().any(|piece| piece.script == Script::Latin && small(piece))
}
