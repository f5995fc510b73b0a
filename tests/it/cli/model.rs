//! Training and promoting at the command line, and what a kit lacks that was made meanwhile.

use std::fs;

use serde_json::{Value, json};
use tests::home::Home;

const EXAMPLES: &[(&str, &str)] = &[("flight.cancel", "please cancel my flight"), ("seat.book", "book me a seat")];

fn examples() -> String {
    let line = |(intent, text): &(&str, &str), number| json!({"text": format!("{text} {number}"), "intent": intent});
    let lines = (0..12).flat_map(|number| EXAMPLES.iter().map(move |example| line(example, number).to_string()));
    lines.collect::<Vec<_>>().join("\n")
}

fn answer(home: &Home, arguments: &[&str]) -> Value {
    home.prints(&[&["--json"], arguments].concat()).parse().unwrap()
}

#[test]
fn a_file_that_is_none_leaves_no_data_directory_behind() {
    let home = Home::sqlite();
    let file = home.configuration().with_file_name("examples.jsonl");
    for (text, code) in [(None, 5), (Some("not json"), 2)] {
        text.into_iter().for_each(|text| fs::write(&file, text).unwrap());
        let output = home.run(&["model", "train", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!home.data().exists());
    }
}

#[test]
fn who_promotes_is_told_what_is_no_longer_known() {
    let home = Home::sqlite();
    let file = home.configuration().with_file_name("examples.jsonl");
    fs::write(&file, examples()).unwrap();
    let trained = answer(&home, &["model", "train", file.to_str().unwrap(), "--promote"]);
    assert!(trained["noLongerKnown"].as_array().unwrap().contains(&json!("refund.request")), "{trained}");
    let promoted = answer(&home, &["model", "promote", "0"]);
    assert_eq!(promoted["noLongerKnown"], json!(["flight.cancel", "seat.book"]));
    let unexplained = home.run(&["model", "rollback"]);
    assert_eq!(unexplained.status.code(), Some(2), "no reason is made up: {unexplained:?}");
    assert_eq!(answer(&home, &["model", "rollback", "--reason", "worse"])["answering"], 1);
    let nonsense = home.prints(&["understand", "sing me something about rain"]);
    assert!(nonsense.contains("none that is known: the likeliest has a strength of"), "{nonsense}");
    let foreign = home.prints(&["understand", "☂☂"]);
    assert!(foreign.contains("none that is known: the model knows no part of it"), "{foreign}");
}

#[test]
fn a_measure_on_few_texts_is_no_measure_without_a_warning() {
    let home = Home::sqlite();
    let file = home.configuration().with_file_name("examples.jsonl");
    fs::write(&file, examples()).unwrap();
    let train =
        |more: &[&str]| home.run(&[more, &["model", "train", "--hold-back", "30", file.to_str().unwrap()]].concat());
    let told = String::from_utf8(train(&[]).stderr).unwrap();
    assert!(told.contains("warning: measured on"), "{told}");
    assert!(home.prints(&["model", "list"]).contains("measured with"));
    let document: Value = serde_json::from_slice(&train(&["--json"]).stdout).unwrap();
    assert!(document["evaluation"]["examples"].as_u64().unwrap() < 30, "{document}");
    assert!(document["warning"].as_str().unwrap().contains("fewer than 30"), "{document}");
}

#[tokio::test]
async fn a_kit_says_how_many_events_are_not_sealed_yet() {
    let (home, _) = super::lived_in().await;
    let kit = home.configuration().with_file_name("kit");
    let export = || answer(&home, &["audit", "export", kit.to_str().unwrap()]);
    let before = export()["notSealed"].as_u64().unwrap();
    let file = home.configuration().with_file_name("examples.jsonl");
    fs::write(&file, examples()).unwrap();
    home.prints(&["model", "train", file.to_str().unwrap(), "--promote"]);
    assert_eq!(export()["notSealed"], before + 2);
}
