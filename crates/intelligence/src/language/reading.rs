//! What the scripts of a text say together.

use super::cjk::{Cjk, Resolved};
use super::detection::LanguageSpan;
use super::gathering::{Gathering, Weights};
use super::latin::{COLUMNS, Latin};
use super::piece::Piece;
use super::prior::Prior;
use super::script::Script;
use super::switch::Word;
use super::tag::Language;
use super::western::{self, Western};

/// Words of a clause in Latin letters that make it more than a name within a text of another script; in a clause of its
/// own, and beside other scripts, where it is rather a title.
const CLAUSE: usize = 3;
const BESIDE: usize = 6;

/// A text, read.
pub(super) struct Reading {
    /// Whether the Latin letters of a clause are more than a name, by the number of the clause.
    spoken: Vec<bool>,
    western: Western,
    cjk: Resolved,
    russian: f64,
    weights: Weights,
    /// Letters by clause of Han characters and kana.
    letters: Vec<(usize, f64)>,
}

impl Reading {
    /// Reads the pieces of a text, given what was likely before it.
    pub(super) fn new(text: &str, pieces: &[Piece], latin: Latin, prior: &Prior) -> Self {
        let Gathering { words, cyrillic, clauses, weights } = Gathering::new(text, pieces, latin);
        let mut cjk = Cjk::default();
        clauses.iter().for_each(|(clause, text)| cjk.add(*clause, text));
        let letters = clauses.iter().map(|(clause, text)| (*clause, text.chars().count() as f64)).collect();
        let western = western::read(&words, prior);
        let spoken = spoken(&words, pieces);
        Self { spoken, western, cjk: cjk.resolve(prior), russian: cyrillic.russian(), weights, letters }
    }

    /// The chance of each language, in the order of [`Language::ALL`].
    pub(super) fn chances(&self) -> [f64; Language::ALL.len()] {
        let Weights { latin, cyrillic, cjk, hangul, foreign } = self.weights;
        let mut chances = [0.0; Language::ALL.len()];
        // Squares, because what fills most of a text is its language and the rest are names.
        let all = [latin, cyrillic, cjk, hangul, foreign].into_iter().map(|weight| weight * weight).sum::<f64>();
        if all == 0.0 {
            return chances;
        }
        let share = |weight: f64| weight * weight / all;
        for (language, chance) in COLUMNS.into_iter().zip(self.western.chances) {
            chances[language as usize] += chance * share(latin);
        }
        chances[Language::Ru as usize] += self.russian * share(cyrillic);
        chances[Language::Ko as usize] += share(hangul);
        let letters: f64 = self.letters.iter().map(|(_, letters)| letters).sum();
        for (clause, own) in &self.letters {
            if let Some(language) = self.cjk.language(*clause) {
                chances[language as usize] += own / letters * self.cjk.confidence * share(cjk);
            }
        }
        chances
    }

    /// The parts of the text by language; what is a name or unknown belongs to what is around it.
    pub(super) fn spans(&self, pieces: &[Piece]) -> Vec<LanguageSpan> {
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
        let mut columns = self.western.columns.iter();
        let language = |piece: &Piece| match piece.script {
            Script::Latin => columns.next().filter(|_| self.is_spoken(piece.clause)).map(|column| COLUMNS[*column]),
            Script::Cyrillic => (self.russian > 0.5).then_some(Language::Ru),
            Script::Han | Script::Kana => self.cjk.language(piece.clause),
            Script::Hangul => Some(Language::Ko),
            Script::Other | Script::Mark | Script::None => None,
        };
        pieces.iter().map(language).collect()
    }

    /// Whether the Latin letters of a clause are in a language, not names within another.
    fn is_spoken(&self, clause: usize) -> bool {
        let alone = self.weights.latin >= self.weights.others();
        self.western.unknown < 0.5 && (alone || self.spoken.get(clause).is_some_and(|spoken| *spoken))
    }
}

fn spoken(words: &[Word], pieces: &[Piece]) -> Vec<bool> {
    let clauses = words.last().map_or(0, |last| last.clause + 1);
    let (mut counts, mut enough) = (vec![0; clauses], vec![CLAUSE; clauses]);
    for word in words.iter().filter(|word| word.costs.listed && !word.named) {
        counts[word.clause] += 1;
    }
    for piece in pieces.iter().filter(|piece| piece.script != Script::Latin && piece.clause < clauses) {
        enough[piece.clause] = BESIDE;
    }
    counts.into_iter().zip(enough).map(|(count, enough)| count >= enough).collect()
}
