//! Notes hold only as they were signed, by whom they were signed.

use proptest::prelude::*;

use super::*;

/// The note, and the key, of the specification of the Go checksum database's format.
const EXAMPLE_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const EXAMPLE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn key(name: &str, seed: u8) -> SecretKey {
    SecretKey::new(name, Algorithm::Ed25519, [seed; 32]).unwrap()
}

fn signed() -> Note {
    Note::sign("one\n\ntwo\n".to_owned(), &[&key("a.example/log", 1), &key("b.example/log", 2)]).unwrap()
}

#[test]
fn a_well_known_note_verifies() {
    let key: Vkey = EXAMPLE_KEY.parse().unwrap();
    let note = Note::parse(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(note.verify(std::slice::from_ref(&key)), Ok(vec![&key]));
    assert_eq!(note.to_string(), EXAMPLE);
}

#[test]
fn only_trusted_keys_count_and_each_of_them_must_hold() {
    let (a, b) = (key("a.example/log", 1).vkey().clone(), key("b.example/log", 2).vkey().clone());
    let (same_name, stranger) = (key("a.example/log", 3).vkey().clone(), key("c.example/log", 1).vkey().clone());
    let note = signed();
    assert_eq!(note.verify(&[b.clone(), a.clone()]).unwrap(), [&a, &b]);
    assert_eq!(note.verify(&[same_name, stranger]), Err(NoteError::Unsigned));
    let mut half = note.clone();
    half.signatures[1].payload[5] ^= 1;
    assert_eq!(half.verify(std::slice::from_ref(&a)).unwrap(), [&a]);
    assert_eq!(half.verify(&[a.clone(), b]), Err(NoteError::BadSignature { name: "b.example/log".to_owned() }));
    let altered = Note { text: "one\n\nthree\n".to_owned(), ..note };
    assert!(altered.verify(&[a]).is_err());
}

#[test]
fn a_witness_key_does_not_sign_as_a_log() {
    let witness = SecretKey::new("w", Algorithm::Cosignature, [1; 32]).unwrap();
    let note = Note::sign("text\n".to_owned(), &[&witness]).unwrap();
    assert!(note.verify(std::slice::from_ref(witness.vkey())).is_err());
}

#[test]
fn keys_are_read_in_their_one_spelling() {
    let secret = key("a.example/log", 1);
    assert_eq!(secret.vkey().to_string().parse(), Ok(secret.vkey().clone()));
    assert_eq!(SecretKey::parse(&secret.expose()).unwrap().vkey(), secret.vkey());
    assert!(!format!("{secret:?}").contains("PRIVATE"));
    let text = secret.vkey().to_string();
    let check = |text: String, error: BadKey| assert_eq!(text.parse::<Vkey>(), Err(error), "{text}");
    check(text.replace("a.example/log", ""), BadKey::Name);
    check(text.replace("a.example/log", "a log"), BadKey::Name);
    check(text.replace("a.example/log", "another"), BadKey::Id);
    check(text.replacen('+', "-", 1), BadKey::Shape);
    check(format!("{text}A"), BadKey::Shape);
    check(EXAMPLE_KEY.replace("+ARpc", "+Axpc"), BadKey::Algorithm);
    assert_eq!(SecretKey::parse(&text).unwrap_err(), BadKey::Shape);
}

#[test]
fn what_is_not_quite_a_note_is_not_read() {
    let note = signed().to_string();
    let bad = [
        String::new(),
        "\n\n".to_owned(),
        note.trim_end().to_owned(),
        note.replace("two\n\n", "two\n"),
        note.replace('\u{2014}', "-"),
        note.replace("two", "t\two"),
        note.replace("two", "t\r"),
        format!("{note}\n"),
        format!("{note}junk\n"),
        note.replace("a.example/log ", "a.example/log  "),
        note.replace("a.example", "a+example"),
        "text\n\n\u{2014} a AAAAAA==\n".to_owned(),
    ];
    for bad in bad {
        assert!(Note::parse(bad.as_bytes()).is_err(), "{bad:?}");
    }
    assert!(Note::parse(b"\xff\n\n").is_err());
    let line = note.lines().last().unwrap();
    let too_many = format!("text\n\n{}", format!("{line}\n").repeat(101));
    assert!(Note::parse(too_many.as_bytes()).is_err());
    assert!(Note::parse(&vec![b'x'; (1 << 20) + 1]).is_err());
}

proptest! {
    #[test]
    fn whatever_is_read_prints_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
        let _ = Note::parse(&bytes);
        let mut note = signed().to_string().into_bytes();
        let place = at.index(note.len());
        note.splice(place..place + 1, bytes.into_iter().take(3));
        if let Ok(read) = Note::parse(&note) {
            prop_assert_eq!(read.to_string().into_bytes(), note);
        }
    }
}
