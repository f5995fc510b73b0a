//! Training and promoting at the command line, and what a kit lacks that was made meanwhile.

use std::fs;

use serde_json::{Value, json};
use tests::home::Home;

const EXAMPLES: &[(&str, &str)] = &[("flight.cancel", "please cancel my flight"), ("seat.book", "book me a seat")];

pub(super) fn examples() -> String {
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

#[test]
fn a_measure_with_what_was_learned_comes_with_a_warning() {
    let home = Home::sqlite();
    let (seen, new) = (written(&home, "seen.jsonl", &examples()), written(&home, "new.jsonl", &unlabelled()));
    home.prints(&["model", "train", &seen, "--hold-back", "30"]);
    home.prints(&["model", "train", &seen, "--starter", "--hold-back", "0"]);
    for version in ["1", "2"] {
        let measured = |file: &str| home.run(&["--json", "model", "evaluate", file, "--version", version]);
        let (of_seen, of_new) = (measured(&seen), measured(&new));
        let told = String::from_utf8_lossy(&of_seen.stderr);
        assert!(told.contains("warning: ") && told.contains("was trained on these examples"), "{told}");
        let document = |output: &std::process::Output| serde_json::from_slice::<Value>(&output.stdout).unwrap();
        assert!(document(&of_seen)["warning"].as_str().unwrap().contains("measure it with others"));
        assert_eq!((document(&of_new)["warning"].clone(), of_new.stderr), (Value::Null, Vec::new()));
    }
}

fn written(home: &Home, name: &str, text: &str) -> String {
    let file = home.configuration().with_file_name(name);
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

/// Texts without labels in which "rescind" keeps the company of "cancel".
fn unlabelled() -> String {
    let text = |number: usize| match number % 4 {
        0 => format!("how can i cancel my flight to city {number} today"),
        1 => format!("how can i rescind my flight to city {number} today"),
        2 => format!("is the seat {number} by the window in the front row"),
        _ => format!("does the meal in row {number} come without nuts"),
    };
    (0..80).map(|number| json!({"text": text(number)}).to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_learned_from_texts_without_labels() {
    let home = Home::sqlite();
    let of = |name: &str, text: String| written(&home, name, &text);
    let (examples, more) = (of("examples.jsonl", examples()), of("more.jsonl", unlabelled()));
    let train = ["model", "train", &examples, "--unlabelled", &more, "--promote"];
    let trained = answer(&home, &train);
    assert!(trained["words"].as_u64().unwrap() > 10, "{trained}");
    assert_eq!(trained["unlabelledTexts"], 80, "{trained}");
    assert!(home.prints(&["understand", "rescind it"]).contains("≈ rescind"));
    let listed = home.prints(&["--json", "model", "list"]);
    assert!(listed.contains("linear-words/1") && listed.contains("jsonl+unlabelled"), "{listed}");
    assert_eq!(answer(&home, &train)["digest"], trained["digest"], "the same again gives the same bytes");
    let nothing = of("nothing.jsonl", json!({"text": "hm"}).to_string());
    let few = of(
        "few.jsonl",
        [("a", "yes"), ("b", "no")].map(|(i, t)| json!({"text": t, "intent": i}).to_string()).join("\n"),
    );
    let refused = home.run(&["model", "train", &few, "--hold-back", "0", "--unlabelled", &nothing]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let both = home.run(&["model", "train", &few, "--on", "1", "--turns"]);
    assert_eq!(both.status.code(), Some(2), "a version that is gone on from keeps its words: {both:?}");
}

#[tokio::test]
async fn words_are_learned_from_what_customers_said_unless_they_were_erased() {
    let (home, _) = super::lived_in().await;
    let file = home.configuration().with_file_name("examples.jsonl");
    fs::write(&file, examples()).unwrap();
    let arguments = ["model", "train", file.to_str().unwrap(), "--hold-back", "0", "--turns"];
    let train = |more: &[&str]| answer(&home, &[&arguments, more].concat());
    assert_eq!(train(&[])["unlabelledTexts"], 2);
    let registered = super::events(&home, &["--type", "customer.registered"]);
    let customer = registered[0]["stream"].as_str().unwrap().strip_prefix("customer-").unwrap();
    home.prints(&["erase", customer, "--reason", "request", "--yes"]);
    assert_eq!(home.run(&arguments).status.code(), Some(2), "there is nothing to learn words from");
    let more = file.with_file_name("more.jsonl");
    fs::write(&more, unlabelled()).unwrap();
    let after = train(&["--unlabelled", more.to_str().unwrap()]);
    assert_eq!(after["unlabelledTexts"], 80, "{after}");
    assert_eq!(after["unlabelledLeftOut"], json!([["of erased customers", 2]]), "{after}");
}

#[test]
fn words_are_not_learned_from_what_is_held_back() {
    let home = Home::sqlite();
    let of = |name: &str, text: String| written(&home, name, &text);
    let shouted =
        |(_, text): &(&str, &str), number| json!({"text": format!("{text} {number}").to_uppercase()}).to_string();
    let shouted = (0..12).flat_map(|number| EXAMPLES.iter().map(move |example| shouted(example, number)));
    let (examples, shouted) =
        (of("examples.jsonl", examples()), of("more.jsonl", shouted.collect::<Vec<_>>().join("\n")));
    let trained = answer(&home, &["model", "train", &examples, "--hold-back", "30", "--unlabelled", &shouted]);
    let held_back = trained["heldBack"].as_u64().unwrap();
    assert!(held_back > 0);
    assert_eq!(trained["unlabelledTexts"], 24 - held_back, "{trained}");
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
