//! Few examples and many texts without labels: what vectors of words add.

use std::time::Instant;

use intelligence::intent::Example;
use intelligence::words::{self, WordVectors};

use super::sets::{self, Set};
use super::{SEED, few, measure, unlabelled};
use crate::data::Folder;

/// What models learn with words from texts of their own kind, of other sets, and both.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn report(data: &Folder) -> anyhow::Result<()> {
    println!(
        "\nwith vectors of words, learned without labels from training texts: own ones, those of other sets, both"
    );
    let hwu = sets::hwu64(data, "train")?;
    let hwu_ten = sets::hwu64(data, "train_10")?;
    few_of(data, "CLINC150", &sets::clinc150(data)?, 83.0)?;
    let banking = sets::banking77(data)?;
    let both = few_of(data, "BANKING77", &banking, 77.0)?;
    measure::knowing("BANKING77, all, both", &both, &banking.train, &banking.test, Some(91.5))?;
    for (kind, words) in of_kinds(data, "HWU64", &hwu)? {
        measure::knowing(&format!("HWU64, its 10, {kind}"), &words, &hwu_ten.train, &hwu.test, None)?;
        measure::knowing(&format!("HWU64, all, {kind}"), &words, &hwu.train, &hwu.test, Some(89.0))?;
        let more = [&hwu.train[..], &hwu.validation].concat();
        measure::knowing(&format!("HWU64, train and valid, {kind}"), &words, &more, &hwu.test, Some(89.0))?;
    }
    Ok(())
}

/// Ten examples an intent with each kind of words; the last kind, both.
fn few_of(data: &Folder, name: &str, set: &Set, goal: f64) -> anyhow::Result<WordVectors> {
    let mut last = WordVectors::default();
    for (kind, words) in of_kinds(data, name, set)? {
        few(&format!("{name}, {kind}"), &words, set, goal)?;
        last = words;
    }
    Ok(last)
}

fn of_kinds(data: &Folder, name: &str, set: &Set) -> anyhow::Result<[(&'static str, WordVectors); 3]> {
    let text = |example: &Example| example.text.clone();
    let own: Vec<String> = set.train.iter().map(text).collect();
    let others = unlabelled::texts(data, name)?;
    let both = [&own[..], &others].concat();
    Ok([("own", learned(&own)), ("others'", learned(&others)), ("both", learned(&both))])
}

fn learned(texts: &[String]) -> WordVectors {
    let start = Instant::now();
    let voices: Vec<[&str; 1]> = texts.iter().map(|text| [text.as_str()]).collect();
    let words = words::learn(&voices, &words::Settings::default(), SEED, &mut |_| ());
    println!("  {} words of {} texts in {:.1} s", words.words(), texts.len(), start.elapsed().as_secs_f64());
    words
}
