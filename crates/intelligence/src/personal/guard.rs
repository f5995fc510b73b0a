//! The search for personal data.

use std::collections::BTreeSet;

use super::cues::Cues;
use super::found::{overlap, resolve};
use super::matchers::{
    card, chinese_id, credit_code, email, hong_kong, iban, ip, national, papers, plate, ssn, token, url,
};
use super::numbers::Numbers;
use super::scene::{Match, Scene};
use super::{Found, PersonalClass, Region, phone, prose};
use crate::language::Language;
use crate::scan::{Folded, sticks};

/// What a guard looks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Regions whose telephone numbers are known as they are dialled at home.
    pub regions: Vec<Region>,
    /// Findings below this confidence are left out, from 0 to 1.
    pub threshold: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { regions: Region::ALL.to_vec(), threshold: 0.5 }
    }
}

/// Finds personal data in any text.
#[derive(Debug)]
pub struct PersonalGuard {
    settings: Settings,
    cues: Cues,
}

impl PersonalGuard {
    /// The version of the rules: it changes whenever a text may give another answer.
    pub const VERSION: &str = "personal-2";

    /// A guard. Building it takes a millisecond or so: keep it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings, cues: Cues::new() }
    }

    /// The personal data of a text, in the order of the text and without overlaps. The language narrows nothing: numbers and
    /// cues of all languages count in every text, since customers mix them; it only settles how prose is read.
    #[must_use]
    pub fn find(&self, text: &str, language: Option<Language>) -> Vec<Found> {
        let folded = Folded::new(text);
        let cues = self.cues.hits(&folded);
        let scene = Scene { text: &folded, cues: &cues };
        let mut matches = Vec::new();
        self.find_numbers(&scene, &mut matches);
        find_tokens(&scene, &mut matches);
        email::find(&scene, &mut matches);
        url::find(&scene, &mut matches);
        ip::find_v6(&scene, &mut matches);
        plate::find(&scene, &mut matches);
        prose::find(&scene, language, &mut matches);
        let sure = matches.into_iter().filter(|found| found.confidence >= self.settings.threshold);
        let found = resolve(sure.map(|found| placed(&folded, &found)).collect());
        repeated(text, &found)
    }

    fn find_numbers(&self, scene: &Scene<'_>, matches: &mut Vec<Match>) {
        let numbers = Numbers::of(scene.text);
        numbers.each_window(scene.text, |window| {
            matches.extend(card::find(scene, window));
            matches.extend(chinese_id::find(scene, window));
            matches.extend(ssn::find(scene, window));
            matches.extend(national::find_number(scene, window));
            matches.extend(ip::find_v4(scene, window));
            matches.extend(phone::find(scene, window, &self.settings.regions));
        });
    }
}

impl Default for PersonalGuard {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

fn find_tokens(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    for token in token::tokens(scene.text) {
        matches.extend(credit_code::find(scene, &token));
        matches.extend(iban::find(scene, &token));
        matches.extend(national::find_token(scene, &token));
        matches.extend(hong_kong::find(scene, &token));
        matches.extend(papers::find(scene, &token));
    }
}

fn placed(text: &Folded, found: &Match) -> Found {
    Found { class: found.class, span: text.source(&found.chars), confidence: found.confidence }
}

/// With the other places where a value that was found stands as a whole word: what is masked once is masked everywhere.
fn repeated(text: &str, found: &[Found]) -> Vec<Found> {
    let mut all = found.to_vec();
    let mut seen: BTreeSet<(&str, PersonalClass)> = BTreeSet::new();
    for first in found {
        let value = &text[first.span.clone()];
        if !value.trim().is_empty() && seen.insert((value, first.class)) {
            let spans = text.match_indices(value).map(|(start, _)| start..start + value.len());
            let others: Vec<_> = spans
                .filter(|span| is_word(text, span) && all.iter().all(|other| !overlap(span, &other.span)))
                .collect();
            all.extend(others.into_iter().map(|span| Found { span, ..first.clone() }));
        }
    }
    all.sort_by_key(|found| found.span.start);
    all
}

fn is_word(text: &str, span: &std::ops::Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(sticks) && !after.is_some_and(sticks)
}
