//! The numbers of a text: groups of digits, runs of groups, and windows of a run as candidates.

use std::ops::Range;

use crate::scan::Folded;

/// More digits than any identifier has: a longer window is no candidate.
const MOST_DIGITS: usize = 22;

/// How many separators may stand between two groups of one number: `) - ` and the like.
const MOST_SEPARATORS: usize = 3;

/// The digits of a candidate, without what stands between them.
#[derive(Clone, Copy, Default)]
pub(super) struct Digits {
    values: [u8; MOST_DIGITS],
    len: usize,
}

impl Digits {
    /// Appends the digits of a group; whether they fit.
    fn push(&mut self, group: &[char]) -> bool {
        let room = self.len + group.len() <= MOST_DIGITS;
        for digit in group.iter().filter_map(|c| c.to_digit(10)).take(MOST_DIGITS - self.len) {
            self.values[self.len] = u8::try_from(digit).expect("a digit is below ten");
            self.len += 1;
        }
        room
    }

    /// Their values.
    pub(super) fn values(&self) -> &[u8] {
        &self.values[..self.len]
    }

    /// The number that some of them write; none when the range does not lie within them.
    pub(super) fn number(&self, range: Range<usize>) -> Option<u32> {
        self.values().get(range).map(|digits| digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit)))
    }

    /// Whether they begin with these.
    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        prefix.len() <= self.len && prefix.bytes().zip(self.values()).all(|(a, b)| a == b + b'0')
    }
}

/// Neighbouring groups of a run: what may be a number as a whole.
pub(super) struct Window<'n> {
    /// From the first digit to behind the last one.
    pub(super) chars: Range<usize>,
    pub(super) digits: Digits,
    pub(super) groups: &'n [Range<usize>],
}

/// Runs of groups of digits, found in one pass.
#[derive(Default)]
pub(super) struct Numbers {
    groups: Vec<Range<usize>>,
    /// Ranges of `groups`.
    runs: Vec<Range<usize>>,
}

impl Numbers {
    pub(super) fn of(text: &Folded) -> Self {
        let mut numbers = Self::default();
        let chars = text.chars();
        let mut at = 0;
        while let Some(start) = chars[at..].iter().position(char::is_ascii_digit).map(|found| at + found) {
            at = end_of(chars, start, |c| c.is_ascii_digit());
            numbers.push(chars, start..at);
        }
        numbers
    }

    fn push(&mut self, chars: &[char], group: Range<usize>) {
        let joins = self.groups.last().is_some_and(|last| {
            let between = &chars[last.end..group.start];
            between.len() <= MOST_SEPARATORS
                && between.iter().all(|c| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '·'))
        });
        self.groups.push(group);
        let end = self.groups.len();
        match self.runs.last_mut() {
            Some(run) if joins => run.end = end,
            _ => self.runs.push(end - 1..end),
        }
    }

    /// Calls with each window, until the digits of a start become too many.
    pub(super) fn each_window<'n>(&'n self, text: &Folded, mut visit: impl FnMut(&Window<'n>)) {
        for run in &self.runs {
            let groups = &self.groups[run.clone()];
            for from in 0..groups.len() {
                let mut digits = Digits::default();
                for to in from..groups.len() {
                    if !digits.push(&text.chars()[groups[to].clone()]) {
                        break;
                    }
                    let chars = groups[from].start..groups[to].end;
                    visit(&Window { chars, digits, groups: &groups[from..=to] });
                }
            }
        }
    }
}

/// The end of the characters that satisfy `is`, from `start`.
pub(super) fn end_of(chars: &[char], start: usize, is: impl Fn(char) -> bool) -> usize {
    chars[start..].iter().position(|c| !is(*c)).map_or(chars.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<String> {
        let text = Folded::new(text);
        let mut all = Vec::new();
        Numbers::of(&text).each_window(&text, |window| all.push(text.slice(&window.chars).to_owned()));
        all
    }

    #[test]
    fn groups_of_one_run_are_candidates_together_and_apart() {
        assert_eq!(windows("a 12 34-5, 6"), ["12", "12 34", "12 34-5", "34", "34-5", "5", "6"]);
    }

    #[test]
    fn full_width_digits_count() {
        assert_eq!(windows("１２３"), ["123"]);
    }

    #[test]
    fn a_long_number_is_no_candidate() {
        assert!(windows(&"7".repeat(23)).is_empty());
    }
}
