//! The demonstration shows what it promises, as often as one likes, and tells nobody's secrets.

use std::path::PathBuf;

use tests::canary;
use tests::home::Home;
use tests::postgres::Cluster;

/// What the audience must have seen.
const LANDMARKS: [&str; 9] = [
    "Colloquy serves on http://127.0.0.1:",
    "conversation.turn_recorded",
    "我换了手机以后就登录不了了",
    "the Assistant wants to go on talking, and is turned down: NOT_ANSWERING",
    "before: “Can I take the two tablets together?",
    "after:  [ERASED]",
    "every number is as it was: yes",
    "── The numbers, from the same events ──",
    "handoffsAccepted",
];

/// Said by customers or known of them.
const SECRETS: [&str; 3] = ["allergic to penicillin", "parcel@example.org", "我换了手机以后就登录不了了"];

fn check(home: &Home) {
    for time in ["first", "second"] {
        let output = home.run(&["demo", "--once", "--listen", "127.0.0.1:0"]);
        let (shown, logged) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "the {time} time: {shown}\n{logged}");
        for landmark in LANDMARKS {
            assert!(shown.contains(landmark) || logged.contains(landmark), "{time}: no {landmark}:\n{shown}\n{logged}");
        }
        let tells = logged.contains("already holds") && logged.contains("For a fresh show name another");
        assert_eq!(tells, time == "second", "{time}: {logged}");
        for secret in SECRETS {
            assert!(!logged.contains(secret), "the log says {secret}: {logged}");
            assert_eq!(canary::files_containing(secret, &home.data()), Vec::<PathBuf>::new());
        }
    }
}

#[test]
fn it_plays_twice_on_the_embedded_store() {
    check(&Home::sqlite());
}

#[test]
fn who_finds_the_address_taken_is_told_how_to_choose_another() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = Home::sqlite();
    for command in ["demo", "serve"] {
        let output = home.run(&[command, "--listen", &address]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{told}");
        assert!(told.contains(&address) && told.contains("--listen chooses another address"), "{told}");
    }
}

#[test]
fn it_plays_twice_on_postgres() {
    check(&Home::postgres(Cluster::shared().database()));
}
