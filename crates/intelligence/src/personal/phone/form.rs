//! How a number is written: what only looks like a telephone number, and what typically is one.

use std::ops::Range;

use crate::personal::numbers::Window;
use crate::personal::scene::Scene;

/// How the digits are cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Groups {
    /// All together.
    One,
    /// In groups as telephone numbers have them.
    Several,
    /// As telephone numbers never are.
    Broken,
}

/// Groups of two to nine digits, the first perhaps of one; two separators only around brackets;
/// not cut like a social security number.
pub(super) fn groups(scene: &Scene<'_>, window: &Window<'_>) -> Groups {
    let Some((first, rest)) = window.groups.split_first() else { return Groups::Broken };
    if rest.is_empty() {
        return Groups::One;
    }
    let joints = window.groups.windows(2).all(|pair| match scene.chars(&(pair[0].end..pair[1].start)) {
        [' ' | '-' | '.' | '/' | '·' | ')' | '('] | [')', ' ' | '-'] | [' ', '('] => true,
        [' ', '-' | '/', ' '] => pair[0] == *first,
        _ => false,
    });
    let slashes = scene.chars(&(first.end..window.chars.end)).iter().filter(|c| **c == '/').count();
    let sized = first.len() <= 5 && rest.iter().all(|group| (2..=9).contains(&group.len()));
    let social = window.groups.iter().map(ExactSizeIterator::len).eq([3, 2, 4]);
    if joints && sized && !social && slashes <= 1 && window.groups.len() <= 6 {
        Groups::Several
    } else {
        Groups::Broken
    }
}

/// Whether it is a date: year, month and day in either order, with or without an hour behind.
pub(super) fn is_date(window: &Window<'_>) -> bool {
    let lengths: Vec<usize> = window.groups.iter().map(ExactSizeIterator::len).collect();
    let number = |from: usize, length: usize| window.digits.number(from..from + length).unwrap_or(0);
    match lengths[..] {
        [4, month @ 1..=2, day @ 1..=2, ..] => {
            is_year(number(0, 4)) && is_month(number(4, month)) && is_day(number(4 + month, day))
        }
        [first @ 1..=2, second @ 1..=2, 4, ..] => {
            is_year(number(first + second, 4)) && is_day(number(0, first)) && is_day(number(first, second))
        }
        [8] | [8, ..] => is_year(number(0, 4)) && is_month(number(4, 2)) && is_day(number(6, 2)),
        _ => false,
    }
}

const fn is_year(number: u32) -> bool {
    matches!(number, 1900..=2099)
}

const fn is_month(number: u32) -> bool {
    matches!(number, 1..=12)
}

const fn is_day(number: u32) -> bool {
    matches!(number, 1..=31)
}

/// Whether a sign or word of money or percent touches it.
pub(super) fn is_amount(scene: &Scene<'_>, chars: &Range<usize>) -> bool {
    let is_money = |c: char| "$€£¥₩₽元块圆円원%₹".contains(c);
    let skip = |blank: Option<char>| usize::from(blank == Some(' '));
    let before = chars.start - skip(scene.text.before(chars.start));
    let after = chars.end + skip(scene.text.at(chars.end));
    scene.text.before(before).is_some_and(is_money) || scene.text.at(after).is_some_and(is_money)
}

/// Whether, with no plan and no cue, groups alone speak for a telephone number: eight to twelve digits in at least three
/// groups of two to four, and not thousands.
pub(super) fn is_typical(window: &Window<'_>) -> bool {
    let lengths: Vec<usize> = window.groups.iter().map(ExactSizeIterator::len).collect();
    let thousands =
        lengths.len() > 3 && lengths[1..].iter().all(|length| *length == 3) && window.digits.values()[0] != 0;
    (8..=12).contains(&window.digits.values().len())
        && lengths.len() >= 3
        && lengths.iter().all(|length| (2..=4).contains(length))
        && !thousands
}
