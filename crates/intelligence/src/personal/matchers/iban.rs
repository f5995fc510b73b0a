//! International bank account numbers (ISO 13616): country, its length, mod 97.

use std::ops::Range;

use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};
use crate::scan::sticks;

/// Country and length, from the SWIFT IBAN registry.
const LENGTHS: &str = "ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 dj27 dk18 do28 ee20 \
    eg29 es24 fi18 fk18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hn28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 \
    li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mn20 mr27 mt31 mu30 ni28 nl18 no15 om23 pk24 pl28 ps29 pt25 qa29 ro24 rs22 ru33 \
    sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 xk20 ye30";

/// Its check digits are proof. It may be written in groups with blanks or dashes between them.
pub(in crate::personal) fn find(scene: &Scene<'_>, token: &Range<usize>) -> Option<Match> {
    let start = scene.chars(token);
    let begins = start.len() >= 4 && start[..2].iter().all(char::is_ascii_lowercase);
    if !begins || !start[2..4].iter().all(char::is_ascii_digit) {
        return None;
    }
    let (chars, iban) = collect(scene, token.start, length(&start[..2])?)?;
    checks::mod_97(&iban).then(|| Match::new(PersonalClass::Iban, chars, 0.99))
}

fn length(country: &[char]) -> Option<usize> {
    LENGTHS
        .split(' ')
        .find(|entry| entry.chars().zip(country).all(|(a, b)| a == *b))
        .and_then(|entry| entry[2..].parse().ok())
}

/// As many letters and digits as the country has, with single blanks or dashes between them; nothing may touch the end.
fn collect(scene: &Scene<'_>, start: usize, length: usize) -> Option<(Range<usize>, Vec<char>)> {
    let mut iban = Vec::with_capacity(length);
    let mut at = start;
    while iban.len() < length {
        match scene.text.at(at)? {
            c if c.is_ascii_alphanumeric() => iban.push(c),
            ' ' | '-' if scene.text.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) => {}
            _ => return None,
        }
        at += 1;
    }
    let free = !scene.text.at(at).is_some_and(sticks);
    free.then_some((start..at, iban))
}
