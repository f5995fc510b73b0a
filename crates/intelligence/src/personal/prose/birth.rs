//! Dates of birth behind a cue.

use super::words::{Kind, Word};
use crate::personal::PersonalClass;
use crate::personal::scene::{Match, Scene};

/// Beginnings of the months' names in the languages with blanks.
const MONTHS: [&str; 44] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "dic",
    "janv", "fév", "avr", "mai", "juin", "juil", "août", "déc", "mär", "okt", "dez", "gen", "mag", "giu", "lug", "set",
    "ott", "fev", "out", "янв", "фев", "апр", "июн", "июл", "авг", "сен", "окт", "ноя",
];

/// Words that stand within a date.
const WITHIN: &str = " of the de del den le il em в г on am in nato du i a al мая мае марта дек ма ";

/// A day, month and year soon behind the cue.
pub(super) fn find(scene: &Scene<'_>, words: &[Word]) -> Option<Match> {
    let lead = words.iter().take(5).position(|word| word.kind == Kind::Number || is_month(scene, word))?;
    let date: Vec<&Word> = words[lead..].iter().take(9).take_while(|word| is_within(scene, word)).collect();
    let numbers: Vec<&Word> = date.iter().copied().filter(|word| word.kind == Kind::Number).take(3).collect();
    let named = date.iter().any(|word| is_month(scene, word));
    let year = numbers.iter().any(|word| is_year(scene.text.slice(&word.chars)));
    let last = numbers.get(if named { 1 } else { 2 })?;
    let day = scene.text.at(last.chars.end).is_some_and(|c| matches!(c, '日' | '号' | '일'));
    year.then(|| Match::new(PersonalClass::BirthDate, date[0].chars.start..last.chars.end + usize::from(day), 0.7))
}

fn is_month(scene: &Scene<'_>, word: &Word) -> bool {
    let text = scene.text.slice(&word.chars);
    word.kind == Kind::Word && MONTHS.iter().any(|month| text.starts_with(month))
}

fn is_within(scene: &Scene<'_>, word: &Word) -> bool {
    let text = scene.text.slice(&word.chars);
    match word.kind {
        Kind::Number => word.chars.len() <= 4,
        Kind::Mark(mark) => matches!(mark, '-' | '.' | '/' | ','),
        Kind::Unspaced => matches!(text, "年" | "月" | "日" | "년" | "월" | "일"),
        Kind::Word => is_month(scene, word) || WITHIN.contains(&format!(" {text} ")),
    }
}

fn is_year(text: &str) -> bool {
    matches!(text.parse::<u32>(), Ok(1900..=2099))
}
