//! Words that the articles themselves use for what was asked.
//!
//! A customer says "internet", the article about this hotel says "Wi-Fi"; but articles about other hotels say both. So the
//! words asked for are first looked up without regard to the entity, and what the best articles have in common beyond them
//! is asked for too, at a lower weight: relevance feedback without judgements (Lavrenko and Croft, SIGIR 2001; RM3).

use std::collections::{BTreeMap, BTreeSet};

use tantivy::Term;

use super::analysis::{self, Purpose};
use super::schema::Fields;
use super::statistics::Statistics;
use crate::language::Language;

/// How many articles are asked for their words.
pub(super) const ARTICLES: usize = 12;

/// How many words are added at most.
const WORDS: usize = 8;

/// How much of a body is read, in bytes: articles say at the beginning what they are about.
const READ: usize = 320;

/// The words that the best articles share, and how much each says; the weights of all add up to `weight`.
pub(super) struct Feedback {
    said: BTreeMap<String, (f32, usize)>,
    language: Language,
}

impl Feedback {
    /// Nothing heard yet.
    pub(super) const fn new(language: Language) -> Self {
        Self { said: BTreeMap::new(), language }
    }

    /// Hears an article that matched with a score.
    pub(super) fn hear(&mut self, score: f32, title: &str, body: &str) {
        let body = &body[..body.floor_char_boundary(READ)];
        let tokens = [title, body].map(|text| analysis::tokens(self.language, text, Purpose::Query));
        let words: BTreeSet<_> = tokens.into_iter().flatten().map(|token| token.text).collect();
        for word in words {
            let (sum, articles) = self.said.entry(word).or_default();
            *sum += score;
            *articles += 1;
        }
    }

    /// Adds to the wanted words those heard in at least two articles that say most.
    pub(super) fn expand(
        self,
        wanted: &mut BTreeMap<String, f32>,
        weight: f32,
        place: &str,
        fields: &Fields,
        statistics: &Statistics<'_>,
    ) -> tantivy::Result<()> {
        let asked: f32 = wanted.values().sum();
        let mut common = Vec::new();
        for (word, (sum, articles)) in self.said {
            if articles < 2 || wanted.contains_key(&word) || analysis::is_stop_word(self.language, &word) {
                continue;
            }
            let term = Term::from_field_text(fields.text, &format!("{place}{word}"));
            let rarity = statistics.rarity(&term)?;
            common.push((sum * rarity.unwrap_or_default(), word));
        }
        common.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        common.truncate(WORDS);
        let all: f32 = common.iter().map(|(says, _)| says).sum();
        wanted.extend(common.into_iter().map(|(says, word)| (word, weight * asked * says / all)));
        Ok(())
    }
}
