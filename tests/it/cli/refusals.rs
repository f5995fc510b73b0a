//! What cannot be done is said clearly, with a stable exit code and without secrets.

use std::fs;

use tests::home::{Home, token};

fn refusal(home: &Home, arguments: &[&str]) -> (Option<i32>, String) {
    let output = home.run(arguments);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn an_unknown_key_of_the_configuration_is_named() {
    let home = Home::sqlite();
    fs::write(home.configuration(), "[limits]\ndeepness = 3\n").unwrap();
    let (code, said) = refusal(&home, &["status"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("deepness"), "{said}");
}

#[test]
fn the_configuration_is_printed_without_secrets() {
    let home = Home::postgres("postgres://me:hunter2@db.example/colloquy".to_owned());
    let printed = home.prints(&["config", "print"]);
    assert!(!printed.contains("hunter2") && !printed.contains(&token("admin")), "{printed}");
    assert!(printed.contains("db.example") && printed.contains("supervisor"), "{printed}");
}

#[test]
fn a_second_server_on_the_same_directory_is_refused() {
    let home = Home::sqlite();
    let _first = home.serve();
    let (code, said) = refusal(&home, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("in use by another running process"), "{said}");
    assert!(said.contains("end that process") && said.contains("--data"), "{said}");
}

#[test]
fn what_is_not_there_is_not_found() {
    let home = Home::sqlite();
    for arguments in [&["events"][..], &["ledger", "key"]] {
        let (code, said) = refusal(&home, arguments);
        assert_eq!(code, Some(5), "{said}");
        assert!(said.contains("there is no log in"), "{said}");
    }
    assert!(!home.data().exists(), "who only reads makes nothing");
}

#[test]
fn no_reason_is_made_up_for_the_log() {
    let home = Home::sqlite();
    let customer = tests::graphql::fresh_id().to_string();
    for arguments in [&["erase", &customer, "--yes"][..], &["ledger", "rotate"], &["model", "rollback"]] {
        let (code, said) = refusal(&home, arguments);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("--reason"), "{said}");
    }
    assert!(!home.data().exists());
}

#[test]
fn keys_that_are_none_are_no_verdict() {
    let home = Home::sqlite();
    let file = home.configuration().with_file_name("keys.txt");
    fs::write(&file, "not a key\n").unwrap();
    for (key, expected) in [("nowhere.txt", 5), (file.to_str().unwrap(), 3)] {
        let (code, said) = refusal(&home, &["audit", "verify", "kit", "--key", key]);
        assert_eq!(code, Some(expected), "{said}");
    }
}

#[tokio::test]
async fn events_beyond_the_end_of_the_log_are_an_error_and_not_silence() {
    let (home, _) = super::lived_in().await;
    let (code, said) = refusal(&home, &["events", "--after", "99999"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("beyond the end of the log"), "{said}");
}

#[tokio::test]
async fn what_nobody_ever_wrote_is_said_to_be_unknown() {
    let (home, _) = super::lived_in().await;
    let (code, said) = refusal(&home, &["events", "--type", "conversation.solved"]);
    assert!(code == Some(0) && said.contains("no events of the type conversation.solved"), "{said}");
    for known in ["conversation", "conversation.resolved"] {
        assert_eq!(refusal(&home, &["events", "--type", known]), (Some(0), String::new()));
    }
    let nobody = tests::graphql::fresh_id().to_string();
    let (code, said) = refusal(&home, &["replay", &nobody]);
    assert!(code == Some(5) && said.contains("there is no conversation"), "{said}");
    let (_, said) = refusal(&home, &["replay", &nobody, "--position", "1"]);
    assert!(said.contains("there was not yet a conversation"), "{said}");
    let (code, said) = refusal(&home, &["replay", &nobody, "--position", "1000000"]);
    assert!(code == Some(2) && said.contains("is beyond the end of the log"), "{said}");
    let (code, said) = refusal(&home, &["replay", &nobody, "--at", "yesterday"]);
    assert!(code == Some(2) && said.contains("no time such as 2026-05-01T12:00:00Z"), "{said}");
}

#[test]
fn a_command_line_that_makes_no_sense_is_told_of_as_json_to_who_wants_json() {
    let home = Home::sqlite();
    for arguments in [&["--json", "status", "--nonsense"][..], &["status", "--nonsense", "--json"], &["--json", "tell"]]
    {
        let (code, said) = refusal(&home, arguments);
        let report: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
        assert_eq!((code, &report["exit"]), (Some(2), &2.into()), "{said}");
        let error = report["error"].as_str().unwrap();
        assert!(error.starts_with("un") && error.contains("--help"), "{said}");
    }
    let (code, said) = refusal(&home, &["status", "--nonsense"]);
    assert!(code == Some(2) && said.starts_with("error: unexpected argument"), "{said}");
    let help = home.run(&["--json", "--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("Usage"));
}
