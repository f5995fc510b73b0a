//! The data sets as examples.

use anyhow::Context as _;
use intelligence::linear::Example;

use super::csv;
use crate::data::Folder;

/// A data set's splits; an empty `validation` was not published.
pub struct Set {
    pub train: Vec<Example>,
    pub validation: Vec<Example>,
    pub test: Vec<Example>,
}

/// CLINC150, full; texts out of scope have no labels.
pub fn clinc150(data: &Folder) -> anyhow::Result<Set> {
    let json = data.json("clinc150/data_full.json.xz")?;
    let split = |name: &str| -> anyhow::Result<Vec<Example>> {
        let rows: Vec<(String, String)> = serde_json::from_value(json[name].clone())?;
        let example = |(text, label)| match label {
            label if label == "oos" => Example::out_of_scope(text),
            label => Example::new(text, label),
        };
        Ok(rows.into_iter().map(example).collect())
    };
    let both = |scope: &str, out: &str| anyhow::Ok([split(scope)?, split(out)?].concat());
    Ok(Set { train: both("train", "oos_train")?, validation: both("val", "oos_val")?, test: both("test", "oos_test")? })
}

/// BANKING77.
pub fn banking77(data: &Folder) -> anyhow::Result<Set> {
    let split = |name: &str| -> anyhow::Result<Vec<Example>> {
        let rows = csv::rows(&data.text(&format!("banking77/{name}.csv.xz"))?);
        rows.into_iter()
            .skip(1)
            .map(|row| {
                let [text, label] = <[String; 2]>::try_from(row).ok().context("a row has not two fields")?;
                Ok(Example::new(text, label))
            })
            .collect()
    };
    Ok(Set { train: split("train")?, validation: Vec::new(), test: split("test")? })
}

/// HWU64 in `DialoGLUE`'s split; `train` names the folder of the training texts.
pub fn hwu64(data: &Folder, train: &str) -> anyhow::Result<Set> {
    let files = data.archive("hwu64/HWU64.tar.xz", |_| true)?;
    let lines = |folder: &str, name: &str| -> anyhow::Result<Vec<&str>> {
        let path = format!("HWU64/{folder}/{name}");
        Ok(files.iter().find(|(found, _)| *found == path).context(path)?.1.lines().collect())
    };
    let split = |folder: &str| -> anyhow::Result<Vec<Example>> {
        let (texts, labels) = (lines(folder, "seq.in")?, lines(folder, "label")?);
        anyhow::ensure!(texts.len() == labels.len(), "{folder}: {} texts, {} labels", texts.len(), labels.len());
        Ok(texts.into_iter().zip(labels).map(|(text, label)| Example::new(text.trim(), label.trim())).collect())
    };
    Ok(Set { train: split(train)?, validation: split("valid")?, test: split("test")? })
}

/// SNIPS 2017-06: the full training sets, and the validation sets as test.
pub fn snips(data: &Folder) -> anyhow::Result<Set> {
    let mut files = data.archive("snips/snips_2017_06.tar.xz", |name| {
        name.contains("/validate_") || name.contains("/train_") && name.ends_with("_full.json")
    })?;
    files.sort();
    let mut set = Set { train: Vec::new(), validation: Vec::new(), test: Vec::new() };
    for (name, text) in files {
        let json: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
        let into = if name.contains("/train_") { &mut set.train } else { &mut set.test };
        for (label, examples) in json {
            let examples = examples.as_array().context("examples are no list")?;
            into.extend(examples.iter().map(|example| Example::new(spoken(example), label.clone())));
        }
    }
    Ok(set)
}

/// The pieces of an utterance joined.
fn spoken(example: &serde_json::Value) -> String {
    let pieces = example["data"].as_array().into_iter().flatten();
    pieces.filter_map(|piece| piece["text"].as_str()).collect()
}

/// xSID 0.7 in one language: its 300 validation utterances to train on, its test utterances.
pub fn xsid(data: &Folder, language: &str) -> anyhow::Result<Set> {
    let files = data.archive("xsid/xsid.tar.xz", |name| name.ends_with(".conll"))?;
    let split = |part: &str| -> anyhow::Result<Vec<Example>> {
        let path = format!("{language}.{part}.conll");
        let text = &files.iter().find(|(name, _)| name.ends_with(&path)).context(path)?.1;
        let field = |name: &'static str| text.lines().filter_map(move |line| line.strip_prefix(name));
        Ok(field("# text = ").zip(field("# intent = ")).map(|(text, label)| Example::new(text, label)).collect())
    };
    Ok(Set { train: split("valid")?, validation: Vec::new(), test: split("test")? })
}

/// The domains of `MultiDoGO`.
pub const DOMAINS: [&str; 6] = ["airline", "fastfood", "finance", "insurance", "media", "software"];

/// One domain of `MultiDoGO`, annotated by turn; turns without an intent, or with a row that lost a field, are left out.
pub fn multidogo(data: &Folder, domain: &str) -> anyhow::Result<Set> {
    let folder = format!("/{domain}/");
    let files = data.archive("multidogo/turn_level.tar.xz", |name| name.contains(&folder))?;
    let split = |part: &str| -> anyhow::Result<Vec<Example>> {
        let path = format!("/{domain}/{part}.tsv");
        let text = &files.iter().find(|(name, _)| name.ends_with(&path)).context(path)?.1;
        Ok(text.lines().skip(1).filter_map(turn).collect())
    };
    Ok(Set { train: split("train")?, validation: split("dev")?, test: split("test")? })
}

fn turn(row: &str) -> Option<Example> {
    let fields: Vec<&str> = row.split('\t').collect();
    let (&[.., text, _, labels], 6) = (fields.as_slice(), fields.len()) else { return None };
    let intent = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_lowercase());
    let labels: Vec<String> = labels.trim().split("<div>").filter(intent).map(str::to_owned).collect();
    (!labels.is_empty()).then(|| Example { text: text.to_owned(), labels })
}

/// A seeded sample of `count` examples of each label, in the order of the set, and the examples left over.
pub fn sample(examples: &[Example], count: usize, seed: u64) -> (Vec<Example>, Vec<Example>) {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    shuffle(&mut order, seed);
    let mut taken = std::collections::HashMap::<&[String], usize>::new();
    let mut chosen = vec![false; examples.len()];
    for at in order {
        let taken = taken.entry(&examples[at].labels).or_default();
        *taken += 1;
        chosen[at] = *taken <= count && !examples[at].labels.is_empty();
    }
    let pick = |which| examples.iter().zip(&chosen).filter(|&(_, &c)| c == which).map(|(e, _)| e.clone()).collect();
    (pick(true), pick(false))
}

/// Fisher and Yates' shuffle by a linear congruential generator (Knuth's MMIX).
fn shuffle(items: &mut [usize], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (state >> 33) as usize % (last + 1));
    }
}
