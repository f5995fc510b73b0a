//! What was found: class and place, never the value; and which of overlapping findings stay.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::PersonalClass;

/// Personal data in a text. It holds no part of the text, so it can be stored, logged and printed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Found {
    /// Which kind.
    pub class: PersonalClass,
    /// Where, in bytes of the original text, on boundaries of characters.
    pub span: Range<usize>,
    /// How sure, from 0 to 1: ≥ 0.9 for what a check digit or an unmistakable form proves, ≤ 0.7 for what only a cue says.
    pub confidence: f32,
}

/// From here on a finding rests on a check digit or an unmistakable form, and goes before a longer one that does not.
const PROVEN: f32 = 0.9;

/// Leaves findings that do not overlap, in the order of the text. What is proven goes before what is not, then the longer
/// one, then the more specific class, then the earlier one. Prose that loses keeps what the winner does not cover.
pub(super) fn resolve(mut all: Vec<Found>) -> Vec<Found> {
    all.sort_by_key(rank);
    let mut kept: Vec<Found> = Vec::with_capacity(all.len());
    for found in all {
        if found.class.is_prose() {
            let rest = without(&found.span, &kept);
            kept.extend(rest.into_iter().map(|span| Found { span, ..found.clone() }));
        } else if kept.iter().all(|other| !overlap(&found.span, &other.span)) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.span.start);
    kept
}

fn rank(found: &Found) -> (bool, std::cmp::Reverse<usize>, PersonalClass, usize) {
    (found.confidence < PROVEN, std::cmp::Reverse(found.span.len()), found.class, found.span.start)
}

pub(super) const fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The parts of a span that no finding covers; the kept ones do not overlap each other.
fn without(span: &Range<usize>, kept: &[Found]) -> Vec<Range<usize>> {
    let mut cuts: Vec<&Range<usize>> =
        kept.iter().map(|found| &found.span).filter(|other| overlap(span, other)).collect();
    cuts.sort_by_key(|cut| cut.start);
    let mut rest = Vec::with_capacity(cuts.len() + 1);
    let mut from = span.start;
    for cut in cuts {
        if from < cut.start {
            rest.push(from..cut.start);
        }
        from = cut.end;
    }
    if from < span.end {
        rest.push(from..span.end);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(class: PersonalClass, span: Range<usize>, confidence: f32) -> Found {
        Found { class, span, confidence }
    }

    #[test]
    fn what_is_proven_goes_before_what_is_longer() {
        let card = found(PersonalClass::Card, 4..20, 0.99);
        let phone = found(PersonalClass::Phone, 2..24, 0.6);
        assert_eq!(resolve(vec![phone, card.clone()]), [card]);
    }

    #[test]
    fn of_one_place_the_more_specific_class_stays() {
        let phone = found(PersonalClass::Phone, 0..9, 0.6);
        let passport = found(PersonalClass::Passport, 0..9, 0.6);
        assert_eq!(resolve(vec![phone, passport.clone()]), [passport]);
    }

    #[test]
    fn prose_keeps_what_nothing_else_covers() {
        let address = found(PersonalClass::Address, 0..30, 0.6);
        let mail = found(PersonalClass::Email, 10..20, 0.99);
        let spans: Vec<_> = resolve(vec![address, mail]).into_iter().map(|found| found.span).collect();
        assert_eq!(spans, [0..10, 10..20, 20..30]);
    }
}
