//! A hundred thousand generated articles: how long it takes to put them, and to find one.
//!
//! Words are made of syllables and drawn by Zipf's law, so that some stand in half of the articles and most in few, with
//! English function words between them. A question draws five such words, and function words. One thread, files mapped.

use std::path::Path;
use std::time::{Duration, Instant};

use intelligence::language::Language;
use intelligence::search::{Article, Audience, Index, Query, Reader, Weights};

const ARTICLES: usize = 100_000;
const QUESTIONS: usize = 2_000;
const VOCABULARY: usize = 20_000;
const ENTITIES: u64 = 2_000;
const FUNCTION_WORDS: [&str; 12] = ["the", "of", "and", "to", "is", "in", "your", "you", "for", "a", "can", "we"];

/// Measures and prints.
pub fn run(weights: Weights) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut words = Words::new(super::SEED);
    let started = Instant::now();
    let (mut index, _) = Index::open(folder.path())?;
    for number in 0..ARTICLES {
        index.put(&words.article(number))?;
    }
    index.commit(ARTICLES as u64)?;
    let indexed = started.elapsed();
    index.purge()?;
    println!("\n{ARTICLES} generated articles of about 150 words, seed {}", super::SEED);
    println!("  put and committed in {:.1} s, {:.0} MB on the disk", indexed.as_secs_f64(), megabytes(folder.path())?);
    println!("  {:<52} {:>9} {:>9}", "search, ten hits with snippets", "median ms", "p99 ms");
    let reader = index.reader().weighing(weights);
    time(
        "a customer's question",
        &reader,
        &mut words,
        Asked { audience: Audience::Customer, entity: false, long: false },
    )?;
    time("an agent's question", &reader, &mut words, Asked { audience: Audience::Agent, entity: false, long: false })?;
    time(
        "about an entity: two passes",
        &reader,
        &mut words,
        Asked { audience: Audience::Customer, entity: true, long: false },
    )?;
    time("60 words long", &reader, &mut words, Asked { audience: Audience::Customer, entity: false, long: true })?;
    println!("  {:<52} {:>9}", "goal", "<= 2");
    Ok(())
}

/// What kind of question.
#[derive(Clone, Copy)]
struct Asked {
    audience: Audience,
    entity: bool,
    long: bool,
}

fn time(label: &str, reader: &Reader, words: &mut Words, asked: Asked) -> anyhow::Result<()> {
    let mut taken = Vec::with_capacity(QUESTIONS);
    let mut hits = 0;
    for _ in 0..QUESTIONS {
        let text = words.sentence(if asked.long { 60 } else { 9 });
        let entity = entity(words.below(ENTITIES));
        let entities: &[&str] = if asked.entity { &[&entity] } else { &[] };
        let query =
            Query { audience: asked.audience, language: Some(Language::En), entities, ..Query::new("shelf", &text) };
        let started = Instant::now();
        hits += reader.search(&query)?.len();
        taken.push(started.elapsed());
    }
    anyhow::ensure!(hits > QUESTIONS, "hardly anything was found");
    taken.sort_unstable();
    let at = |share: f64| milliseconds(taken[(share * (taken.len() - 1) as f64) as usize]);
    println!("  {label:<52} {:>9.2} {:>9.2}", at(0.5), at(0.99));
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    1_000.0 * duration.as_secs_f64()
}

fn megabytes(folder: &Path) -> anyhow::Result<f64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes as f64 / 1e6)
}

fn entity(number: u64) -> String {
    format!("{} {}", word(number as usize * 7 % VOCABULARY), word(VOCABULARY + number as usize))
}

/// A word made of syllables, another for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lo", "mi", "ter", "su", "pan", "ro", "vel", "di", "gor", "ne", "fu", "bal", "ti", "cho", "wer"];
    let mut rest = number + 16;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

/// A source of words: SplitMix64 (Steele, Lea and Flood 2014).
struct Words {
    state: u64,
    vocabulary: Vec<String>,
    cumulated: Vec<f64>,
}

impl Words {
    fn new(seed: u64) -> Self {
        let mut sum = 0.0;
        let mut cumulate = |rank: usize| {
            sum += 1.0 / (rank as f64 + 20.0);
            sum
        };
        let cumulated = (0..VOCABULARY).map(&mut cumulate).collect();
        Self { state: seed, vocabulary: (0..VOCABULARY).map(word).collect(), cumulated }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// By Zipf's law, without the first few ranks, which function words take.
    fn content_word(&mut self) -> String {
        let whole = self.cumulated[VOCABULARY - 1];
        let drawn = whole * (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = self.cumulated.partition_point(|cumulated| *cumulated < drawn);
        self.vocabulary[rank.min(VOCABULARY - 1)].clone()
    }

    fn sentence(&mut self, length: u64) -> String {
        let word = |words: &mut Self| match words.below(100) {
            0..45 => FUNCTION_WORDS[words.below(12) as usize].to_owned(),
            _ => words.content_word(),
        };
        let words: Vec<_> = (0..length).map(|_| word(self)).collect();
        words.join(" ")
    }

    fn article(&mut self, number: usize) -> Article {
        let (title, body) = (4 + self.below(6), 80 + self.below(140));
        let about = self.below(ENTITIES);
        Article {
            id: format!("article-{number}"),
            tenant: "shelf".to_owned(),
            language: Language::En,
            audience: if number.is_multiple_of(5) { Audience::Agent } else { Audience::Customer },
            version: 1,
            title: self.sentence(title),
            body: self.sentence(body),
            tags: vec![self.content_word()],
            entities: vec![entity(about)],
            vector: None,
        }
    }
}
