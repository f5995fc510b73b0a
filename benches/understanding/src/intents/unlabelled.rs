//! English utterances without labels, of all sets that have some: what a tenant's own turns are to its models.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sets::{self, DOMAINS};
use crate::data::Folder;

/// Each text once. Of sets with splits only what is trained on, and nothing of the one set that is `asked` about.
///
/// # Errors
/// When a set is missing or unreadable.
pub fn texts(data: &Folder, asked: &str) -> anyhow::Result<Vec<String>> {
    let mut texts = BTreeSet::new();
    let labelled = [
        ("CLINC150", sets::clinc150(data)?.train),
        ("BANKING77", sets::banking77(data)?.train),
        ("HWU64", sets::hwu64(data, "train")?.train),
        ("SNIPS", sets::snips(data)?.train),
    ];
    for (_, examples) in labelled.into_iter().filter(|(name, _)| *name != asked) {
        texts.extend(examples.into_iter().map(|example| example.text));
    }
    for domain in DOMAINS {
        texts.extend(sets::multidogo(data, domain)?.train.into_iter().map(|example| example.text));
    }
    let said = ["Text", "text", "utterance", "title", "body", "transcript"];
    for document in documents(data)? {
        collect(&document, &said, &mut texts);
    }
    texts.extend(commands(data)?);
    Ok(texts.into_iter().collect())
}

/// Dialogues and articles as they were published.
fn documents(data: &Folder) -> anyhow::Result<Vec<Value>> {
    let mut documents = vec![data.json("dstc11-track5-faq/val_logs.json.xz")?];
    documents.extend(serde_json::from_str(&data.zipped("multiwoz21-val-test/val.json.zip", "val.json")?));
    for (archive, folder) in [("star/dialogues_dev.tar.xz", ""), ("sgd-dev/dev.tar.xz", "dialogues_")] {
        let files = data.archive(archive, |name| name.contains(folder) && name.ends_with(".json"))?;
        for (_, text) in files {
            documents.push(serde_json::from_str(&text)?);
        }
    }
    Ok(documents)
}

/// The English commands of Facebook's multilingual set: words with their slots, then the intent.
fn commands(data: &Folder) -> anyhow::Result<Vec<String>> {
    let files =
        data.archive("fb-multilingual-en-es/en_es.tar.xz", |name| name.contains("en") && name.contains("train"))?;
    let command = |line: &str| -> String {
        let words = line.split(" <=> ").next().unwrap_or_default().split(' ');
        words.map(|word| word.rsplit_once(':').map_or(word, |(word, _)| word)).collect::<Vec<_>>().join(" ")
    };
    Ok(files.iter().flat_map(|(_, text)| text.lines().map(command)).collect())
}

/// All texts that stand under these names, however deep.
fn collect(value: &Value, names: &[&str], texts: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().filter(|_| names.contains(&name.as_str())) {
                    Some(text) => _ = texts.insert(text.trim().to_owned()),
                    None => collect(value, names, texts),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, names, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
