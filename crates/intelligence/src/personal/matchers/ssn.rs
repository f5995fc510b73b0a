//! Social security numbers of the United States: area, group and serial that are given out.

use crate::personal::PersonalClass;
use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};

/// `123-45-6789`; with blanks, or in one, only beside a cue.
pub(in crate::personal) fn find(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    if window.digits.values().len() != 9 || !is_given_out(window) {
        return None;
    }
    let cued = scene.cued(Cue::Ssn, &window.chars, 30, 10);
    let confidence = match (joint(scene, window), cued) {
        (Some('-' | ' ') | None, true) => 0.97,
        (Some('-'), false) => 0.8,
        _ => return None,
    };
    let free = scene.stands_alone(&window.chars) && !scene.is_torn(&window.chars);
    free.then(|| Match::new(PersonalClass::Ssn, window.chars.clone(), confidence))
}

/// The areas 000, 666 and 900–999, the group 00 and the serial 0000 are never given out (Social Security Administration).
fn is_given_out(window: &Window<'_>) -> bool {
    let part = |from, to| window.digits.number(from..to).unwrap_or(0);
    matches!(part(0, 3), 1..=665 | 667..=899) && part(3, 5) > 0 && part(5, 9) > 0
}

/// What stands between its three groups; `x` when they are cut otherwise.
fn joint(scene: &Scene<'_>, window: &Window<'_>) -> Option<char> {
    match window.groups {
        [_] => None,
        [area, group, serial] if (area.len(), group.len(), serial.len()) == (3, 2, 4) => {
            let first = scene.chars(&(area.end..group.start));
            let second = scene.chars(&(group.end..serial.start));
            Some(if first == second && first.len() == 1 { first[0] } else { 'x' })
        }
        _ => Some('x'),
    }
}
