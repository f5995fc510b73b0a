//! Postal codes behind a cue.

use super::words::{Kind, Word};
use crate::personal::PersonalClass;
use crate::personal::scene::{Match, Scene};

/// Three to nine characters with a digit, as one piece or as two with a blank or dash between them.
pub(super) fn find(scene: &Scene<'_>, words: &[Word]) -> Option<Match> {
    let is_code = |word: &&Word| {
        let chars = scene.chars(&word.chars);
        matches!(word.kind, Kind::Word | Kind::Number) && chars.len() <= 9 && chars.iter().any(char::is_ascii_digit)
    };
    let at = words.iter().take(4).position(|word| is_code(&word))?;
    let first = &words[at];
    let dash = matches!(words.get(at + 1).map(|word| word.kind), Some(Kind::Mark('-')));
    let second = words.get(at + 1 + usize::from(dash)).filter(is_code).filter(|word| word.chars.len() <= 4);
    let end = second.map_or(first.chars.end, |word| word.chars.end);
    (end - first.chars.start >= 3).then(|| Match::new(PersonalClass::PostalCode, first.chars.start..end, 0.7))
}
