//! Turns that only ask or order something: how many are read as neutral, how many as not urgent.
//!
//! No mood is labelled in these sets. Nearly all of their turns are neutral, so the share that is read so bounds the false
//! alarms; the few that do thank or grumble are counted against it.

use std::collections::BTreeSet;

use intelligence::language::Language;
use intelligence::sentiment::{MoodReader, Polarity, Urgency};

use super::confusion::percent;
use super::own::Split;
use crate::data::Folder;

/// The turns of a set in a language.
struct Turns {
    set: &'static str,
    language: Language,
    texts: BTreeSet<String>,
}

/// Prints the table.
///
/// # Errors
/// When a set is missing or unreadable.
pub fn run(reader: &MoodReader, data: &Folder, split: Split) -> anyhow::Result<()> {
    println!(
        "Turns that only ask or order, {} parts (xRiSAWOZ has one): read as neutral, as not urgent, in %",
        split.name()
    );
    println!("  set                 language      n  neutral  negative  positive  not urgent");
    for Turns { set, language, texts } in sets(data, split)? {
        let moods: Vec<_> = texts.iter().map(|text| reader.read(text, Some(language))).collect();
        let of = |polarity| {
            percent(moods.iter().filter(|mood| mood.polarity == polarity).count() as u32, moods.len() as u32)
        };
        let calm =
            percent(moods.iter().filter(|mood| mood.urgency == Urgency::None).count() as u32, moods.len() as u32);
        let [negative, neutral, positive] = super::confusion::CLASSES.map(of);
        println!(
            "  {set:<20}{:<9} {:>5} {neutral:>8.1} {negative:>9.1} {positive:>9.1} {calm:>11.1}",
            language.tag(),
            texts.len()
        );
    }
    Ok(())
}

/// Prints up to `most` turns of the development parts that are not read as neutral.
///
/// # Errors
/// When a set is missing or unreadable.
pub fn alarms(reader: &MoodReader, data: &Folder, most: usize) -> anyhow::Result<()> {
    for Turns { language, texts, .. } in sets(data, Split::Dev)? {
        let read = texts.iter().map(|text| (text, reader.explain(text, Some(language))));
        for (text, read) in read.filter(|(_, read)| read.mood.polarity != Polarity::Neutral).take(most) {
            let words: Vec<&str> = read.evidence.iter().map(|evidence| &text[evidence.span.clone()]).collect();
            println!("  {language} {:?} for {words:?}: {text}", read.mood.polarity);
        }
    }
    Ok(())
}

fn sets(data: &Folder, split: Split) -> anyhow::Result<Vec<Turns>> {
    let mut sets = Vec::new();
    for (language, name) in [
        (Language::De, "de"),
        (Language::En, "en"),
        (Language::It, "it"),
        (Language::Ja, "ja"),
        (Language::ZhHans, "zh"),
    ] {
        let part = if split == Split::Dev { "valid" } else { "test" };
        sets.push(archive(data, "xSID", "xsid/xsid.tar.xz", &format!("0.7/{name}.{part}.conll"), language, conll)?);
    }
    let (validate, valid, dev) = match split {
        Split::Dev => ("validate", "valid", "dev"),
        Split::Test | Split::Late => ("test", "test", "test"),
    };
    let woz = "woz2-en-de-it/woz.tar.xz";
    sets.push(archive(data, "WOZ 2.0", woz, &format!("woz_{validate}_de.json"), Language::De, transcripts)?);
    sets.push(archive(data, "WOZ 2.0", woz, &format!("woz_{validate}_it.json"), Language::It, transcripts)?);
    let facebook = "fb-multilingual-en-es/en_es.tar.xz";
    sets.push(archive(data, "Facebook", facebook, &format!("es/{valid}"), Language::Es, slots)?);
    let russian = "russian-multiwoz-text/russian_dev_test.tar.xz";
    sets.push(archive(
        data,
        "Russian MultiWOZ",
        russian,
        &format!("{dev}_dialogues_001_ru.txt"),
        Language::Ru,
        dialogues,
    )?);
    let risawoz = "xrisawoz-fewshot/fewshot.tar.xz";
    sets.push(archive(data, "xRiSAWOZ", risawoz, "fr_fewshot.json", Language::Fr, user_utterances)?);
    sets.push(archive(data, "xRiSAWOZ", risawoz, "ko_fewshot.json", Language::Ko, user_utterances)?);
    Ok(sets)
}

fn archive(
    data: &Folder,
    set: &'static str,
    archive: &str,
    ending: &str,
    language: Language,
    read: fn(&str) -> anyhow::Result<BTreeSet<String>>,
) -> anyhow::Result<Turns> {
    let files = data.archive(archive, |name| name.ends_with(ending))?;
    let (_, text) = files.first().ok_or_else(|| anyhow::anyhow!("no {ending} in {archive}"))?;
    Ok(Turns { set, language, texts: read(text)? })
}

fn conll(text: &str) -> anyhow::Result<BTreeSet<String>> {
    let texts =
        text.lines().filter_map(|line| line.strip_prefix("# text: ").or_else(|| line.strip_prefix("# text = ")));
    Ok(texts.map(str::to_owned).collect())
}

fn slots(text: &str) -> anyhow::Result<BTreeSet<String>> {
    let utterances = text.lines().filter_map(|line| line.split_once(" <=> "));
    let word = |token: &str| token.rsplit_once(':').map_or(token, |(word, _)| word).to_owned();
    Ok(utterances.map(|(tokens, _)| tokens.split(' ').map(word).collect::<Vec<_>>().join(" ")).collect())
}

/// The user speaks first and then every other line, until an empty one.
fn dialogues(text: &str) -> anyhow::Result<BTreeSet<String>> {
    let users = text.split("\n\n").flat_map(|dialogue| dialogue.trim().lines().step_by(2));
    Ok(users.map(|line| line.replace(['[', ']'], "")).collect())
}

fn transcripts(text: &str) -> anyhow::Result<BTreeSet<String>> {
    strings(text, "transcript")
}

fn user_utterances(text: &str) -> anyhow::Result<BTreeSet<String>> {
    strings(text, "user_utterance")
}

/// The strings under a key anywhere in a JSON document; of a list the first.
fn strings(text: &str, key: &str) -> anyhow::Result<BTreeSet<String>> {
    let (mut found, mut left) = (BTreeSet::new(), vec![serde_json::from_str(text)?]);
    while let Some(value) = left.pop() {
        match value {
            serde_json::Value::Array(values) => left.extend(values),
            serde_json::Value::Object(mut fields) => {
                let spoken = fields.remove(key).unwrap_or_default();
                found.extend(spoken.get(0).unwrap_or(&spoken).as_str().map(str::to_owned));
                left.extend(fields.into_iter().map(|(_, value)| value));
            }
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    Ok(found)
}
