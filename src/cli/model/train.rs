//! Trains a version from labelled texts.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use commands::model::RecordTraining;
use domain::Code;
use domain::StreamId;
use domain::model::event::Lineage;
use domain::model::{Digest, Model};
use intelligence::intent::{self, Example, IntentModel, Settings, Step, starter};
use intelligence::words::WordVectors;

use super::super::Call;
use super::report::{Report, measured};
use super::words::Unlabelled;
use super::{ID, execute, promote, version_of};
use crate::exit::Stop;
use crate::node::Workbench;
use crate::output::say;
use crate::progress::Progress;
use crate::training::{Examples, Split, labelled_turns};

/// What is trained, and how its settings stand in the log: examples alone, and with words besides.
const METHOD: &str = "linear/1";
const METHOD_WITH_WORDS: &str = "linear-words/1";

/// Train a version from labelled texts, and record what it came from and how it did.
#[derive(Args, Debug)]
pub(super) struct Train {
    /// Files of JSON lines such as `{"text": "where is my parcel", "intent": "delivery.status"}`; without an intent, a text
    /// that wants nothing that is known.
    files: Vec<PathBuf>,
    /// Also the turns of the log whose intents those who serve have corrected.
    #[arg(long)]
    log: bool,
    /// Also what the model that ships with the program was trained on.
    #[arg(long)]
    starter: bool,
    /// How many of a hundred examples are held back to measure with.
    #[arg(long, default_value_t = 10, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(0..=90))]
    hold_back: u8,
    /// From what everything random is drawn.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Go on from this version: what it knows is kept while the examples are added.
    #[arg(long, value_name = "VERSION")]
    on: Option<u32>,
    #[command(flatten)]
    unlabelled: Unlabelled,
    /// Let it answer at once.
    #[arg(long)]
    promote: bool,
}

pub(super) async fn run(call: &Call, train: Train) -> anyhow::Result<()> {
    // Before anything is opened: a file that is none leaves no data directory behind.
    let (given, unlabelled) = (train.given()?, train.unlabelled.given()?);
    let workbench = Workbench::open(&call.settings).await?;
    let examples = train.examples(given, &workbench).await?;
    let left_out = examples.left_out.clone();
    // What a version goes on from may have seen what would be held back now, so it would measure nothing.
    let hold_back = if train.on.is_none() { train.hold_back } else { 0 };
    let split = examples.split(hold_back, train.seed);
    let words = train.unlabelled.learn(&workbench, unlabelled, &split, train.seed).await?;
    let Split { learned, held_back } = split;
    let model = train.model(&workbench, &learned, &words.words).await?;
    let evaluation = measured(&model, &held_back);
    let command = RecordTraining {
        id: ID,
        model: library(&workbench)?.keep(model.bytes())?,
        bytes: model.bytes().len() as u64,
        lineage: train.lineage(&workbench, &model, learned.len()),
        evaluation,
    };
    let digest = command.model;
    execute(&workbench, command).await?;
    let version = recorded(&workbench, digest).await?;
    let lost = if train.promote { promoted(&workbench, version).await? } else { Vec::new() };
    let report = Report {
        version,
        digest,
        bytes: model.bytes().len(),
        learned: learned.len(),
        held_back: held_back.len(),
        evaluation,
        left_out: &left_out,
        words: &words,
        is_promoted: train.promote,
        lost: &lost,
    };
    if let Some(warning) = report.warning() {
        say(&format!("warning: {warning}"));
    }
    Ok(call.output.result(&report.document(), || report.text())?)
}

/// Lets a version answer, and tells which intents are not known any more.
async fn promoted(workbench: &Workbench, version: u32) -> anyhow::Result<Vec<String>> {
    let state = model_state(workbench).await?;
    let lost = promote::lost(library(workbench)?, &state, version)?;
    if state.answering != version {
        execute(workbench, commands::model::Promote { id: ID, version }).await?;
    }
    Ok(lost)
}

