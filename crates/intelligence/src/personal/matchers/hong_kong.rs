//! Identity cards of Hong Kong: `A123456(3)`.

use std::ops::Range;

use crate::personal::cues::Cue;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};
use crate::scan::sticks;

/// With its check character in brackets it is proven; without brackets it needs a cue.
pub(in crate::personal) fn find(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let chars = scene.chars(token);
    let letters = chars.iter().take_while(|c| c.is_ascii_lowercase()).count();
    let digits = chars.get(letters..letters + 6)?;
    let digits: Vec<u8> =
        digits.iter().filter_map(|c| c.to_digit(10)).filter_map(|digit| u8::try_from(digit).ok()).collect();
    let (end, check, bracketed) = match &chars[letters + 6..] {
        [] => bracket(scene, token.end)?,
        [check] => (token.end, *check, false),
        _ => return None,
    };
    let check = if check == 'a' { 10 } else { u8::try_from(check.to_digit(10)?).ok()? };
    let found = token.start..end;
    let confidence = if bracketed { 0.97 } else { 0.85 };
    let said = bracketed || scene.cued(Cue::HongKongId, &found, 20, 6);
    (said && checks::hong_kong(&chars[..letters], &digits, check))
        .then(|| Match::new(PersonalClass::HongKongId, found, confidence))
}

fn bracket(scene: &Scene<'_>, end: usize) -> Option<(usize, char, bool)> {
    let inside = scene.text.chars().get(end..end + 3)?;
    let free = !scene.text.at(end + 3).is_some_and(sticks);
    matches!(inside, ['(', _, ')']).then_some((end + 3, inside[1], true)).filter(|_| free)
}
