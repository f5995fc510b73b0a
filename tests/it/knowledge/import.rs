//! Folders of articles, at the command line.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tests::home::Home;

/// A folder with an article in Markdown and two in JSON.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = "---\ntitle: Late parcels\nlanguage: en\naudience: customer\ntags: [parcels]\n---\n";
    fs::write(folder.path().join("parcels.md"), format!("{head}Wait **two** days.\n")).unwrap();
    let list = r##"[{"id": "fees", "title": "Fees of a card", "content": "# Fees\nFive a month."},
        {"id": "refunds", "title": "Refunds", "body": "In five days."}]"##;
    fs::write(folder.path().join("bank.json"), list).unwrap();
    folder
}

fn import(home: &Home, folder: &Path, more: &[&str]) -> Value {
    let arguments = [&["--json", "knowledge", "import", folder.to_str().unwrap()], more].concat();
    home.prints(&arguments).parse().unwrap()
}

fn numbers<'a>(tally: &'a Value, names: &[&str]) -> Vec<&'a Value> {
    names.iter().map(|name| &tally[*name]).collect()
}

fn lines(home: &Home, arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&home.prints(&[&["--json", "knowledge"], arguments].concat())).unwrap()
}

#[test]
fn a_folder_is_taken_in_once_and_what_changed_becomes_another_version() {
    let (home, folder) = (Home::sqlite(), folder());
    let first = import(&home, folder.path(), &[]);
    assert_eq!(numbers(&first, &["found", "drafted", "published", "appended"]), [3, 3, 3, 6], "{first}");
    let log = home.prints(&["events"]);
    let second = import(&home, folder.path(), &[]);
    assert_eq!(numbers(&second, &["unchanged", "appended"]), [3, 0], "{second}");
    assert_eq!(home.prints(&["events"]), log);

    fs::write(folder.path().join("parcels.md"), "# Late parcels\nWait three days.\n").unwrap();
    let third = import(&home, folder.path(), &[]);
    assert_eq!(numbers(&third, &["revised", "published", "unchanged"]), [1, 1, 2], "{third}");
    let renamed = third["renamedFirst"][0].as_str().unwrap();
    assert!(renamed.ends_with(r#""Late parcels" for agents was "Late parcels" for customers"#), "{renamed}");
    assert!(second["renamedFirst"].as_array().unwrap().is_empty(), "{second}");
    let listed = lines(&home, &["list"]);
    assert_eq!((listed.len(), &listed[0]["title"], &listed[0]["published"]), (3, &"Late parcels".into(), &2.into()));
}

#[test]
fn what_was_taken_in_is_found_for_whom_it_is_written() {
    let (home, folder) = (Home::sqlite(), folder());
    import(&home, folder.path(), &[]);
    let hits = lines(&home, &["search", "how late is my parcel"]);
    assert_eq!((hits.len(), &hits[0]["snippet"][0]["text"]), (1, &"Wait two days.".into()));
    assert_eq!(lines(&home, &["search", "card fee"]).len(), 1);
    assert_eq!(lines(&home, &["search", "card fee", "--audience", "customer"]).len(), 0);
    let tagged = lines(&home, &["list", "--tag", "parcels", "--audience", "customer"]);
    assert_eq!(tagged.len(), 1);

    let index = || serde_json::from_str::<Value>(&home.prints(&["--json", "status"])).unwrap()["search"].take();
    assert_eq!((&index()["lag"], &index()["toDo"]), (&0.into(), &0.into()), "{}", index());
    let examples = folder.path().join("examples.jsonl");
    fs::write(&examples, "{\"text\": \"yes\", \"intent\": \"yes\"}\n{\"text\": \"no\", \"intent\": \"no\"}\n").unwrap();
    home.prints(&["model", "train", examples.to_str().unwrap(), "--hold-back", "0"]);
    assert_eq!(
        (&index()["lag"], &index()["toDo"]),
        (&1.into(), &0.into()),
        "what is no article is passed over: {}",
        index()
    );
}

#[test]
fn drafts_are_not_found_until_a_later_run_publishes_them() {
    let (home, folder) = (Home::sqlite(), folder());
    let tally = import(&home, folder.path(), &["--draft"]);
    assert_eq!(numbers(&tally, &["drafted", "published"]), [3, 0], "{tally}");
    assert_eq!(lines(&home, &["search", "parcels"]).len(), 0);
    let tally = import(&home, folder.path(), &[]);
    assert_eq!(numbers(&tally, &["drafted", "published", "unchanged"]), [0, 3, 0], "{tally}");
    assert_eq!(lines(&home, &["search", "parcels"]).len(), 1);
}

#[test]
fn what_is_left_out_is_named_with_the_reason() {
    let (home, folder) = (Home::sqlite(), folder());
    fs::write(folder.path().join("empty.md"), "").unwrap();
    fs::write(folder.path().join("twice.json"), r#"{"id": "fees", "title": "Fees", "body": "again"}"#).unwrap();
    fs::write(folder.path().join("logo.png"), "").unwrap();
    let output = home.run(&["knowledge", "import", folder.path().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert_eq!(output.status.code(), Some(6), "{said}");
    assert!(said.contains("empty.md: a body has 1 to 65536 bytes"), "{said}");
    assert!(said.contains("twice.json: another article of this import has the same id"), "{said}");
    assert!(said.contains("files of other kinds      1"), "{said}");
    assert_eq!(lines(&home, &["list"]).len(), 3);
}

#[test]
fn a_language_that_nobody_says_is_recognised_and_a_name_that_is_none_is_told() {
    let (home, folder) = (Home::sqlite(), tempfile::tempdir().unwrap());
    let chinese = "# 退款\n\n退款会在五个工作日内退回到您的银行卡，请耐心等待。\n";
    fs::write(folder.path().join("refunds.md"), chinese).unwrap();
    fs::write(folder.path().join("typo.md"), format!("---\ntitle: 退款\nlangauge: zh\n---\n{chinese}")).unwrap();
    let tally = import(&home, folder.path(), &[]);
    assert_eq!(numbers(&tally, &["published", "warnings", "skipped"]), [2, 1, 0], "{tally}");
    let warning = "typo.md, line 3: \"langauge\" is passed over: a head has title, language, audience, tags, entities";
    assert_eq!(tally["warningsFirst"][0], warning);
    assert!(lines(&home, &["list"]).iter().all(|article| article["language"] == "zh-Hans"));
    assert_eq!(lines(&home, &["search", "银行卡退款"]).len(), 2);
}

#[test]
fn an_encoder_finds_what_no_word_does() {
    let (home, folder) = (Home::sqlite(), folder());
    import(&home, folder.path(), &[]);
    assert_eq!(lines(&home, &["search", "refundz"]).len(), 0);
    configure(&home, "hashed");
    let found = lines(&home, &["search", "refundz"]);
    assert_eq!(found[0]["title"][0]["text"], "Refunds", "{found:?}");
}

#[test]
fn an_encoder_that_cannot_be_had_is_named() {
    let home = Home::sqlite();
    import(&home, folder().path(), &[]);
    configure(&home, "onnx");
    let output = home.run(&["knowledge", "search", "refunds"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("understanding.encoder"), "{said}");
}

/// Goes on with an encoder of this kind.
fn configure(home: &Home, kind: &str) {
    let mut settings = fs::read_to_string(home.configuration()).unwrap();
    settings.push_str(&format!("[understanding.encoder]\nkind = '{kind}'\n"));
    fs::write(home.configuration(), settings).unwrap();
}
