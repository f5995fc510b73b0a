//! Chinese resident identity numbers (GB 11643): region, date of birth, check character; and the old form without one.

use chrono::NaiveDate;

use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// First two digits of the codes of provinces (GB/T 2260), of 81–83 for residents of Hong Kong, Macau and Taiwan, and 91.
pub(super) const fn is_province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

/// Its check character is proof; the old form has none and therefore needs a cue.
pub(in crate::personal) fn find(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    if !window.digits.number(0..2).is_some_and(is_province) {
        return None;
    }
    let (chars, confidence) = match window.digits.values().len() {
        18 => (window.chars.clone(), new_form(window)?),
        17 if scene.text.at(window.chars.end) == Some('x') => {
            (window.chars.start..window.chars.end + 1, new_form(window)?)
        }
        15 => (window.chars.clone(), old_form(scene, window)?),
        _ => return None,
    };
    let free = scene.stands_alone(&chars) && !scene.is_torn(&chars);
    free.then(|| Match::new(PersonalClass::ChineseId, chars, confidence))
}

fn new_form(window: &Window<'_>) -> Option<f32> {
    let mut values = [10; 18];
    let digits = window.digits.values();
    values[..digits.len()].copy_from_slice(digits);
    let born = date(window.digits.number(6..10)?, window, 10);
    (born && checks::mod_11_2(&values)).then_some(0.99)
}

fn old_form(scene: &Scene<'_>, window: &Window<'_>) -> Option<f32> {
    let cued = scene.cued(Cue::ChineseId, &window.chars, 16, 6);
    date(1900 + window.digits.number(6..8)?, window, 8).then_some(if cued { 0.9 } else { 0.4 })
}

fn date(year: u32, window: &Window<'_>, month_at: usize) -> bool {
    let part = |from: usize| window.digits.number(from..from + 2).unwrap_or(0);
    let real = NaiveDate::from_ymd_opt(year.cast_signed(), part(month_at), part(month_at + 2)).is_some();
    real && (1880..=2100).contains(&year)
}
