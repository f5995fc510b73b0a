//! IP addresses, version 4 and 6.

use std::net::Ipv6Addr;
use std::ops::Range;

use crate::personal::PersonalClass;
use crate::personal::cues::Cue;
use crate::personal::numbers::{Window, end_of};
use crate::personal::scene::{Match, Scene};
use crate::scan::sticks;

/// Four numbers up to 255 with dots between them; not beside a word like "version".
pub(in crate::personal) fn find_v4(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    let [_, _, _, _] = window.groups else { return None };
    let dots = window.groups.windows(2).all(|pair| scene.chars(&(pair[0].end..pair[1].start)) == ['.']);
    let bytes = window.groups.iter().all(|group| is_byte(scene.chars(group)));
    let free = scene.stands_alone(&window.chars) && !is_longer(scene, &window.chars);
    let confidence = if scene.cued(Cue::Version, &window.chars, 10, 0) { 0.4 } else { 0.95 };
    (dots && bytes && free).then(|| Match::new(PersonalClass::Ip, window.chars.clone(), confidence))
}

fn is_byte(digits: &[char]) -> bool {
    let number = digits.iter().take(4).fold(0, |number, c| number * 10 + c.to_digit(10).unwrap_or(0));
    matches!(digits, [_] | ['1'..='9', ..]) && number <= 255
}

/// Whether a fifth number is tied to it by a dot; a port behind a colon is not.
fn is_longer(scene: &Scene<'_>, chars: &Range<usize>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = scene.text.before(chars.start) == Some('.')
        && digit(chars.start.checked_sub(2).and_then(|at| scene.text.at(at)));
    before || scene.text.at(chars.end) == Some('.') && digit(scene.text.at(chars.end + 1))
}

/// Whatever between other characters parses as version 6 and names a host: at least two groups and a digit.
pub(in crate::personal) fn find_v6(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    let chars = scene.text.chars();
    let mut at = 0;
    while let Some(colon) = chars[at..].iter().position(|c| *c == ':').map(|found| at + found) {
        let start = chars[at..colon].iter().rposition(|c| !c.is_ascii_hexdigit()).map_or(at, |other| at + other + 1);
        at = end_of(chars, colon, |c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
        matches.extend(v6(scene, start..at));
    }
}

fn v6(scene: &Scene<'_>, mut chars: Range<usize>) -> Option<Match> {
    while matches!(scene.text.before(chars.end), Some('.')) {
        chars.end -= 1;
    }
    let single = scene.chars(&chars).ends_with(&[':']) && !scene.chars(&chars).ends_with(&[':', ':']);
    let chars = if single { chars.start..chars.end - 1 } else { chars };
    let text = scene.text.slice(&chars);
    let groups = text.split(':').filter(|group| !group.is_empty()).count();
    let free = !scene.text.before(chars.start).is_some_and(sticks) && !scene.text.at(chars.end).is_some_and(sticks);
    let names = groups >= 2 && text.bytes().any(|byte| byte.is_ascii_digit()) && text.parse::<Ipv6Addr>().is_ok();
    (free && names).then(|| Match::new(PersonalClass::Ip, chars, 0.97))
}
