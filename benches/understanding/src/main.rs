//! Measures what `crates/intelligence` understands on public data sets: one subcommand per question.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

mod actions;
mod data;
mod entities;
mod intents;
mod languages;
mod personal;
mod retrieval;
mod sentiment;
mod speed;
mod starter;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Measures what is understood on public data sets.
#[derive(Parser)]
struct Arguments {
    /// Where the data sets are.
    #[arg(long, env = "COLLOQUY_DATA", default_value = "../shared/data")]
    data: PathBuf,
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand)]
enum Question {
    /// Intents: CLINC150, BANKING77, HWU64, SNIPS, xSID, few utterances, MultiDoGO, words learned without labels.
    Intents,
    /// Languages: lingua's words, pairs and sentences; customers' utterances.
    Languages,
    /// Sentiment: Korean reviews and what else is labelled.
    Sentiment {
        /// Look at the test halves, not at those that choices were made on.
        #[arg(long)]
        test: bool,
        /// Measure Korean alone, on each tenth of the films by a model of the others.
        #[arg(long, conflicts_with_all = ["test", "write_korean"])]
        tenths: bool,
        /// Train the Korean model and write it to this file, instead of measuring.
        #[arg(long)]
        write_korean: Option<PathBuf>,
    },
    /// Retrieval: DSTC11 track 5, tau2 banking knowledge.
    Retrieval {
        /// How many words of a question find articles, instead of the usual number.
        #[arg(long)]
        finding: Option<usize>,
    },
    /// Dates and times: xSID's datetime slots.
    Entities,
    /// Personal data: Presidio's sentences, generated Chinese identifiers.
    Personal,
    /// Next action and task on STAR; slots on WOZ 2.0.
    Actions,
    /// The starter model on its own test utterances.
    Starter,
    /// How long understanding takes, whole and in parts.
    Speed,
}

fn main() -> anyhow::Result<()> {
    let Arguments { data, question } = Arguments::parse();
    let data = data::Folder::open(data)?;
    match question {
        Question::Intents => intents::run(&data),
        Question::Languages => languages::run(&data),
        Question::Sentiment { write_korean: Some(path), .. } => sentiment::write_korean(&data, &path),
        Question::Sentiment { tenths: true, .. } => sentiment::tenths(&data),
        Question::Sentiment { test, .. } => sentiment::run(&data, test),
        Question::Retrieval { finding } => retrieval::run(&data, finding),
        Question::Entities => entities::run(&data),
        Question::Personal => personal::run(&data),
        Question::Actions => actions::run(&data),
        Question::Starter => starter::run(),
        Question::Speed => speed::run(&data),
    }
}
