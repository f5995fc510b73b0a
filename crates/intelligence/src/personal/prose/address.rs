//! Postal addresses in languages with blanks: a street and a number, or what an address cue announces.

use std::ops::Range;

use super::words::{Kind, Word};
use crate::personal::PersonalClass;
use crate::personal::cues::Hit;
use crate::personal::scene::{Match, Scene};

/// Street words that stand behind a name, after a number: `12 Main Street`.
const BEHIND: &str = " street st avenue ave road rd lane ln drive dr boulevard blvd court ct square sq terrace crescent highway hwy \
    parkway pkwy circle trail place pl close mews row ";

/// Street words that stand before a name, with a number behind: `Via Roma 12`.
const BEFORE: &str = " rue via viale calle avenida av rua travessa piazza plaza corso vicolo place quai chemin allée impasse paseo \
    camino carrera ул улица проспект пр переулок шоссе бульвар ulica ul largo praça praca estrada ";

/// Endings of street names of one word: `Hauptstraße 12`.
const ENDINGS: [&str; 10] = ["straße", "strasse", "str", "weg", "gasse", "platz", "allee", "ring", "ufer", "damm"];

/// Words that go on with an address though they are small.
const PARTS: &str =
    " apt suite unit floor box of de la del du da di po p.o no nr д кв корп of st app étage piso interno ";

/// How many words may lie between a number and the street word.
const REACH: usize = 4;

/// Streets with a number, each with what goes on behind it.
pub(super) fn find(scene: &Scene<'_>, words: &[Word], matches: &mut Vec<Match>) {
    if words.iter().all(|word| word.kind != Kind::Number) {
        return;
    }
    let mut from = 0;
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.kind == Kind::Word) {
        let Some(range) = street(scene, words, at).filter(|range| range.start >= from) else { continue };
        let end = extended(scene, words, range.end);
        matches.push(Match::new(PersonalClass::Address, words[range.start].chars.start..words[end - 1].chars.end, 0.6));
        from = end.max(at + 1);
        debug_assert!(word.chars.start <= words[end - 1].chars.end);
    }
}

/// The words of a street and its number around a street word.
fn street(scene: &Scene<'_>, words: &[Word], at: usize) -> Option<Range<usize>> {
    let text = scene.text.slice(&words[at].chars);
    let is_number = |word: &Word| word.kind == Kind::Number && word.chars.len() <= 6;
    if is_listed(BEHIND, text) {
        let start = (at.saturating_sub(REACH)..at).find(|start| is_number(&words[*start]))?;
        let named = start + 1 < at
            && words[start + 1..at].iter().all(|word| word.kind == Kind::Word && word.upper || is_number(word));
        return named.then_some(start..at + 1);
    }
    let reach = if is_listed(BEFORE, text) {
        REACH + 2
    } else if words[at].upper && ENDINGS.iter().any(|ending| text.len() > ending.len() + 2 && text.ends_with(ending)) {
        2
    } else {
        return None;
    };
    let number = (at + 1..words.len().min(at + 1 + reach)).find(|number| is_number(&words[*number]))?;
    let between = words[at + 1..number].iter().all(|word| match word.kind {
        Kind::Word => word.upper || is_listed(PARTS, scene.text.slice(&word.chars)),
        Kind::Mark(mark) => matches!(mark, '.' | ','),
        Kind::Number | Kind::Unspaced => false,
    });
    between.then_some(at..number + 1)
}

/// The end of what goes on with an address: capital words, numbers, commas, and a line's end between them.
fn extended(scene: &Scene<'_>, words: &[Word], mut end: usize) -> usize {
    for (at, word) in words.iter().enumerate().skip(end).take(20) {
        match word.kind {
            Kind::Mark(',' | '.' | '#' | '-' | '/' | '\n') => {}
            Kind::Number if word.chars.len() <= 6 => end = at + 1,
            Kind::Word if word.upper => end = at + 1,
            Kind::Word if is_listed(PARTS, scene.text.slice(&word.chars)) => {}
            Kind::Word | Kind::Mark(_) | Kind::Number | Kind::Unspaced => break,
        }
        let sentence = word.kind == Kind::Mark('.') && at > 0 && words[at - 1].chars.len() > 4;
        if sentence || word.kind == Kind::Mark('\n') && words[at - 1].kind == Kind::Mark('\n') {
            break;
        }
    }
    end
}

/// What stands behind an address cue, from its first number or capital word on, when it has both.
pub(super) fn after(scene: &Scene<'_>, hit: &Hit, words: &[Word]) -> Option<Match> {
    let from = words.partition_point(|word| word.chars.start < hit.chars.end);
    let electronic = from >= 2
        && is_listed(" email mail ip web mac e-mail wallet url correo ", scene.text.slice(&words[from - 2].chars));
    let lead = words[from..].iter().take(5).position(|word| word.upper || word.kind == Kind::Number)?;
    let start = from + lead;
    let end = extended(scene, words, start);
    let taken = words.get(start..end).filter(|taken| !taken.is_empty() && !electronic)?;
    let numbered = taken.iter().any(|word| word.kind == Kind::Number);
    let named = taken.iter().any(|word| word.kind == Kind::Word && word.upper);
    let chars = taken[0].chars.start..taken[taken.len() - 1].chars.end;
    (numbered && named).then(|| Match::new(PersonalClass::Address, chars, 0.6))
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}
