//! Weighing the words of a turn in their places: negation, degree, contrast, politeness, emphasis.
//!
//! A polar word counts its 1 to 3. Negated, a positive one counts as three quarters of its negative, a negative one as 0.4
//! of its positive ("not bad" is less than good). A degree word next to it multiplies by 1.4 or 0.6. Before a contrast
//! words count half. Praise inside a question or a request counts 0.3: "a good hotel, please" praises nothing. Exclamation
//! marks add a tenth each up to three, shouting in capitals a fifth. The factors are ours, set by hand and kept after a
//! look at the development split of `benches/understanding/src/sentiment/own.tsv`.

use super::cue::CueKind;
use super::entry::Effect;
use super::hit::Hit;
use super::scope::{Spacing, ends_clause};

/// What plain thanks weigh: they close most turns that were served, so alone they leave a turn neutral.
const THANKS: f32 = 0.7;

/// The hits of a turn with what each weighs.
pub(super) struct Weighed<'a> {
    /// The hits, in order of place.
    pub hits: Vec<Hit<'a>>,
    /// What each weighs, beside the hits.
    pub weights: Vec<f32>,
    /// Whether each is negated, beside the hits.
    pub negated: Vec<bool>,
}

impl Weighed<'_> {
    /// The sum of all weights.
    pub(super) fn total(&self) -> f32 {
        self.weights.iter().sum()
    }
}

/// Weighs the hits of a text.
pub(super) fn weigh<'a>(text: &str, folded: &str, hits: Vec<Hit<'a>>, spacing: Spacing) -> Weighed<'a> {
    let negated = negations(folded, &hits, spacing);
    let mut weights: Vec<f32> = (0..hits.len()).map(|at| weight(folded, &hits, &negated, spacing, at)).collect();
    contrast(&hits, &mut weights);
    ask(text, &hits, &mut weights);
    thank(text, &hits, &mut weights);
    let emphasis = emphasis(text);
    weights.iter_mut().for_each(|weight| *weight *= emphasis);
    Weighed { hits, weights, negated }
}

