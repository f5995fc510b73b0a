//! Chinese licence plates: province, letter, five characters; six for new-energy vehicles.

use crate::personal::PersonalClass;
use crate::personal::numbers::end_of;
use crate::personal::scene::{Match, Scene};
use crate::scan::sticks;

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛鄂陝閩貴粵寧瓊";

/// Last characters of plates of police, learners, trailers, and of Hong Kong, Macau and embassies.
const SUFFIXES: &str = "警学學挂掛港澳使领領";

/// All plates of a text.
pub(in crate::personal) fn find(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    for (start, c) in scene.text.chars().iter().enumerate() {
        if ('\u{4E00}'..='\u{9FFF}').contains(c) && PROVINCES.contains(*c) {
            matches.extend(plate(scene, start));
        }
    }
}

fn plate(scene: &Scene<'_>, start: usize) -> Option<Match> {
    let chars = scene.text.chars();
    chars.get(start + 1).filter(|c| c.is_ascii_lowercase() && !matches!(c, 'i'))?;
    let gap = chars
        .get(start + 2..)
        .map_or(0, |rest| rest.iter().take_while(|c| matches!(c, '·' | '•' | '.' | ' ' | '-')).count());
    let serial = start + 2 + gap.min(2);
    let end = end_of(chars, serial.min(chars.len()), |c| c.is_ascii_alphanumeric() && !matches!(c, 'i' | 'o'));
    let suffixed = chars.get(end).is_some_and(|c| SUFFIXES.contains(*c)) && end - serial == 4;
    let end = if suffixed { end + 1 } else { end };
    let free = suffixed || !chars.get(end).copied().is_some_and(sticks);
    let inside = chars.get(serial..end)?;
    let shaped = match inside.len() {
        5 => inside.iter().filter(|c| c.is_ascii_digit()).count() >= 2,
        6 => is_new_energy(inside),
        _ => false,
    };
    (free && shaped).then(|| Match::new(PersonalClass::Plate, start..end, 0.95))
}

/// Small vehicles: a letter, a digit or letter, four digits. Large ones: five digits and a letter (GA 36).
fn is_new_energy(serial: &[char]) -> bool {
    let digits = |part: &[char]| part.iter().all(char::is_ascii_digit);
    serial[0].is_ascii_lowercase() && digits(&serial[2..]) || digits(&serial[..5]) && serial[5].is_ascii_lowercase()
}
