//! Finding out the language of a text.

use super::cjk::{Cjk, Resolved};
use super::cyrillic::Cyrillic;
use super::detection::{Detection, LanguageSpan};
use super::latin::{COLUMNS, Latin};
use super::piece::{Piece, pieces};
use super::prior::Prior;
use super::script::Script;
use super::switch::Word;
use super::tag::Language;
use super::western::{self, Western};

/// What a letter of scripts without words weighs, against a word of Latin letters.
const LETTER: f64 = 0.8;

/// What a word weighs that is on no list: most likely it is a name, which is written alike everywhere.
const NAME: f64 = 0.4;

/// What Latin letters count beside other scripts: the whole world writes names and terms in them.
const GUEST: f64 = 0.5;

/// What a letter of scripts weighs that none of our languages is written in.
const FOREIGN: f64 = 0.25;

/// Tells languages apart. Holds references into the program only: cheap to make and to copy.
#[derive(Clone, Copy, Debug)]
pub struct Detector {
    latin: Latin,
}

impl Default for Detector {
    fn default() -> Self {
        Self::new()
    }
}

impl Detector {
    /// The version of tables and rules: the same version gives the same answers.
    pub const VERSION: &str = "language-1";

    /// The detector.
    #[must_use]
    pub fn new() -> Self {
        Self { latin: Latin::new() }
    }

    /// The language of a text, given what was likely before it.
    #[must_use]
    pub fn detect(&self, text: &str, prior: &Prior) -> Detection {
        let pieces = pieces(text);
        let reading = Reading::new(text, &pieces, &self.latin, prior);
        let chances = reading.chances();
        let known: f64 = chances.iter().sum();
        let mut ranked: Vec<(Language, f32)> =
            Language::ALL.into_iter().zip(chances.map(|chance| chance as f32)).filter(|it| it.1 >= 0.001).collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let unknown = (1.0 - known).max(0.0) as f32;
        let first = ranked.first().filter(|first| first.1 >= unknown);
        Detection {
            language: first.map(|first| first.0),
            confidence: first.map_or(unknown, |first| first.1.min(1.0)),
            spans: reading.spans(&pieces),
            ranked,
        }
    }
}

/// A text, script by script.
struct Reading {
    western: Western,
    cjk: Resolved,
    russian: f64,
    weights: Weights,
}

/// Whether words in Latin letters begin small, so that a capital says something.
fn has_small_words(text: &str, pieces: &[Piece]) -> bool {
    let small = |piece: &Piece| text[piece.span.clone()].starts_with(char::is_lowercase);
    pieces.iter().any(|piece| piece.script == Script::Latin && small(piece))
}

/// How much of a text is in which script, in words.
#[derive(Default)]
struct Weights {
    latin: f64,
    cyrillic: f64,
    cjk: f64,
    hangul: f64,
    foreign: f64,
    /// Letters of Han characters and kana by clause.
    clauses: Vec<(usize, f64)>,
}

impl Reading {
    fn new(text: &str, pieces: &[Piece], latin: &Latin, prior: &Prior) -> Self {
        let mut weights = Weights::default();
        let (mut words, mut cyrillic) = (Vec::<Word>::new(), Cyrillic::default());
        let names = has_small_words(text, pieces);
        let mut clauses: Vec<(usize, String)> = Vec::new();
        for piece in pieces {
            let letters = piece.letters as f64;
            let part = &text[piece.span.clone()];
            match piece.script {
                Script::Latin => {
                    let costs = latin.costs(part);
                    let inside = words.last().is_some_and(|last| last.clause == piece.clause);
                    let named = names && inside && part.starts_with(char::is_uppercase);
                    weights.latin += if costs.listed && !named { 1.0 } else { NAME };
                    words.push(Word { costs, clause: piece.clause, named });
                }
                Script::Cyrillic => {
                    cyrillic.add(part);
                    weights.cyrillic += 1.0;
                }
                Script::Han | Script::Kana => {
                    weights.cjk += letters * LETTER;
                    match clauses.last_mut().filter(|last| last.0 == piece.clause) {
                        Some(last) => last.1.push_str(part),
                        None => clauses.push((piece.clause, part.to_owned())),
                    }
                }
                Script::Hangul => weights.hangul += letters * LETTER,
                Script::Other => weights.foreign += letters * FOREIGN,
                Script::Mark | Script::None => {}
            }
        }
        if weights.cyrillic + weights.cjk + weights.hangul > 0.0 {
            weights.latin *= GUEST;
        }
        let mut cjk = Cjk::default();
        for (clause, text) in &clauses {
            cjk.add(*clause, text);
            weights.clauses.push((*clause, text.chars().count() as f64));
        }
        Self { western: western::read(&words, prior), cjk: cjk.resolve(prior), russian: cyrillic.russian(), weights }
    }

    /// The chance of each language, in the order of [`Language::ALL`].
    fn chances(&self) -> [f64; Language::ALL.len()] {
        let Weights { latin, cyrillic, cjk, hangul, foreign, clauses } = &self.weights;
        let mut chances = [0.0; Language::ALL.len()];
        // Squares, because what fills most of a text is its language and the rest are names.
        let all = [latin, cyrillic, cjk, hangul, foreign].into_iter().map(|weight| weight * weight).sum::<f64>();
        if all == 0.0 {
            return chances;
        }
        let share = |weight: f64| weight * weight / all;
        for (language, chance) in COLUMNS.into_iter().zip(self.western.chances) {
            chances[language as usize] += chance * share(*latin);
        }
        chances[Language::Ru as usize] += self.russian * share(*cyrillic);
        chances[Language::Ko as usize] += share(*hangul);
        let letters: f64 = clauses.iter().map(|(_, letters)| letters).sum();
        for (clause, own) in clauses {
            if let Some(language) = self.cjk.language(*clause) {
                chances[language as usize] += own / letters * self.cjk.confidence * share(*cjk);
            }
        }
        chances
    }

    /// The parts of the text by language; what is a name or unknown belongs to what is around it.
    fn spans(&self, pieces: &[Piece]) -> Vec<LanguageSpan> {
        let mut spans: Vec<LanguageSpan> = Vec::new();
        for (piece, language) in pieces.iter().zip(self.languages(pieces)) {
            let Some(language) = language else { continue };
            match spans.last_mut().filter(|last| last.language == language) {
                Some(last) => last.span.end = piece.span.end,
                None => spans.push(LanguageSpan { span: piece.span.clone(), language }),
            }
        }
        spans
    }

    /// The language of each piece that has one.
    fn languages(&self, pieces: &[Piece]) -> Vec<Option<Language>> {
        let Weights { latin, cyrillic, cjk, hangul, .. } = &self.weights;
        let western = self.western.unknown < 0.5 && (*latin >= 3.0 || *latin >= cyrillic + cjk + hangul);
        let mut columns = self.western.columns.iter();
        let language = |piece: &Piece| match piece.script {
            Script::Latin => columns.next().filter(|_| western).map(|column| COLUMNS[*column]),
            Script::Cyrillic => (self.russian > 0.5).then_some(Language::Ru),
            Script::Han | Script::Kana => self.cjk.language(piece.clause),
            Script::Hangul => Some(Language::Ko),
            Script::Other | Script::Mark | Script::None => None,
        };
        pieces.iter().map(language).collect()
    }
}
