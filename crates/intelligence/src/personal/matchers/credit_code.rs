//! Unified social credit codes of China (GB 32100): department, kind, region, organisation, check character.

use std::ops::Range;

use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// Eighteen characters whose check character is right.
pub(in crate::personal) fn find(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let code = scene.chars(token);
    let department = code.first().is_some_and(|c| "123456789any".contains(*c));
    let region = code.get(2..8).is_some_and(|region| region.iter().all(char::is_ascii_digit));
    let valid = department && region && checks::mod_31(code) && !scene.is_torn(token);
    valid.then(|| Match::new(PersonalClass::CreditCode, token.clone(), 0.98))
}
