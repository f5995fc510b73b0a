//! What a witness knows after a crash, and that it does not go on when it cannot know.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::support::{House, LogInDirectory, ORIGIN, log_key, now, witness_key};
use super::*;

#[tokio::test]
async fn a_crash_between_any_two_steps_loses_nothing() {
    // What lies on the disk after each step of a look: `head` is replaced first, then `cosigned`.
    for (keeps_head, keeps_cosigned) in [(false, false), (true, false), (true, true)] {
        let house = House::new();
        let mut log = LogInDirectory::new(house.log(), 300);
        house.witness().look(now()).await.unwrap();
        let before = [house.kept("head"), house.kept("cosigned")];
        log.grow_to(600);
        house.witness().look(now()).await.unwrap();
        for (name, bytes, keeps) in [("head", &before[0], keeps_head), ("cosigned", &before[1], keeps_cosigned)] {
            fs::write(house.file(&format!("{name}.new")), b"torn").unwrap();
            if !keeps {
                fs::write(house.file(name), bytes).unwrap();
            }
        }
        let seen = house.witness().look(now()).await.unwrap();
        assert_eq!((seen.head, seen.is_new), (log.head(), !keeps_head));
        assert_eq!(Note::parse(&house.kept("cosigned")).unwrap(), seen.note);
        assert!(check(&seen.note.text, seen.note.signatures.last().unwrap(), witness_key(1).vkey()).is_some());
    }
}

#[tokio::test]
async fn a_crash_before_the_first_cosignature_is_made_up_for() {
    let house = House::new();
    let log = LogInDirectory::new(house.log(), 300);
    house.witness().look(now()).await.unwrap();
    fs::remove_file(house.file("cosigned")).unwrap();
    let seen = house.witness().look(now()).await.unwrap();
    assert_eq!((seen.head, seen.is_new), (log.head(), false));
    assert!(house.has("cosigned"));
}

#[tokio::test]
async fn a_witness_that_has_forgotten_does_not_start_anew() {
    let house = House::new();
    LogInDirectory::new(house.log(), 300);
    house.witness().look(now()).await.unwrap();
    let whole = house.kept("head");
    let open = || Memory::open(&house.state(), &house.trusted()).map(drop);
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(house.file("head"), &damaged).unwrap();
        assert!(open().is_err(), "byte {at}");
    }
    for length in 0..whole.len() {
        fs::write(house.file("head"), &whole[..length]).unwrap();
        let error = open().unwrap_err();
        assert!(error.to_string().ends_with("head: is damaged; restore it before this witness goes on"), "{error}");
    }
    fs::remove_file(house.file("head")).unwrap();
    let error = open().unwrap_err();
    assert!(error.to_string().contains("is gone, though something was cosigned"), "{error}");
    fs::write(house.file("head"), whole).unwrap();
    open().unwrap();
}

#[tokio::test]
async fn one_process_has_a_memory_at_a_time() {
    let house = House::new();
    let first = house.memory();
    let second = Memory::open(&house.state(), &house.trusted()).unwrap_err();
    assert!(second.to_string().ends_with("another witness is at work in this directory"), "{second}");
    drop(first);
    house.memory();
}

#[tokio::test]
async fn what_it_keeps_is_its_owners_alone() {
    let house = House::new();
    LogInDirectory::new(house.log(), 300);
    house.witness().look(now()).await.unwrap();
    let mode = |name: &str| fs::metadata(house.file(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode("head"), mode("cosigned"), mode("lock"), mode("")], [0o600, 0o600, 0o600, 0o700]);
}

#[test]
fn a_key_is_made_once_and_read_by_its_owner_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("witness.key");
    let made = create_key(&file, "witness-1.example", [1; 32]).unwrap();
    assert_eq!(read_key(&file).unwrap().vkey(), made.vkey());
    assert_eq!(made.vkey(), witness_key(1).vkey());
    assert!(create_key(&file, "witness-1.example", [2; 32]).unwrap_err().to_string().contains("is there already"));
    assert_eq!(read_key(&file).unwrap().vkey(), made.vkey(), "the first is still there");
    assert!(create_key(&dir.path().join("other"), "a name", [1; 32]).is_err());

    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let error = read_key(&file).unwrap_err();
    assert!(error.to_string().ends_with("(mode 640); make it 600"), "{error}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&file, format!("{}\n", *log_key().expose())).unwrap();
    let error = read_key(&file).unwrap_err();
    assert!(error.to_string().contains("is not the key of a witness"), "{error}");
    fs::write(&file, "PRIVATE+KEY+secret").unwrap();
    let error = read_key(&file).unwrap_err().to_string();
    assert!(!error.contains("secret") && !error.contains(ORIGIN), "{error}");
}
