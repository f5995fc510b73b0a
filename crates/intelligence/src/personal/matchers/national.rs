//! Identity and tax numbers of other countries whose languages we understand: Brazil, Korea, Spain, Italy, Taiwan.

use std::ops::Range;

use chrono::NaiveDate;

use super::token::has_shape;
use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// CPF as `529.982.247-25`, or the resident registration number of Korea as `900101-1234567`.
pub(in crate::personal) fn find_number(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    let confidence = match window.digits.values().len() {
        11 if is_written(scene, window, &[3, 3, 3, 2], "..-") && checks::cpf(window.digits.values()) => 0.98,
        13 if is_written(scene, window, &[6, 7], "-") && is_korean(window) => 0.9,
        _ => return None,
    };
    let free = scene.stands_alone(&window.chars) && !scene.is_torn(&window.chars);
    free.then(|| Match::new(PersonalClass::NationalId, window.chars.clone(), confidence))
}

fn is_written(scene: &Scene<'_>, window: &Window<'_>, groups: &[usize], joints: &str) -> bool {
    let between = window.groups.windows(2).map(|pair| scene.chars(&(pair[0].end..pair[1].start)));
    window.groups.iter().map(ExactSizeIterator::len).eq(groups.iter().copied())
        && between.zip(joints.chars()).all(|(found, joint)| found == [joint])
}

/// Date of birth, then a digit for century and sex. Numbers since October 2020 have no check digit.
fn is_korean(window: &Window<'_>) -> bool {
    let part = |from, to| window.digits.number(from..to).unwrap_or(0);
    let century = match part(6, 7) {
        1 | 2 | 5 | 6 => 1900,
        3 | 4 | 7 | 8 => 2000,
        _ => return false,
    };
    NaiveDate::from_ymd_opt(century + part(0, 2).cast_signed(), part(2, 4), part(4, 6)).is_some()
}

/// DNI or NIE with its letter, codice fiscale, or an identity number of Taiwan.
pub(in crate::personal) fn find_token(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let chars = scene.chars(token);
    let confidence = match chars.len() {
        9 if is_spanish(chars) => 0.9,
        10 if is_taiwanese(chars) && !scene.is_order(token, Cue::HongKongId) => {
            if scene.cued(Cue::HongKongId, token, 20, 6) { 0.95 } else { 0.6 }
        }
        16 if has_shape(chars, "aaaaaa99a99a999a") => 0.95,
        _ => return None,
    };
    (!scene.is_torn(token)).then(|| Match::new(PersonalClass::NationalId, token.clone(), confidence))
}

/// A letter, 1 or 2 (8 or 9 for residents from abroad), and eight digits of which the last checks the others.
fn is_taiwanese(chars: &[char]) -> bool {
    let digit = |c: &char| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    let digits: Option<Vec<u8>> = chars[1..].iter().map(digit).collect();
    digits.is_some_and(|digits| matches!(digits[0], 1 | 2 | 8 | 9) && checks::taiwan(chars[0], &digits))
}

fn is_spanish(chars: &[char]) -> bool {
    let (first, letter) = (chars[0], chars[8]);
    let lead = match first {
        'x' => 0,
        'y' => 1,
        'z' => 2,
        _ => first.to_digit(10).unwrap_or(9),
    };
    let rest: Option<u32> = chars[1..8].iter().try_fold(lead, |number, c| Some(number * 10 + c.to_digit(10)?));
    let shaped = first.is_ascii_digit() || matches!(first, 'x' | 'y' | 'z');
    shaped && rest.is_some_and(|number| checks::spanish_letter(number, letter))
}
