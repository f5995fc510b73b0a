//! Two logs and two witnesses as processes of their own: a fork, a rollback and a rewrite by the owner do not pass them.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tests::graphql::{Mutation, fresh_id};
use tests::home::{Home, Server};

/// How a witness ends that raises the alarm.
const ALARM: Option<i32> = Some(30);

struct Witness {
    home: tempfile::TempDir,
}

impl Witness {
    fn new(owner: &Home, name: &str) -> (Self, String) {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("key");
        let vkey = owner.prints(&["witness", "keygen", "--name", name, "--key", file.to_str().unwrap()]);
        (Self { home }, vkey.trim().to_owned())
    }

    /// Looks once at the log of a server; cosigns, or raises the alarm.
    fn look(&self, owner: &Home, server: &Server, log_key: &str) -> Output {
        let (key, state) = (self.home.path().join("key"), self.home.path().join("state"));
        let (key, state) = (key.to_str().unwrap(), state.to_str().unwrap());
        let url = format!("{}/v1/log", server.url);
        let arguments = [
            "witness",
            "--log",
            &url,
            "--log-key",
            log_key,
            "--key",
            key,
            "--state",
            state,
            "--once",
            "--post",
            "--json",
        ];
        owner.run(&arguments)
    }
}

async fn register(server: &Server) {
    let customer = fresh_id();
    let identity = json!({"kind": "EMAIL", "value": format!("{customer}@example.org")});
    let register = json!({"id": customer, "identity": identity, "verifiedBy": "code_sent", "source": "web"});
    server.client("service").send_until_done(&Mutation::new("registerCustomer", register)).await;
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { _ = fs::copy(entry.path(), target).unwrap() }
    }
}

fn trust(home: &Home, witnesses: &[&str]) {
    let mut settings = fs::read_to_string(home.configuration()).unwrap();
    settings.push_str(&format!("[ledger]\nseal_ms = 50\nwitnesses = {witnesses:?}\nrequire_witnesses = 2\n"));
    fs::write(home.configuration(), settings).unwrap();
}

/// A log with some events that two witnesses have seen; as it stood then, a copy of it.
struct Stage {
    home: Home,
    key: String,
    witnesses: [Witness; 2],
    before: tempfile::TempDir,
}

impl Stage {
    async fn set() -> Self {
        let home = Home::sqlite();
        let (one, one_key) = Witness::new(&home, "w1.example");
        let (two, two_key) = Witness::new(&home, "w2.example");
        trust(&home, &[&one_key, &two_key]);
        let mut server = home.serve();
        register(&server).await;
        super::settled(&home).await;
        assert!(server.running.terminate().success());
        let before = tempfile::tempdir().unwrap();
        copy(&home.data(), &before.path().join("data"));
        let mut server = home.serve();
        register(&server).await;
        super::settled(&home).await;
        let key = super::key_of(&home).to_string();
        let stage = Self { home, key, witnesses: [one, two], before };
        for witness in &stage.witnesses {
            let seen = witness.look(&stage.home, &server, &stage.key);
            assert!(seen.status.success(), "{}", String::from_utf8_lossy(&seen.stderr));
        }
        let status: Value = stage.home.prints(&["status", "--json"]).parse().unwrap();
        assert_eq!(status["ledger"]["cosignatures"], 2);
        assert!(server.running.terminate().success());
        stage
    }

    /// The owner puts the old copy back; the signer's own memory too, since it is the owner's machine.
    fn turn_back(&self) {
        fs::remove_dir_all(self.home.data()).unwrap();
        copy(&self.before.path().join("data"), &self.home.data());
    }

    async fn assert_alarm(&self, told: &str) {
        let mut server = self.home.serve();
        super::settled(&self.home).await;
        for witness in &self.witnesses {
            let seen = witness.look(&self.home, &server, &self.key);
            let said = [seen.stdout, seen.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert_eq!(seen.status.code(), ALARM, "{said}");
            assert!(said.contains(told), "{said}");
            let again = witness.look(&self.home, &server, &self.key);
            assert_eq!(again.status.code(), ALARM, "a witness does not forget");
        }
        assert!(server.running.terminate().success());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rollback_is_caught() {
    let stage = Stage::set().await;
    stage.turn_back();
    stage.assert_alarm("rolled back").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fork_of_the_same_length_is_caught() {
    let stage = Stage::set().await;
    stage.turn_back();
    let mut server = stage.home.serve();
    register(&server).await;
    super::settled(&stage.home).await;
    assert!(server.running.terminate().success());
    stage.assert_alarm("two histories").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rewrite_that_goes_on_is_caught() {
    let stage = Stage::set().await;
    stage.turn_back();
    let mut server = stage.home.serve();
    for _ in 0..3 {
        register(&server).await;
    }
    super::settled(&stage.home).await;
    assert!(server.running.terminate().success());
    stage.assert_alarm("rewritten").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_turned_back_under_its_signer_is_not_signed() {
    let stage = Stage::set().await;
    for part in ["log", "ledger", "views"] {
        fs::remove_dir_all(stage.home.data().join(part)).unwrap();
        copy(&stage.before.path().join("data").join(part), &stage.home.data().join(part));
    }
    let mut server = stage.home.serve();
    register(&server).await;
    server.running.line_with("the log is not sealed any further");
    assert!(server.running.terminate().success());
}
