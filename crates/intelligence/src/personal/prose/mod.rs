//! What is found by cue alone: names, addresses, dates of birth, postal codes. Partial, in ten languages.

mod address;
mod birth;
mod eastern_address;
mod eastern_name;
mod name;
mod postal;
mod words;

use super::cues::{Cue, Hit};
use super::scene::{Match, Scene};
use crate::language::Language;
use words::Word;

/// All prose that cues announce.
pub(super) fn find(scene: &Scene<'_>, language: Option<Language>, matches: &mut Vec<Match>) {
    let words = words::cut(scene.text);
    for hit in scene.cues {
        match hit.cue {
            Cue::Name | Cue::Speaker | Cue::Title => {
                matches.extend(name::find(scene, hit, &words));
                matches.extend(eastern_name::find(scene, hit));
            }
            Cue::Address => matches.extend(address::after(scene, hit, &words)),
            Cue::Birth => matches.extend(birth::find(scene, rest(&words, hit))),
            Cue::Postal => matches.extend(postal::find(scene, rest(&words, hit))),
            Cue::Phone
            | Cue::Card
            | Cue::Ssn
            | Cue::ChineseId
            | Cue::Passport
            | Cue::HongKongMacau
            | Cue::Taiwan
            | Cue::HongKongId
            | Cue::Licence
            | Cue::Order
            | Cue::Version
            | Cue::CreditCode => {}
        }
    }
    eastern_name::find_titled(scene, language, matches);
    address::find(scene, &words, matches);
    eastern_address::find(scene, matches);
}

/// The words behind a cue.
fn rest<'w>(words: &'w [Word], hit: &Hit) -> &'w [Word] {
    &words[words.partition_point(|word| word.chars.start < hit.chars.end)..]
}
