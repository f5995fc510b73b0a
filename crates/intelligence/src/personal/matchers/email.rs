//! E-mail addresses.

use crate::personal::PersonalClass;
use crate::personal::scene::{Match, Scene};
use crate::scan::is_unspaced;

/// All addresses of a text: what stands around each `@`.
pub(in crate::personal) fn find(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    let mut from = 0;
    for (at, c) in scene.text.chars().iter().enumerate() {
        if *c == '@' {
            matches.extend(address(scene, from, at));
            from = at + 1;
        }
    }
}

fn address(scene: &Scene<'_>, from: usize, at: usize) -> Option<Match> {
    let chars = scene.text.chars();
    let start = chars[from..at].iter().rposition(|c| !is_local(*c)).map_or(from, |other| from + other + 1);
    let start = start + chars[start..at].iter().take_while(|c| matches!(c, '.' | '-' | '\'')).count();
    let end = domain(chars, at + 1)?;
    (start < at).then(|| Match::new(PersonalClass::Email, start..end, 0.98))
}

/// Letters of scripts without blanks end an address: there, text stands beside it without a blank.
fn is_local(c: char) -> bool {
    is_label(c) || matches!(c, '.' | '_' | '%' | '+' | '\'' | '&' | '=' | '~' | '#' | '!' | '$' | '*')
}

fn is_label(c: char) -> bool {
    c == '-' || c.is_alphanumeric() && !is_unspaced(c)
}

/// The end of the longest domain from here: labels with dots between them, the last one of at least two letters.
fn domain(chars: &[char], from: usize) -> Option<usize> {
    let mut best = None;
    let mut at = from;
    for label in 0.. {
        let length = chars[at.min(chars.len())..].iter().take_while(|c| is_label(**c)).count();
        let part = &chars[at.min(chars.len())..][..length];
        let trimmed = length - part.iter().rev().take_while(|c| **c == '-').count();
        if trimmed == 0 {
            break;
        }
        if label > 0 && trimmed >= 2 && part[..trimmed].iter().filter(|c| c.is_alphabetic()).count() >= 2 {
            best = Some(at + trimmed);
        }
        if trimmed < length || chars.get(at + length) != Some(&'.') {
            break;
        }
        at += length + 1;
    }
    best
}
