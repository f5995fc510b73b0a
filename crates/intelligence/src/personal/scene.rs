//! A text under search: its characters, its cues, and what matchers ask about the surroundings of a candidate.

use std::ops::Range;

use super::PersonalClass;
use super::cues::{Cue, Hit};
use crate::scan::{Folded, sticks};

/// A finding in characters of the folded text.
pub(super) struct Match {
    pub(super) class: PersonalClass,
    pub(super) chars: Range<usize>,
    pub(super) confidence: f32,
}

impl Match {
    pub(super) const fn new(class: PersonalClass, chars: Range<usize>, confidence: f32) -> Self {
        Self { class, chars, confidence }
    }
}

/// A text under search.
pub(super) struct Scene<'t> {
    pub(super) text: &'t Folded,
    pub(super) cues: &'t [Hit],
}

impl Scene<'_> {
    /// Whether a cue ends at most `before` characters before a candidate or starts at most `after` behind it, in one line.
    pub(super) fn cued(&self, cue: Cue, chars: &Range<usize>, before: usize, after: usize) -> bool {
        self.cues.iter().filter(|hit| hit.cue == cue).any(|hit| {
            let left = hit.chars.end <= chars.start && chars.start - hit.chars.end <= before;
            let right = chars.end <= hit.chars.start && hit.chars.start - chars.end <= after;
            left || right && self.one_line(chars.end..hit.chars.start)
        })
    }

    /// Whether something says that the number counts an order, a parcel or the like, and nothing nearer says `cue`.
    pub(super) fn is_order(&self, chars: &Range<usize>, cue: Cue) -> bool {
        self.cued(Cue::Order, chars, 10, 0) && !self.cued(cue, chars, 8, 0)
    }

    /// Whether no letter or digit touches it.
    pub(super) fn stands_alone(&self, chars: &Range<usize>) -> bool {
        !self.text.before(chars.start).is_some_and(sticks) && !self.text.at(chars.end).is_some_and(sticks)
    }

    /// Whether it is torn out of a longer number: a digit stands beyond the sign that touches it.
    pub(super) fn is_torn(&self, chars: &Range<usize>) -> bool {
        let is_joint = |c: char| matches!(c, '-' | '.' | ',' | '/' | '·' | ':');
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let before = self.text.before(chars.start).is_some_and(is_joint)
            && is_digit(chars.start.checked_sub(2).and_then(|at| self.text.at(at)));
        let after = self.text.at(chars.end).is_some_and(is_joint) && is_digit(self.text.at(chars.end + 1));
        before || after
    }

    /// The characters of a range.
    pub(super) fn chars(&self, chars: &Range<usize>) -> &[char] {
        &self.text.chars()[chars.clone()]
    }

    fn one_line(&self, chars: Range<usize>) -> bool {
        !self.text.chars()[chars].contains(&'\n')
    }
}