impl Train {
    /// The examples of files.
    fn given(&self) -> anyhow::Result<Examples> {
        if self.files.is_empty() && !self.log && !self.starter {
            let why = "there is nothing to learn from: name a file, or add --log or --starter";
            anyhow::bail!(Stop::usage(why));
        }
        let mut examples = Examples::default();
        for file in &self.files {
            examples.read(file)?;
        }
        Ok(examples)
    }

    async fn examples(&self, given: Examples, workbench: &Workbench) -> anyhow::Result<Examples> {
        let mut examples = if self.log {
            labelled_turns(workbench.log.events.as_ref(), workbench.executor.vault(), &workbench.tenant).await?
        } else {
            Examples::default()
        };
        examples.all.extend(given.all);
        if self.starter {
            examples.all.extend(starter::examples());
        }
        let examples = examples.settled();
        if examples.all.is_empty() {
            anyhow::bail!(Stop::usage("there is nothing to learn from: the log holds no turn that was corrected"));
        }
        Ok(examples)
    }

    /// The same examples, seed and parent give the same bytes.
    async fn model(
        &self,
        workbench: &Workbench,
        learned: &[Example],
        words: &WordVectors,
    ) -> anyhow::Result<IntentModel> {
        let mut progress = Progress::start("rounds of training", None);
        let mut done = 0;
        let mut step = |_: Step| {
            done += 1;
            progress.set(done);
        };
        let trained = match self.on {
            None => intent::train_with_words(learned, words, &Settings::default(), self.seed, &mut step),
            Some(version) => parent(workbench, version).await?.update(learned, self.seed),
        };
        progress.finish();
        trained.context("nothing can be learned from these examples")
    }

    fn lineage(&self, workbench: &Workbench, model: &IntentModel, examples: usize) -> Lineage {
        let header = model.linear().header();
        let known = &header.lineage;
        let examples_of = [(self.log, "log"), (self.starter, "starter"), (!self.files.is_empty(), "jsonl")];
        let sources = examples_of.into_iter().chain(self.unlabelled.sources());
        let sources: Vec<&str> = sources.filter(|(given, _)| *given).map(|(_, name)| name).collect();
        Lineage {
            source: sources.join("+").parse().expect("names joined by a plus are a code"),
            data: if self.log || self.unlabelled.is_of_log() {
                Digest(workbench.executor.vault().fingerprint(workbench.tenant.as_str(), &known.data))
            } else {
                known.data.parse().expect("a model names its data by a SHA-256 digest")
            },
            examples: examples as u64,
            labels: u32::try_from(model.linear().labels().len()).expect("a model has at most 65,535 labels"),
            seed: self.seed,
            method: Code::known(if header.words.is_some() { METHOD_WITH_WORDS } else { METHOD }),
            parent: self.on,
        }
    }
}

fn library(workbench: &Workbench) -> anyhow::Result<&commands::understanding::Library> {
    let understanding = workbench.executor.understanding();
    Ok(understanding.ok_or_else(|| Stop::usage("understanding.enabled is false"))?.library())
}

pub(super) async fn model_state(workbench: &Workbench) -> anyhow::Result<std::sync::Arc<Model>> {
    Ok(workbench.executor.load::<Model>(&workbench.tenant, StreamId::Model(ID)).await?.0)
}

async fn parent(workbench: &Workbench, version: u32) -> anyhow::Result<std::sync::Arc<IntentModel>> {
    let state = model_state(workbench).await?;
    version_of(library(workbench)?, &state, version)
}

async fn recorded(workbench: &Workbench, digest: Digest) -> anyhow::Result<u32> {
    let state = model_state(workbench).await?;
    let mut found = state.versions.iter().filter(|(_, version)| version.model == digest).map(|(number, _)| *number);
    found.next().context("the version was recorded and is not there")
}