/// Which hits a negator reaches: the first that can be negated behind it, or else the nearest before it.
fn negations(folded: &str, hits: &[Hit<'_>], spacing: Spacing) -> Vec<bool> {
    let mut negated = vec![false; hits.len()];
    for (at, hit) in hits.iter().enumerate() {
        let target = match hit.entry.effect {
            Effect::Negates => ahead(folded, hits, spacing, at).or_else(|| behind(folded, hits, spacing, at)),
            Effect::NegatesBack => behind(folded, hits, spacing, at),
            Effect::Polar(_)
            | Effect::Thanks
            | Effect::Intensifies
            | Effect::Weakens
            | Effect::Contrasts
            | Effect::Formula
            | Effect::Request => None,
        };
        if let Some(flag) = target.and_then(|target| negated.get_mut(target)) {
            *flag = true;
        }
    }
    negated
}

fn ahead(folded: &str, hits: &[Hit<'_>], spacing: Spacing, at: usize) -> Option<usize> {
    let from = hits.get(at)?.span.end;
    let (target, hit) = hits.iter().enumerate().skip(at + 1).find(|(_, hit)| stops(hit))?;
    let near = folded.get(from..hit.span.start).is_some_and(|between| spacing.is_near(between));
    (near && can_be_negated(hit)).then_some(target)
}

fn behind(folded: &str, hits: &[Hit<'_>], spacing: Spacing, at: usize) -> Option<usize> {
    let to = hits.get(at)?.span.start;
    let (target, hit) = hits.iter().enumerate().take(at).rev().find(|(_, hit)| stops(hit))?;
    let near = folded.get(hit.span.end..to).is_some_and(|between| spacing.is_near(between));
    (near && can_be_negated(hit)).then_some(target)
}

/// Whether a negator's reach ends at a hit, negated or not.
fn stops(hit: &Hit<'_>) -> bool {
    can_be_negated(hit) || hit.entry.effect == Effect::Contrasts
}

/// Whether a negator means something before it: words that are polar, thankful or urgent.
fn can_be_negated(hit: &Hit<'_>) -> bool {
    match hit.entry.effect {
        Effect::Polar(_) if hit.entry.holds_negation => false,
        // "Still no answer" holds its negation already.
        Effect::Polar(_) if matches!(hit.entry.cue, Some(CueKind::Waiting | CueKind::Repeat)) => false,
        Effect::Polar(value) => value != 0 || hit.entry.cue.is_some(),
        Effect::Thanks => true,
        Effect::Negates
        | Effect::NegatesBack
        | Effect::Intensifies
        | Effect::Weakens
        | Effect::Contrasts
        | Effect::Formula
        | Effect::Request => false,
    }
}

/// What a hit weighs with its negator and degree words.
fn weight(folded: &str, hits: &[Hit<'_>], negated: &[bool], spacing: Spacing, at: usize) -> f32 {
    let Some(hit) = hits.get(at) else { return 0.0 };
    let value = match hit.entry.effect {
        Effect::Polar(value) => f32::from(value),
        Effect::Thanks => THANKS,
        Effect::Negates
        | Effect::NegatesBack
        | Effect::Intensifies
        | Effect::Weakens
        | Effect::Contrasts
        | Effect::Formula
        | Effect::Request => return 0.0,
    };
    let turned = match (negated.get(at), value > 0.0) {
        (Some(true), true) => -0.75 * value,
        (Some(true), false) => -0.4 * value,
        (_, _) => value,
    };
    turned * degree(folded, hits, spacing, at)
}

/// The factor of the degree words just before a hit.
fn degree(folded: &str, hits: &[Hit<'_>], spacing: Spacing, at: usize) -> f32 {
    let (Some(hit), Some(before)) = (hits.get(at), at.checked_sub(1).and_then(|before| hits.get(before))) else {
        return 1.0;
    };
    let next = folded.get(before.span.end..hit.span.start).is_some_and(|between| spacing.is_next(between));
    match before.entry.effect {
        Effect::Intensifies if next => 1.4,
        Effect::Weakens if next => 0.6,
        Effect::Intensifies
        | Effect::Weakens
        | Effect::Polar(_)
        | Effect::Thanks
        | Effect::Negates
        | Effect::NegatesBack
        | Effect::Contrasts
        | Effect::Formula
        | Effect::Request => 1.0,
    }
}

/// Halves what stands before the last contrast.
fn contrast(hits: &[Hit<'_>], weights: &mut [f32]) {
    let last = hits.iter().rposition(|hit| hit.entry.effect == Effect::Contrasts).unwrap_or(0);
    weights.iter_mut().take(last).for_each(|weight| *weight *= 0.5);
}

/// Shrinks praise inside a sentence that asks.
fn ask(text: &str, hits: &[Hit<'_>], weights: &mut [f32]) {
    for (hit, weight) in hits.iter().zip(weights) {
        let asks = |other: &Hit<'_>| other.entry.effect == Effect::Request;
        if *weight > 0.0 && hit.entry.effect != Effect::Thanks {
            let sentence = sentence(text, hit);
            let requested = hits.iter().any(|other| asks(other) && sentence.contains(&other.span.start));
            if requested || text.get(sentence.end..).is_some_and(|rest| rest.starts_with(['?', '？'])) {
                *weight *= 0.3;
            }
        }
    }
}

/// The sentence around a hit, without its final mark.
fn sentence(text: &str, hit: &Hit<'_>) -> super::Span {
    let ends = |c: char| ends_clause(c) && !matches!(c, ',' | '、' | '，' | ':' | '：' | '(' | ')');
    let start = text.get(..hit.span.start).and_then(|before| before.rfind(ends)).unwrap_or(0);
    let length = text.get(hit.span.end..).map_or(0, |after| after.find(ends).unwrap_or(after.len()));
    start..hit.span.end + length
}

/// Takes thanks for politeness where the turn also asks or complains.
fn thank(text: &str, hits: &[Hit<'_>], weights: &mut [f32]) {
    let complains = weights.iter().any(|weight| *weight < 0.0);
    let asks = text.contains(['?', '？']) || hits.iter().any(|hit| hit.entry.effect == Effect::Request);
    if complains || asks {
        for (hit, weight) in hits.iter().zip(weights) {
            if hit.entry.effect == Effect::Thanks && *weight > 0.0 {
                *weight = 0.0;
            }
        }
    }
}

/// The factor of exclamation marks and of capitals.
fn emphasis(text: &str) -> f32 {
    let marks = text.chars().filter(|c| matches!(c, '!' | '！')).take(3).fold(0.0, |sum, _| sum + 0.1);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    let shouting = if capitals >= 8 && capitals > 2 * small { 0.2 } else { 0.0 };
    1.0 + marks + shouting
}
