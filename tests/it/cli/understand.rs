//! What a text means, as it is told at the command line.

use serde_json::Value;
use tests::home::Home;

#[test]
fn where_clauses_decide_it_is_said_which_spoke_for_which_intent() {
    let home = Home::sqlite();
    let text = "Where is my parcel, and I want to cancel my subscription";
    let told: Value = home.prints(&["--json", "understand", text]).parse().unwrap();
    let intents: Vec<_> = told["intents"].as_array().unwrap().iter().map(|one| one["intent"].clone()).collect();
    let clauses = told["clauses"].as_array().unwrap();
    let of_clauses: Vec<_> = clauses.iter().map(|one| one["intent"].clone()).collect();
    assert_eq!((intents.len(), &intents), (2, &of_clauses), "{told}");
    assert!(clauses.iter().any(|one| one["text"] == "where is my parcel"), "{told}");
    let told = home.prints(&["understand", text]);
    assert!(told.contains("in \"where is my parcel\"") && told.contains("of the whole text"), "{told}");

    let of_one: Value = home.prints(&["--json", "understand", "Where is my parcel?"]).parse().unwrap();
    assert_eq!(of_one["clauses"], Value::Array(Vec::new()));
    let of_one = home.prints(&["understand", "Where is my parcel?"]);
    assert!(!of_one.contains("clauses"), "{of_one}");
}

#[test]
fn a_model_that_cannot_be_used_is_said_so_and_is_no_answer() {
    let home = Home::sqlite();
    let file = home.configuration().with_file_name("examples.jsonl");
    std::fs::write(&file, super::model::examples()).unwrap();
    home.prints(&["model", "train", file.to_str().unwrap(), "--promote"]);
    let kept = std::fs::read_dir(home.data().join("models")).unwrap().next().unwrap().unwrap().path();
    let ask = |arguments: &[&str]| {
        let output = home.run(arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (damage, why) in [(Some("altered"), "was altered"), (None, "No such file")] {
        match damage {
            Some(bytes) => std::fs::write(&kept, bytes).unwrap(),
            None => std::fs::remove_file(&kept).unwrap(),
        }
        let (code, said) = ask(&["understand", "please cancel my flight"]);
        let (as_elsewhere, _) = ask(&["model", "evaluate", file.to_str().unwrap()]);
        assert_eq!((code, as_elsewhere), (Some(1), Some(1)), "{said}");
        assert!(said.contains("version 1 of the model, which should answer, cannot be used"), "{said}");
        assert!(said.contains(why), "{said}");
    }
}
