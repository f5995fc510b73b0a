//! The texts, by language.

use anyhow::Context as _;
use serde_json::Value;

use crate::data::Folder;

/// Texts of one language: conversations of turns, or each alone.
pub struct Set {
    /// What it is called.
    pub name: String,
    /// The first part of its language's tag.
    pub primary: &'static str,
    /// Turns by conversation.
    pub texts: Vec<Vec<String>>,
}

const TEN: [&str; 10] = ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"];

/// Lingua's test data of one kind: `single-words`, `word-pairs` or `sentences`.
///
/// # Errors
/// When it is missing.
pub fn lingua(data: &Folder, kind: &str) -> anyhow::Result<Vec<Set>> {
    let files = data.archive("lingua-langid/testdata.tar.xz", |name| name.ends_with(&format!("{kind}.txt")))?;
    let set = |primary: &'static str| {
        let file =
            files.iter().find(|(name, _)| name.contains(&format!("/{primary}/"))).context("a language is missing")?;
        Ok(Set { name: primary.to_owned(), primary, texts: file.1.lines().map(|line| vec![line.to_owned()]).collect() })
    };
    TEN.into_iter().map(set).collect()
}

/// What customers said: xSID's test set, CrossWOZ, JMultiWOZ and the Russian set, which have goals; then others.
///
/// # Errors
/// When one is missing.
pub fn utterances(data: &Folder) -> anyhow::Result<Vec<Set>> {
    let mut sets = Vec::new();
    for primary in ["en", "de", "it", "ja", "zh"] {
        sets.push(xsid(data, primary)?);
    }
    sets.push(crosswoz(data)?);
    sets.push(jmultiwoz(data)?);
    sets.push(russian(data)?);
    for primary in ["en", "es"] {
        sets.push(facebook(data, primary)?);
    }
    for primary in ["fr", "ko"] {
        sets.push(risawoz(data, primary)?);
    }
    Ok(sets)
}

fn xsid(data: &Folder, primary: &'static str) -> anyhow::Result<Set> {
    let files = data.archive("xsid/xsid.tar.xz", |name| name.ends_with(&format!("{primary}.test.conll")))?;
    let text = &files.first().context("xSID lacks a language")?.1;
    let texts =
        text.lines().filter_map(|line| line.strip_prefix("# text = ")).map(|text| vec![text.to_owned()]).collect();
    Ok(Set { name: format!("xSID {primary}"), primary, texts })
}

fn crosswoz(data: &Folder) -> anyhow::Result<Set> {
    let dialogues: Value = serde_json::from_str(&data.zipped("crosswoz-val/val.json.zip", "val.json")?)?;
    let turns = |dialogue: &Value| texts(dialogue["messages"].as_array(), "usr");
    let dialogues = dialogues.as_object().context("CrossWOZ is no object")?;
    Ok(Set { name: "CrossWOZ zh".to_owned(), primary: "zh", texts: dialogues.values().map(turns).collect() })
}

/// Each line repeats what was said before; the last turn is its own.
fn jmultiwoz(data: &Folder) -> anyhow::Result<Set> {
    let lines = data.zipped("jmultiwoz-tc/JMultiWOZ-TC_data.zip", "jmultiwoz_tc_input.json")?;
    let (mut conversations, mut last) = (Vec::<Vec<String>>::new(), String::new());
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line)?;
        let id = line["dialogue_id"].as_str().unwrap_or_default();
        if conversations.is_empty() || id != last {
            conversations.push(Vec::new());
            id.clone_into(&mut last);
        }
        let turn = texts(line["question"].as_array(), "user").pop().filter(|turn| !turn.is_empty());
        conversations.last_mut().context("a conversation was begun")?.extend(turn);
    }
    Ok(Set { name: "JMultiWOZ ja".to_owned(), primary: "ja", texts: conversations })
}

fn texts(turns: Option<&Vec<Value>>, role: &str) -> Vec<String> {
    let of = turns.into_iter().flatten().filter(|turn| turn["role"] == role);
    of.filter_map(|turn| turn["content"].as_str()).map(ToOwned::to_owned).collect()
}

/// Customer and clerk by turns, an empty line between conversations.
fn russian(data: &Folder) -> anyhow::Result<Set> {
    let files = data.archive("russian-multiwoz-text/russian_dev_test.tar.xz", |name| name.contains("test"))?;
    let conversations = files.iter().flat_map(|(_, text)| text.split("\n\n")).map(|conversation| {
        conversation.lines().filter(|line| !line.trim().is_empty()).step_by(2).map(ToOwned::to_owned).collect()
    });
    Ok(Set { name: "Russian set ru".to_owned(), primary: "ru", texts: conversations.collect() })
}

fn facebook(data: &Folder, primary: &'static str) -> anyhow::Result<Set> {
    let files =
        data.archive("fb-multilingual-en-es/en_es.tar.xz", |name| name.ends_with(&format!("{primary}/test")))?;
    let text = &files.first().context("a language is missing")?.1;
    let sentence = |line: &str| {
        let words = line.split(" <=> ").next()?.split(' ').filter_map(|word| Some(word.rsplit_once(':')?.0));
        Some(vec![words.collect::<Vec<_>>().join(" ")])
    };
    Ok(Set { name: format!("Facebook {primary}"), primary, texts: text.lines().filter_map(sentence).collect() })
}

fn risawoz(data: &Folder, primary: &'static str) -> anyhow::Result<Set> {
    let files = data.archive("xrisawoz-fewshot/fewshot.tar.xz", |name| name.contains(&format!("{primary}_fewshot")))?;
    let dialogues: Value = serde_json::from_str(&files.first().context("a language is missing")?.1)?;
    let mut said = Vec::new();
    collect(&dialogues, "user_utterance", &mut said);
    Ok(Set { name: format!("X-RiSAWOZ {primary}"), primary, texts: said.into_iter().map(|text| vec![text]).collect() })
}

/// All strings that come first in a list of this name, wherever it is.
fn collect(value: &Value, name: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                match value.get(0).and_then(Value::as_str).filter(|_| field == name) {
                    Some(text) => into.push(text.to_owned()),
                    None => collect(value, name, into),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, name, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
