//! Reading the mood of a turn.

use std::sync::OnceLock;

use super::decide::decide;
use super::evidence::{Evidence, Explanation};
use super::fold::fold;
use super::guess::candidates;
use super::hit::Hit;
use super::korean::{ReviewModel, Voices, blend};
use super::lexicon::Lexicon;
use super::weigh::{Weighed, weigh};
use super::{Cue, Felt, Mood, Urgency};
use crate::language::Language;

/// Reads the mood of turns. Each language's lexicon is compiled when it is first needed, within a few milliseconds.
#[derive(Default)]
pub struct MoodReader {
    lexicons: [OnceLock<Lexicon>; Language::ALL.len()],
    reviews: OnceLock<ReviewModel>,
}

impl MoodReader {
    /// The version that a mood was read by; it changes whenever the answer to any text may change.
    pub const VERSION: &str = "mood-2";

    /// A reader of all languages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The mood of a turn. Where the language is not known, the lexicon of its script that knows most of it reads it.
    #[must_use]
    pub fn read(&self, text: &str, language: Option<Language>) -> Mood {
        let folded = fold(text);
        let (language, weighed) = self.weighed(text, &folded, language);
        mood(&weighed, self.blended(text, language, weighed.total()))
    }

    /// The mood of a turn with the words it rests on.
    #[must_use]
    pub fn explain(&self, text: &str, language: Option<Language>) -> Explanation {
        let folded = fold(text);
        let (language, weighed) = self.weighed(text, &folded, language);
        let words = weighed.total();
        let total = self.blended(text, language, words);
        Explanation { mood: mood(&weighed, total), evidence: evidence(&weighed), model: total - words }
    }

    fn weighed(&self, text: &str, folded: &str, language: Option<Language>) -> (Language, Weighed<'_>) {
        let (language, hits) = self.hits(folded, language);
        (language, weigh(text, folded, hits, self.lexicon(language).spacing))
    }

    /// The hits of the lexicon to read with; the first of those that know most.
    fn hits(&self, folded: &str, language: Option<Language>) -> (Language, Vec<Hit<'_>>) {
        let known = language.as_ref().map_or_else(|| candidates(folded), std::slice::from_ref);
        let mut best = (known.first().copied().unwrap_or(Language::En), Vec::new());
        let mut most = 0;
        for language in known {
            let hits = self.lexicon(*language).hits(folded);
            let covered: usize = hits.iter().map(|hit| hit.span.len()).sum();
            if covered > most {
                (most, best) = (covered, (*language, hits));
            }
        }
        best
    }

    /// The weight of the words, blended with what the trained model of the language says where there is one.
    fn blended(&self, text: &str, language: Language, words: f32) -> f32 {
        match language {
            Language::Ko => {
                let model = self.reviews.get_or_init(ReviewModel::shipped);
                blend(words, model.margin_of_turn(text), Voices::CHOSEN)
            }
            Language::De
            | Language::En
            | Language::Es
            | Language::Fr
            | Language::It
            | Language::Ja
            | Language::Pt
            | Language::Ru
            | Language::ZhHans
            | Language::ZhHant => words,
        }
    }

    fn lexicon(&self, language: Language) -> &Lexicon {
        let slot = Language::ALL.iter().position(|known| *known == language).and_then(|at| self.lexicons.get(at));
        slot.expect("every language is one of all").get_or_init(|| Lexicon::of(language))
    }
}

fn mood(weighed: &Weighed<'_>, weight: f32) -> Mood {
    let (polarity, score, confidence) = decide(weight);
    let cues = cues(weighed);
    Mood { polarity, score, confidence, urgency: Urgency::of(&cues), emotions: emotions(weighed), cues }
}

/// The cues that are not negated: "not urgent" is none.
fn cues(weighed: &Weighed<'_>) -> Vec<Cue> {
    let standing = weighed.hits.iter().zip(&weighed.negated).filter(|(_, negated)| !**negated);
    standing.filter_map(|(hit, _)| Some(Cue { kind: hit.entry.cue?, span: hit.span.clone() })).collect()
}

/// The emotions that are not negated, and thanks only where they count.
fn emotions(weighed: &Weighed<'_>) -> Vec<Felt> {
    let spoken = weighed.hits.iter().zip(&weighed.negated).zip(&weighed.weights);
    let felt = spoken.filter(|((_, negated), weight)| !**negated && **weight != 0.0);
    felt.filter_map(|((hit, _), _)| Some(Felt { emotion: hit.entry.emotion?, span: hit.span.clone() })).collect()
}

fn evidence(weighed: &Weighed<'_>) -> Vec<Evidence> {
    let spoken = weighed.hits.iter().zip(&weighed.negated).zip(&weighed.weights);
    let polar = spoken.filter(|(_, weight)| **weight != 0.0);
    polar
        .map(|((hit, negated), weight)| Evidence { span: hit.span.clone(), weight: *weight, negated: *negated })
        .collect()
}
