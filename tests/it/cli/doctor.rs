//! The doctor finds a healthy directory well, and says what to do about the root key.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use tests::home::Home;

use super::lived_in;

/// The exit code of a command that ran to its end and found something wrong.
const FINDINGS: i32 = 6;

fn examine(home: &Home) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = home.run(&["doctor"]);
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

#[tokio::test]
async fn a_healthy_directory_is_well_with_and_without_a_server() {
    let (home, _) = lived_in().await;
    for (lock, is_served) in [("free: no process", false), ("held: a process", true)] {
        let _server = is_served.then(|| home.serve());
        let (code, said) = examine(&home);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("events; the last") && !said.contains("FAIL"), "{said}");
        assert!(said.contains(lock), "{said}");
    }
}

#[tokio::test]
async fn a_key_file_that_others_can_read_is_found_with_advice() {
    let (home, _) = lived_in().await;
    fs::set_permissions(home.data().join("keys/root.key"), Permissions::from_mode(0o644)).unwrap();
    let (code, said) = examine(&home);
    assert_eq!(code, Some(FINDINGS), "{said}");
    assert!(said.contains("FAIL  key file") && said.contains("to do:") && said.contains("0600"), "{said}");
}

#[tokio::test]
async fn a_missing_key_file_is_found_and_not_made_anew() {
    let (home, _) = lived_in().await;
    let file = home.data().join("keys/root.key");
    fs::remove_file(&file).unwrap();
    let (code, said) = examine(&home);
    assert_eq!(code, Some(FINDINGS), "{said}");
    assert!(said.contains("FAIL  key file") && said.contains("restore the file from its backup"), "{said}");

    let refused = home.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(3), "{}", String::from_utf8_lossy(&refused.stderr));
    assert!(!file.exists(), "a new key would hide that the old one is lost");
}
