//! The verifier in Python, which shares no code with the program, agrees with it; skipped aloud where Python is missing.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;
use tests::graphql::{Mutation, fresh_id};
use tests::home::Home;
use tests::repository;

fn has_python() -> bool {
    let imported = Command::new("python3").args(["-c", "import cryptography"]).output();
    let is_there = imported.is_ok_and(|output| output.status.success());
    if !is_there {
        // To the stream itself: the harness swallows what a test prints that passes.
        let _ =
            writeln!(std::io::stderr(), "skipped: docs/auditing/verify.py needs python3 with the package cryptography");
    }
    is_there
}

fn verify(kit: &Path, keys: &Path) -> Output {
    let script = repository::root().join("docs/auditing/verify.py");
    Command::new("python3").arg(script).arg(kit).arg("--key").arg(keys).output().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_verifier_in_python_agrees() {
    if !has_python() {
        return;
    }
    let home = Home::sqlite();
    let mut server = home.serve();
    for _ in 0..5 {
        let (customer, value) = (fresh_id(), format!("{}@example.org", fresh_id()));
        let identity = json!({"kind": "EMAIL", "value": value});
        let register = json!({"id": customer, "identity": identity, "verifiedBy": "code_sent", "source": "web"});
        server.client("service").send_until_done(&Mutation::new("registerCustomer", register)).await;
    }
    super::settled(&home).await;
    assert!(server.running.terminate().success());
    let place = tempfile::tempdir().unwrap();
    let (kit, keys) = (place.path().join("kit"), place.path().join("keys.txt"));
    fs::write(&keys, super::key_of(&home).to_string()).unwrap();
    home.prints(&["audit", "export", kit.to_str().unwrap()]);
    let output = verify(&kit, &keys);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("VERIFIED"), "{said}{}", String::from_utf8_lossy(&output.stderr));

    for file in ["events/000000.ndjson", "checkpoint", "checkpoints.ndjson", "tile/0/000.p/10", "tile/entries/000.p/10"]
    {
        let path = kit.join(file);
        let sound = fs::read(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut damaged = sound.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        fs::write(&path, damaged).unwrap();
        let output = verify(&kit, &keys);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", String::from_utf8_lossy(&output.stdout));
        let ours = home.run(&["audit", "verify", kit.to_str().unwrap(), "--key", keys.to_str().unwrap()]);
        assert!(ours.status.code().is_some_and(|code| (10..=22).contains(&code)), "{file}");
        fs::write(&path, sound).unwrap();
    }
    assert!(verify(&kit, &keys).status.success());
}
