//! Our own service utterances: 75 per language, 25 per class, in `own.tsv`, and 30 more in Korean dev.
//!
//! All were written by the author of the lexicons. 60 per language were written just before them, so the figures on dev and
//! test tell whether plain complaints and praise are understood, and flatter. The 15 of late were written when the lexicons
//! were frozen, and mean to be hard: nearer to how strangers write.

use anyhow::Context as _;
use intelligence::language::Language;
use intelligence::sentiment::{MoodReader, Polarity};

use super::confusion::Confusion;

const UTTERANCES: &str = include_str!("own.tsv");

/// A part of the utterances.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// The half that the lexicons were improved on.
    Dev,
    /// The half that was looked at when they were done.
    Test,
    /// Harder ones, written when the lexicons were frozen: implied, mixed, ironic.
    Late,
}

impl Split {
    /// Its name in the file and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
            Self::Late => "late",
        }
    }
}

/// An utterance with its class.
pub struct Labelled {
    /// Its language.
    pub language: Language,
    /// Its class.
    pub truth: Polarity,
    /// Its text.
    pub text: &'static str,
}

/// The utterances of a split.
///
/// # Errors
/// When a line is not of the format.
pub fn utterances(split: Split) -> anyhow::Result<Vec<Labelled>> {
    let lines = UTTERANCES.lines().filter(|line| !line.starts_with('#'));
    let labelled = lines.filter_map(|line| parse(line, split).transpose());
    labelled.collect()
}

fn parse(line: &'static str, split: Split) -> anyhow::Result<Option<Labelled>> {
    let columns: Vec<&'static str> = line.split('\t').collect();
    let [language, half, class, text] = columns[..] else { anyhow::bail!("not four columns: {line}") };
    let truth = match class {
        "negative" => Polarity::Negative,
        "neutral" => Polarity::Neutral,
        "positive" => Polarity::Positive,
        _ => anyhow::bail!("no such class: {class}"),
    };
    let language = language.parse().with_context(|| line.to_owned())?;
    Ok((half == split.name()).then_some(Labelled { language, truth, text }))
}

/// Prints the table of a split.
///
/// # Errors
/// When the file is not of its format.
pub fn run(reader: &MoodReader, split: Split) -> anyhow::Result<()> {
    let utterances = utterances(split)?;
    println!("Own service utterances, {} split: three classes, same author as the lexicons", split.name());
    println!("  language      n  accuracy  macro-F1  language untold");
    let mut all = Confusion::default();
    for language in Language::ALL {
        let of_language = utterances.iter().filter(|labelled| labelled.language == language);
        let (mut told, mut untold) = (Confusion::default(), Confusion::default());
        for Labelled { truth, text, .. } in of_language {
            told.count(*truth, reader.read(text, Some(language)).polarity);
            untold.count(*truth, reader.read(text, None).polarity);
        }
        print_row(language.tag(), &told, &untold);
        all.add(&told);
    }
    println!("  {:<10} {:>4} {:>9.1} {:>9.1}", "all", all.total(), all.accuracy(), all.macro_f1());
    Ok(())
}

fn print_row(name: &str, told: &Confusion, untold: &Confusion) {
    let (n, accuracy, f1) = (told.total(), told.accuracy(), told.macro_f1());
    println!("  {name:<10} {n:>4} {accuracy:>9.1} {f1:>9.1} {:>16.1}", untold.accuracy());
}

/// Prints the utterances of the development split that are misread, with what was read in them.
///
/// # Errors
/// When the file is not of its format.
pub fn misread(reader: &MoodReader) -> anyhow::Result<()> {
    for Labelled { language, truth, text } in utterances(Split::Dev)? {
        let read = reader.explain(text, Some(language));
        if read.mood.polarity != truth {
            let words: Vec<String> =
                read.evidence.iter().map(|e| format!("{}={:.1}", &text[e.span.clone()], e.weight)).collect();
            println!("  {language} {truth:?} read {:?}: {text} [{}]", read.mood.polarity, words.join(", "));
        }
    }
    Ok(())
}
