//! Examples as JSON lines: `{"text": "where is my parcel", "intent": "delivery.status"}`, or `"intents": [..]` for a text that
//! wants several things; without either, a text that wants nothing that is known.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::Context as _;
use domain::Code;
use domain::conversation::understanding::is_intent_name;
use intelligence::intent::Example;
use serde::Deserialize;

use crate::exit::Stop;
use crate::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    #[serde(default)]
    intent: Option<String>,
    #[serde(default)]
    intents: Vec<String>,
}

/// The examples of a file.
///
/// # Errors
/// When it is not there or cannot be read; the first line that is no example, by its number.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Example>> {
    let file = File::open(path).map_err(|error| Stop::not_found(format!("{}: {error}", path.display())))?;
    let mut examples = Vec::new();
    for (line, number) in BufReader::new(file).lines().zip(1_u64..) {
        let line = line.with_context(|| format!("{} cannot be read", path.display()))?;
        let line = line.trim_start_matches('\u{feff}');
        if !line.trim().is_empty() {
            let wrong = |error| Stop::usage(format!("{}:{number} is no example: {error:#}", path.display()));
            examples.push(parse(line).map_err(wrong)?);
        }
    }
    if examples.is_empty() {
        return Err(Stop::usage(format!("{} holds no examples", path.display())).into());
    }
    Ok(examples)
}

fn parse(line: &str) -> anyhow::Result<Example> {
    anyhow::ensure!(!line.trim_start().starts_with('['), "it is a list, and each line holds one example");
    let Line { text, intent, intents } =
        serde_json::from_str(line).map_err(|error| anyhow::anyhow!(json::in_line(&error)))?;
    anyhow::ensure!(!text.trim().is_empty(), "its text is empty");
    anyhow::ensure!(intent.is_none() || intents.is_empty(), "it has both an intent and intents");
    let labels: Vec<String> = intent.into_iter().chain(intents).collect();
    let is_name = |label: &String| label.parse().is_ok_and(|code: Code| is_intent_name(&code));
    if let Some(wrong) = labels.iter().find(|label| !is_name(label)) {
        anyhow::bail!(
            "{wrong:?} is no name of an intent: small Latin letters, digits, and any of _ - . : / behind the first"
        );
    }
    Ok(Example { text, labels })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_an_intent_wants_nothing_that_is_known() {
        let example = parse(r#"{"text": "sing me a song"}"#).unwrap();
        assert_eq!(example, Example::out_of_scope("sing me a song"));
    }

    #[test]
    fn a_line_may_want_several_things() {
        let example = parse(r#"{"text": "hi, where is it", "intents": ["greeting", "order.status"]}"#).unwrap();
        assert_eq!(example.labels, ["greeting", "order.status"]);
    }

    #[test]
    fn what_is_no_example_is_turned_down() {
        for wrong in [
            "",
            "[]",
            r#"{"text": " "}"#,
            r#"{"text": "a", "intent": "two words"}"#,
            r#"{"text": "a", "x": 1}"#,
            r#"{"text": "a", "intent": "b", "intents": ["c"]}"#,
            r#"{"text": "a", "intent": "Refund"}"#,
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_a_second_number_of_a_line() {
        let said = |line: &str| parse(line).unwrap_err().to_string();
        assert_eq!(said("not json"), "it is not JSON: a word stands without double quotes, at column 2");
        let wrong = said(r#"{"text": "a", "intents": "b"}"#);
        assert!(wrong.contains("expected a list") && !wrong.contains("line 1"), "{wrong}");
        let wrong = said(r#"{"text": "a", "intent": "two words"}"#);
        assert!(wrong.contains("small Latin letters") && !wrong.contains('+'), "{wrong}");
    }

    #[test]
    fn marks_of_other_systems_do_not_matter_and_an_empty_file_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("examples.jsonl");
        std::fs::write(&path, "\u{feff}{\"text\": \"hi\"}\r\n\r\n").unwrap();
        assert_eq!(read(&path).unwrap(), [Example::out_of_scope("hi")]);
        std::fs::write(&path, "\n").unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("examples.jsonl"));
    }
}
