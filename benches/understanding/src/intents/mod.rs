//! Intent accuracy, calibration, out-of-scope, several intents, updates: `understanding intents`.
//!
//! Models are trained on training splits with the default settings, which were chosen on validation splits: CLINC150's
//! and HWU64's `val`, `MultiDoGO`'s `dev`, a fifth of BANKING77's training texts, out-of-fold scores of xSID's 300.

mod csv;
mod measure;
mod outside;
pub(crate) mod sets;
mod several;
mod unlabelled;
mod updates;
mod words;

use intelligence::intent::Example;
use intelligence::words::WordVectors;

use crate::data::Folder;
use measure::{measure, print_header};
use sets::Set;

/// The seed of all training.
const SEED: u64 = 1;

/// The seeds of the samples of ten utterances per intent.
const SAMPLES: [u64; 5] = [1, 2, 3, 4, 5];

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    print_header();
    let clinc = sets::clinc150(data)?;
    let model = measure("CLINC150", &clinc.train, &clinc.test, Some(93.0))?;
    let banking = sets::banking77(data)?;
    measure("BANKING77", &banking.train, &banking.test, Some(91.5))?;
    let hwu = sets::hwu64(data, "train")?;
    measure("HWU64", &hwu.train, &hwu.test, Some(89.0))?;
    let both = [&hwu.train[..], &hwu.validation].concat();
    measure("HWU64, train and valid", &both, &hwu.test, Some(89.0))?;
    let snips = sets::snips(data)?;
    measure("SNIPS", &snips.train, &snips.test, Some(98.0))?;
    for language in ["en", "de", "it", "zh", "ja"] {
        let set = sets::xsid(data, language)?;
        measure(&format!("xSID {language}, its 300"), &set.train, &set.test, Some(92.0))?;
    }
    let none = WordVectors::default();
    few("CLINC150", &none, &clinc, 83.0)?;
    few("BANKING77", &none, &banking, 77.0)?;
    let ten = sets::hwu64(data, "train_10")?;
    measure("HWU64, its 10 per intent", &ten.train, &ten.test, None)?;
    let goals = [89.8, 88.3, 93.4, 95.3, 94.0, 90.3];
    for (domain, goal) in sets::DOMAINS.into_iter().zip(goals) {
        let set = sets::multidogo(data, domain)?;
        let model = measure(&format!("MultiDoGO {domain}"), &set.train, &set.test, Some(goal))?;
        several::labelled(&model.with_least(f32::MIN)?, &set);
    }
    outside::report(&model, &clinc);
    several::joined(&model, &clinc);
    updates::report(&clinc)?;
    words::report(data)
}

/// Ten utterances per intent, on average over seeded samples.
fn few(name: &str, words: &WordVectors, set: &Set, goal: f64) -> anyhow::Result<()> {
    let samples = SAMPLES.map(|seed| sets::sample(&set.train, 10, seed).0);
    let scope: Vec<Example> = set.test.iter().filter(|example| !example.labels.is_empty()).cloned().collect();
    measure::mean(&format!("{name}, 10 per intent"), words, &samples, &scope, Some(goal))
}
