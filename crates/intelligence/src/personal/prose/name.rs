//! Names in Latin and Cyrillic letters behind a cue.

use super::words::{Kind, Word};
use crate::personal::PersonalClass;
use crate::personal::cues::{Cue, Hit};
use crate::personal::scene::{Match, Scene};

/// The longest name, in words.
const MOST_WORDS: usize = 4;

/// Small words within names.
const PARTICLES: &str = " de da do dos das del della di du la le van von der den ter ten zu bin ibn al el y e ";

/// Words that begin with a capital letter behind a cue and are no names.
const NOT_NAMES: &str = " i i'm i’m a an the my your his her our their it its is not no yes on in at of to for from and or but so there this \
    that here what how why when where who can could would will please thanks thank we you he she they all team everyone support \
    sir madam bot guys folks again today tomorrow monday tuesday wednesday thursday friday saturday sunday hi hello hey dear mr mrs \
    ms miss dr prof customer service incorrect wrong missing misspelled spelled changed different also now still just very \
    kunde kundin nicht und der die das ein eine ich client cliente pas un une le la los las el non io ok okay really sorry \
    interested looking trying having calling writing contacting unable not sure happy";

/// The name behind a cue. How the cue announces it decides how well the name must look like one.
pub(super) fn find(scene: &Scene<'_>, hit: &Hit, words: &[Word]) -> Option<Match> {
    let from = words.partition_point(|word| word.chars.start < hit.chars.end);
    let rest = &words[from + lead(&words[from..], hit.cue)..];
    let count = names(scene, rest);
    let confidence = match (hit.cue, count) {
        (Cue::Name, 0) => return lowercase(scene, rest),
        (Cue::Name, _) => 0.7,
        (Cue::Title, 1..) => 0.6,
        (Cue::Speaker, 2..) => 0.6,
        (Cue::Speaker, 1) if ends(scene, rest.get(1)) => 0.5,
        _ => return None,
    };
    Some(Match::new(PersonalClass::Name, rest[0].chars.start..rest[count - 1].chars.end, confidence))
}

/// How many marks and titles stand between a cue and the name.
fn lead(words: &[Word], cue: Cue) -> usize {
    let mut lead = 0;
    for word in words.iter().take(4) {
        match word.kind {
            Kind::Mark(':' | '"' | '“' | '«' | '.' | '\'' | '-') => lead += 1,
            Kind::Mark(',' | '\n') if cue == Cue::Title => lead += 1,
            Kind::Mark(_) | Kind::Word | Kind::Number | Kind::Unspaced => break,
        }
    }
    lead
}

/// How many words from the first on are a name: capital ones, small particles between them, initials with their dot.
fn names(scene: &Scene<'_>, words: &[Word]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some(word) = words.get(at).filter(|_| at < 2 * MOST_WORDS) {
        match word.kind {
            Kind::Word if is_name(scene, word) && touches(words, at) => count = at + 1,
            Kind::Word if at > 0 && is_listed(PARTICLES, scene.text.slice(&word.chars)) => {}
            Kind::Mark('.') if at > 0 && words[at - 1].chars.len() <= 2 && words[at - 1].kind == Kind::Word => {}
            Kind::Word | Kind::Mark(_) | Kind::Number | Kind::Unspaced => break,
        }
        at += 1;
    }
    count
}

fn is_name(scene: &Scene<'_>, word: &Word) -> bool {
    word.upper && !is_listed(NOT_NAMES, scene.text.slice(&word.chars))
}

/// Whether only a blank or a dot lies between a word and the one before it.
fn touches(words: &[Word], at: usize) -> bool {
    at == 0 || words[at].chars.start - words[at - 1].chars.end <= 1
}

/// A single word in small letters behind a sure cue, when nothing says that it is no name.
fn lowercase(scene: &Scene<'_>, words: &[Word]) -> Option<Match> {
    let word = words.first().filter(|word| word.kind == Kind::Word && !word.upper && word.chars.len() >= 2)?;
    let text = scene.text.slice(&word.chars);
    let last = words.get(1).filter(|next| next.kind == Kind::Word && ends(scene, words.get(2)));
    let last = last.filter(|next| !is_listed(NOT_NAMES, scene.text.slice(&next.chars))).unwrap_or(word);
    let possible = !is_listed(NOT_NAMES, text) && ends(scene, words.get(if last.chars == word.chars { 1 } else { 2 }));
    possible.then(|| Match::new(PersonalClass::Name, word.chars.start..last.chars.end, 0.5))
}

/// Whether a sentence or clause ends before this word.
fn ends(scene: &Scene<'_>, next: Option<&Word>) -> bool {
    next.is_none_or(|word| match word.kind {
        Kind::Mark(_) | Kind::Unspaced => true,
        Kind::Word => {
            is_listed(" and from here speaking with calling y et und e и de aus ", scene.text.slice(&word.chars))
        }
        Kind::Number => false,
    })
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}
