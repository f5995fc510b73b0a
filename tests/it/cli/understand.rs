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
