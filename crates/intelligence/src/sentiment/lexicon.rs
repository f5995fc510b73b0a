//! A lexicon, compiled into one automaton.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::entry::{Effect, Entry};
use super::fold::{fold, variants};
use super::hit::{Hit, longest};
use super::scope::Spacing;
use crate::language::Language;

/// Emoji and emoticons, which every language shares.
const COMMON: &str = include_str!("lexicon/common.tsv");

/// The words of one language that speak of mood.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// The entry of each pattern of the automaton.
    owners: Vec<usize>,
    automaton: AhoCorasick,
    /// How far words reach in this language.
    pub spacing: Spacing,
}

impl Lexicon {
    /// Compiles the lexicon of a language.
    pub(super) fn of(language: Language) -> Self {
        let mut entries: Vec<Entry> = [source(language), COMMON].into_iter().flat_map(parse).collect();
        mark_negations(&mut entries);
        let patterns = patterns(&entries, language);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns.keys())
            .expect("a few thousand short patterns fit an automaton");
        Self { entries, owners: patterns.into_values().collect(), automaton, spacing: Spacing::of(language) }
    }

    /// What a folded text holds of it: leftmost and longest first, none overlapping, in order of place.
    pub(super) fn hits(&self, folded: &str) -> Vec<Hit<'_>> {
        let found = self.automaton.find_overlapping_iter(folded).filter_map(|found| {
            let entry = self.entries.get(*self.owners.get(found.pattern().as_usize())?)?;
            Hit::at(folded, found.range(), entry)
        });
        longest(found.collect())
    }
}

/// The words of a language's lexicon that are negative or positive by themselves, stems as they are, each with whether it is
/// positive: what a lexicon can teach a model.
pub fn polar_words(language: Language) -> impl Iterator<Item = (String, bool)> {
    parse(source(language)).filter_map(|entry| match entry.effect {
        Effect::Polar(0) => None,
        Effect::Polar(strength) => Some((entry.form, strength > 0)),
        Effect::Thanks
        | Effect::Negates
        | Effect::NegatesBack
        | Effect::Intensifies
        | Effect::Weakens
        | Effect::Contrasts
        | Effect::Formula
        | Effect::Request => None,
    })
}

/// Marks the phrases that begin with a negator.
fn mark_negations(entries: &mut [Entry]) {
    let negates = |entry: &&Entry| entry.effect == Effect::Negates;
    let negators: BTreeSet<String> = entries.iter().filter(negates).map(|entry| entry.form.clone()).collect();
    for entry in entries {
        let first = entry.form.split_once(' ').map(|(first, _)| first);
        entry.holds_negation = first.is_some_and(|first| negators.contains(first));
    }
}

/// The patterns of all entries and who owns each; the first entry that claims a spelling keeps it.
fn patterns(entries: &[Entry], language: Language) -> BTreeMap<String, usize> {
    let mut patterns = BTreeMap::new();
    let german = language == Language::De;
    for (index, entry) in entries.iter().enumerate() {
        patterns.entry(fold(&entry.form)).or_insert(index);
    }
    for (index, entry) in entries.iter().enumerate() {
        let folded = fold(&entry.form);
        let run_together = (language == Language::Ko).then(|| folded.trim_end().replace(' ', ""));
        let run_together = run_together.filter(|form| form.chars().count() > 2);
        for spelling in variants(&folded, german).into_iter().chain(run_together) {
            patterns.entry(spelling).or_insert(index);
        }
    }
    patterns
}

fn parse(source: &'static str) -> impl Iterator<Item = Entry> {
    let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.filter_map(Entry::parse)
}

const fn source(language: Language) -> &'static str {
    match language {
        Language::De => include_str!("lexicon/de.tsv"),
        Language::En => include_str!("lexicon/en.tsv"),
        Language::Es => include_str!("lexicon/es.tsv"),
        Language::Fr => include_str!("lexicon/fr.tsv"),
        Language::It => include_str!("lexicon/it.tsv"),
        Language::Ja => include_str!("lexicon/ja.tsv"),
        Language::Ko => include_str!("lexicon/ko.tsv"),
        Language::Pt => include_str!("lexicon/pt.tsv"),
        Language::Ru => include_str!("lexicon/ru.tsv"),
        Language::ZhHans => include_str!("lexicon/zh-Hans.tsv"),
        Language::ZhHant => include_str!("lexicon/zh-Hant.tsv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_lexicon_is_of_the_format() {
        for source in Language::ALL.map(source).into_iter().chain([COMMON]) {
            for line in source.lines().filter(|line| !line.starts_with("# ")) {
                assert!(Entry::parse(line).is_some(), "{line:?}");
            }
        }
    }

    #[test]
    fn every_language_has_words_of_every_kind() {
        for language in Language::ALL {
            let entries: Vec<Entry> = parse(source(language)).collect();
            let count = |keep: fn(&Entry) -> bool| entries.iter().filter(|entry| keep(entry)).count();
            assert!(count(|entry| matches!(entry.effect, Effect::Polar(value) if value != 0)) >= 250, "{language}");
            assert!(count(|entry| matches!(entry.effect, Effect::Negates | Effect::NegatesBack)) >= 8, "{language}");
            assert!(count(|entry| entry.effect == Effect::Intensifies) >= 15, "{language}");
            assert!(count(|entry| entry.cue.is_some()) >= 40, "{language}");
        }
    }

    #[test]
    fn no_form_is_listed_twice() {
        for language in Language::ALL {
            let mut forms: Vec<&str> = source(language).lines().filter_map(|line| line.split('\t').next()).collect();
            let listed = forms.len();
            forms.sort_unstable();
            forms.dedup();
            assert_eq!(forms.len(), listed, "{language}");
        }
    }
}
