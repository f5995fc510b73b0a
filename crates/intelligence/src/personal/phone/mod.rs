//! Telephone numbers: international ones, those of a region's numbering plan, and others by cue and form.
//!
//! `phonenumber` (libphonenumber's port) compiles regular expressions for each candidate and weighs 50 crates; this matcher
//! takes well under a microsecond. `checked.tsv` holds what `phonenumber` said of 1,000 numbers, and the tests compare.

mod form;
mod international;
mod plans;

use std::ops::Range;

pub use plans::Region;

use super::PersonalClass;
use super::cues::Cue;
use super::matchers::ip;
use super::numbers::Window;
use super::scene::{Match, Scene};
use crate::scan::sticks;

/// How far before a number a cue may stand, and how far behind it.
const REACH: (usize, usize) = (32, 9);

/// A number as it is dialled from anywhere, or at home in one of the regions, or beside a cue.
pub(super) fn find(scene: &Scene<'_>, window: &Window<'_>, regions: &[Region]) -> Option<Match> {
    let count = window.digits.values().len();
    if !matches!(count, 7..=17) || form::is_date(window) {
        return None;
    }
    if let Some(found) = international::find(scene, window) {
        return Some(found);
    }
    let end = extension(scene, window.chars.end);
    let chars = bracketed(scene, &(window.chars.start..end));
    let free = scene.stands_alone(&chars) && !scene.is_torn(&chars);
    if count > 13 || !free || form::is_amount(scene, &window.chars) || is_other(scene, window) {
        return None;
    }
    let cued = scene.cued(Cue::Phone, &window.chars, REACH.0, REACH.1);
    let fit = regions.iter().filter_map(|region| plans::fit(*region, window)).max();
    let confidence = confidence(scene, window, fit, cued)?;
    Some(Match::new(PersonalClass::Phone, chars, confidence))
}

/// Whether it counts an order or a version, or is written like an IP address.
fn is_other(scene: &Scene<'_>, window: &Window<'_>) -> bool {
    let version = scene.cued(Cue::Version, &window.chars, 10, 0);
    version || scene.is_order(&window.chars, Cue::Phone) || ip::find_v4(scene, window).is_some()
}

/// How sure a number is, by how well it fits a plan and what stands beside it; none when nothing speaks for it.
fn confidence(scene: &Scene<'_>, window: &Window<'_>, fit: Option<plans::Fit>, cued: bool) -> Option<f32> {
    let groups = form::groups(scene, window);
    match (fit, groups, cued) {
        (_, form::Groups::Broken, _) => None,
        (Some(plans::Fit::Distinct), _, true) => Some(0.97),
        (Some(plans::Fit::Distinct), _, false) => Some(0.85),
        (Some(plans::Fit::Plain), form::Groups::Several, true) => Some(0.9),
        (Some(plans::Fit::Plain), form::Groups::One, true) => Some(0.8),
        (Some(plans::Fit::Plain), form::Groups::Several, false) => Some(0.7),
        (None, form::Groups::Several | form::Groups::One, true) => Some(0.65),
        (None, form::Groups::Several, false) if form::is_typical(window) => Some(0.55),
        (None | Some(plans::Fit::Plain), _, false) => None,
    }
}

/// The end of an extension, as in `x4587` or `ext. 12`, or the place itself.
fn extension(scene: &Scene<'_>, end: usize) -> usize {
    let chars = scene.text.chars();
    for mark in ["x", " x", "ext", " ext", " ext.", " ext. ", "转", " 转"] {
        let from = end + mark.chars().count();
        if chars.get(end..from).is_some_and(|found| found.iter().copied().eq(mark.chars())) {
            let to = super::numbers::end_of(chars, from, |c| c.is_ascii_digit());
            if (1..=6).contains(&(to - from)) && !scene.text.at(to).is_some_and(sticks) {
                return to;
            }
        }
    }
    end
}

/// With the bracket that opens before an area code, as in `(579) 888-3058`.
fn bracketed(scene: &Scene<'_>, chars: &Range<usize>) -> Range<usize> {
    let open = scene.text.before(chars.start) == Some('(') && scene.chars(chars).contains(&')');
    chars.start - usize::from(open)..chars.end
}

#[cfg(test)]
mod tests;
