//! Words that a version learns from texts without labels.

use std::path::PathBuf;

use clap::Args;
use intelligence::intent::Example;
use intelligence::words::{self, Settings, Step, WordVectors};

use crate::exit::Stop;
use crate::node::Workbench;
use crate::progress::Progress;
use crate::training::{Examples, Split, Turns, customers_turns};

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
    /// How many texts they were learned from.
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
        let Turns { texts, left_out } = if self.turns {
            customers_turns(workbench.log.events.as_ref(), workbench.executor.vault(), &workbench.tenant).await?
        } else {
            Turns::default()
        };
        let given = given.all.into_iter().map(|example| example.text);
        let mut texts: Vec<String> = texts.into_iter().chain(given).chain(learned.iter().map(text)).collect();
        texts.sort_unstable();
        texts.dedup();
        let strangers: std::collections::HashSet<&str> =
            held_back.iter().map(|example| example.text.as_str()).collect();
        texts.retain(|text| !strangers.contains(text.as_str()));
        let words = vectors(&texts, seed);
        if words.words() == 0 {
            anyhow::bail!(Stop::usage(format!("no word stands in enough of the {} texts to be learned", texts.len())));
        }
        Ok(Learned { words, texts: texts.len(), left_out })
    }
}

fn text(example: &Example) -> String {
    example.text.clone()
}

fn vectors(texts: &[String], seed: u64) -> WordVectors {
    let mut progress = Progress::start("rounds over the words", None);
    let mut done = 0;
    let words = words::learn(texts, &Settings::default(), seed, &mut |_: Step| {
        done += 1;
        progress.set(done);
    });
    progress.finish();
    words
}
