//! Passports, travel permits and driving licences: by cue and shape, since they have no check digit we could prove.

use std::ops::Range;

use super::token::has_shape;
use crate::personal::PersonalClass;
use crate::personal::cues::Cue;
use crate::personal::scene::{Match, Scene};

/// How far behind a cue a paper's number may stand, and how far before one.
const REACH: (usize, usize) = (24, 8);

/// The paper that the nearest cue names and whose shape fits.
pub(in crate::personal) fn find(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let chars = scene.chars(token);
    let cued = |cue| scene.cued(cue, token, REACH.0, REACH.1);
    let (class, confidence) = if cued(Cue::Taiwan) && is_taiwan_permit(chars) {
        (PersonalClass::TaiwanPermit, 0.85)
    } else if cued(Cue::HongKongMacau) && is_hong_kong_macau_permit(chars) {
        (PersonalClass::HongKongMacauPermit, 0.85)
    } else if cued(Cue::Passport) && is_passport(chars) {
        (PersonalClass::Passport, if is_chinese_passport(chars) { 0.89 } else { 0.75 })
    } else if scene.cued(Cue::Licence, token, 20, 0) && is_licence(chars) {
        (PersonalClass::DrivingLicence, 0.7)
    } else {
        return None;
    };
    Some(Match::new(class, whole(scene, token), confidence))
}

/// Eight digits, or ten with the issue count.
fn is_taiwan_permit(chars: &[char]) -> bool {
    matches!(chars.len(), 8 | 10) && chars.iter().all(char::is_ascii_digit)
}

/// H or M and eight digits (ten with the issue count); C, W, T or L of mainlanders, the newer ones with a second letter.
fn is_hong_kong_macau_permit(chars: &[char]) -> bool {
    let first = |letters: &str| chars.first().is_some_and(|c| letters.contains(*c));
    first("hm") && (has_shape(chars, "a99999999") || has_shape(chars, "a9999999999"))
        || first("cwtl") && (has_shape(chars, "a99999999") || has_shape(chars, "aa9999999"))
}

/// E, G, D, S or P and eight digits, or E, a letter and seven digits.
fn is_chinese_passport(chars: &[char]) -> bool {
    chars.first().is_some_and(|c| "egdsp".contains(*c))
        && (has_shape(chars, "a99999999") || has_shape(chars, "ea9999999"))
}

/// Six to ten letters and digits of which five are digits: what passports of most countries have (ICAO 9303 allows nine).
fn is_passport(chars: &[char]) -> bool {
    matches!(chars.len(), 6..=10) && digits(chars) >= 5
}

fn is_licence(chars: &[char]) -> bool {
    matches!(chars.len(), 5..=20) && digits(chars) >= 4 || chars.len() == 4 && digits(chars) == 4
}

fn digits(chars: &[char]) -> usize {
    chars.iter().filter(|c| c.is_ascii_digit()).count()
}

/// The token with what dashes tie to it, as in `2270-66-1551`.
fn whole(scene: &Scene<'_>, token: &Range<usize>) -> Range<usize> {
    let chars = scene.text.chars();
    let mut end = token.end;
    while chars.get(end) == Some(&'-') && chars.get(end + 1).is_some_and(char::is_ascii_alphanumeric) {
        end = crate::personal::numbers::end_of(chars, end + 1, |c| c.is_ascii_alphanumeric());
    }
    token.start..end
}
