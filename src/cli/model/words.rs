//! Words that a version learns from texts without labels.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;
use intelligence::intent::Example;
use intelligence::personal::{PersonalGuard, redact};
use intelligence::text::Normal;
use intelligence::words::{self, Settings, Step, WordVectors};

use crate::exit::Stop;
use crate::node::Workbench;
use crate::progress::Progress;
use crate::training::{Examples, Split, Turns, beginning, customers_turns};

/// Where words are learned from.
#[derive(Args, Debug)]
pub(super) struct Unlabelled {
    /// Also learn which words mean alike from the texts of this file, of the same JSON lines; their intents do not matter.
    #[arg(long, value_name = "FILE", conflicts_with = "on")]
    unlabelled: Vec<PathBuf>,
    /// Also learn which words mean alike from what all customers said: the latest 500,000 turns of the log.
    #[arg(long, conflicts_with = "on")]
    turns: bool,
}

/// Words, and what they were learned from.
#[derive(Clone, Default)]
pub(super) struct Learned {
    /// Their vectors; none when nothing was asked for.
    pub(super) words: WordVectors,
    /// How many texts without labels they were learned from, besides the examples.
    pub(super) texts: usize,
    /// How many turns were left out, and why.
    pub(super) left_out: Vec<(&'static str, u64)>,
}

impl Unlabelled {
    /// The texts of files.
    pub(super) fn given(&self) -> anyhow::Result<Examples> {
        let mut examples = Examples::default();
        for file in &self.unlabelled {
            examples.read(file)?;
        }
        Ok(examples)
    }

    /// Whether turns of the log are learned from.
    pub(super) const fn is_of_log(&self) -> bool {
        self.turns
    }

    /// By what names the sources stand in the log.
    pub(super) fn sources(&self) -> [(bool, &'static str); 2] {
        [(!self.unlabelled.is_empty(), "unlabelled"), (self.turns, "turns")]
    }

    /// Learns words from these texts, the log's and the examples'; not from those held back, which would then be no strangers.
    pub(super) async fn learn(
        &self,
        workbench: &Workbench,
        given: Examples,
        Split { learned, held_back }: &Split,
        seed: u64,
    ) -> anyhow::Result<Learned> {
        if self.unlabelled.is_empty() && !self.turns {
            return Ok(Learned::default());
        }
        let Turns { voices, left_out } = if self.turns {
            customers_turns(workbench.log.events.as_ref(), workbench.executor.vault(), &workbench.tenant).await?
        } else {
            Turns::default()
        };
        let given = given.all.into_iter().map(|example| vec![example.text]);
        let mut voices: Vec<Vec<String>> = voices.into_iter().chain(given).collect();
        let strangers = Strangers::of(held_back);
        voices.iter_mut().for_each(|voice| voice.retain(|text| !strangers.include(text)));
        let texts = voices.iter().map(Vec::len).sum();
        if texts == 0 {
            anyhow::bail!(Stop::usage("there are no texts without labels to learn words from"));
        }
        voices.extend(learned.iter().map(|example| vec![example.text.clone()]));
        let words = vectors(&voices, seed);
        if words.words() == 0 {
            anyhow::bail!(Stop::usage(format!("no word is said by enough people in {texts} texts to be learned")));
        }
        Ok(Learned { words, texts, left_out })
    }
}

/// What is held back, however it is written and with or without the personal data that is found in it.
struct Strangers(HashSet<String>);

impl Strangers {
    fn of(held_back: &[Example]) -> Self {
        let guard = PersonalGuard::default();
        let without = |text: &str| redact(text, &guard.find(text, None));
        let form = |text: &str| Normal::of(beginning(text)).text;
        let forms = |example: &Example| [form(&example.text), form(&without(&example.text))];
        Self(held_back.iter().flat_map(forms).collect())
    }

    fn include(&self, text: &str) -> bool {
        self.0.contains(&Normal::of(beginning(text)).text)
    }
}

fn vectors(voices: &[Vec<String>], seed: u64) -> WordVectors {
    let mut progress = Progress::start("rounds over the words", None);
    let mut done = 0;
    let words = words::learn(voices, &Settings::default(), seed, &mut |_: Step| {
        done += 1;
        progress.set(done);
    });
    progress.finish();
    words
}
