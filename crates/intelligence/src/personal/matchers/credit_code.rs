//! Unified social credit codes of China (GB 32100): department, kind, region, organisation, check character.

use std::ops::Range;

use super::chinese_id::is_province;
use crate::personal::cues::Cue;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// Eighteen characters with two right check characters: that of the organisation within, and that of the whole.
pub(in crate::personal) fn find(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let code = scene.chars(token);
    let [department, kind, ..] = code else { return None };
    let valid = code.len() == 18
        && is_given_out(*department, *kind)
        && is_region(&code[2..8])
        && checks::organisation(&code[8..17])
        && checks::mod_31(code)
        && !scene.is_torn(token);
    // Older codes are digits alone, and then look like many other numbers.
    let lettered = code.iter().any(char::is_ascii_lowercase);
    let sure = lettered || scene.cued(Cue::CreditCode, token, 16, 6);
    valid.then(|| Match::new(PersonalClass::CreditCode, token.clone(), if sure { 0.98 } else { 0.8 }))
}

/// Which department registers which kind of organisation.
fn is_given_out(department: char, kind: char) -> bool {
    match department {
        '1' | '5' => matches!(kind, '1' | '2' | '3' | '9'),
        '9' => matches!(kind, '1' | '2' | '3'),
        '2' | '3' | '4' | '6' | '7' | '8' | 'a' | 'n' | 'y' => matches!(kind, '1' | '2' | '3' | '9'),
        _ => false,
    }
}

/// The region of the registry; 100000 is that of the state.
fn is_region(digits: &[char]) -> bool {
    let province = digits.iter().take(2).try_fold(0, |code, c| Some(code * 10 + c.to_digit(10)?));
    digits.iter().all(char::is_ascii_digit) && province.is_some_and(|province| province == 10 || is_province(province))
}
