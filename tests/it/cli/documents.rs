//! What commands print as JSON, for programs.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use tests::home::Home;

/// Every key of a document, however deep.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn of(home: &Home, arguments: &[&str], found: &mut BTreeSet<String>) {
    keys(&home.prints(&[&["--json"], arguments].concat()).parse().unwrap(), found);
}

#[tokio::test]
async fn their_keys_are_written_alike() {
    let (home, id) = super::lived_in().await;
    let folder = home.configuration().with_file_name("articles");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("refunds.md"), "# Refunds\n\nWithin five days.\n").unwrap();
    let examples = home.configuration().with_file_name("examples.jsonl");
    fs::write(&examples, super::model::examples()).unwrap();
    let (folder, examples) = (folder.to_str().unwrap(), examples.to_str().unwrap());
    let mut found = BTreeSet::new();
    for arguments in [
        &["status"][..],
        &["replay", &id],
        &["knowledge", "import", folder],
        &["knowledge", "list"],
        &["knowledge", "search", "refunds"],
        &["model", "train", examples, "--hold-back", "30"],
        &["model", "list"],
        &["model", "evaluate", examples],
        &["understand", "where is my parcel"],
        &["version"],
    ] {
        of(&home, arguments, &mut found);
    }
    for known in ["openedAt", "authorId", "updatedAt", "isMatch", "skippedFirst", "macroF1", "heldBack"] {
        assert!(found.contains(known), "{known} is none of {found:?}");
    }
    let others: Vec<_> = found.iter().filter(|key| key.contains('_')).collect();
    assert_eq!(json!(others), json!([]));
}
