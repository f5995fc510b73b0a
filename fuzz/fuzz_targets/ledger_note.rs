//! Any bytes as a note, its text, a key or an entry: reading never panics, and what is read has no second spelling.

#![no_main]

use ledger::{Checkpoint, Commitment, Note, SecretKey, Vkey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
        assert!(note.verify(&[key_that_never_signed()]).is_err());
    }
    if let Ok(commitment) = Commitment::decode(bytes) {
        assert_eq!(commitment.encode().expect("it was an entry"), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text);
    }
    if let Ok(key) = text.parse::<Vkey>() {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(key) = SecretKey::parse(text) {
        assert_eq!(*key.expose(), text);
    }
});

/// A published key of which the corpus has no signature over anything.
fn key_that_never_signed() -> Vkey {
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop".parse().expect("it is a key")
}
