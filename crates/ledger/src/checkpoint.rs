//! Checkpoints: the head of a log, signed (c2sp.org/tlog-checkpoint).

use std::fmt;

use crate::note::{MalformedNote, NoteError, SignError};
use crate::{Hash, Note, Signer, Vkey, decimal};

/// The size of a tree, and its root.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Head {
    /// How many leaves.
    pub size: u64,
    /// The hash over them.
    pub root: Hash,
}

/// As people are shown it.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "size {} root {}", self.size, self.root)
    }
}

/// What a log says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which log; also the name of its key.
    pub origin: String,
    /// Where it stands.
    pub head: Head,
    /// Further lines, each of its own meaning; there are none in ours.
    pub extensions: Vec<String>,
}

/// Why bytes are no checkpoint of a log.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum CheckpointError {
    /// The note does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The signed text is not that of a checkpoint.
    #[error("the text is not that of a checkpoint: {0}")]
    Malformed(&'static str),
    /// It is another log's.
    #[error("it is of the log {found}, not of {expected}")]
    WrongOrigin {
        /// The log in question.
        expected: String,
        /// The log that signed.
        found: String,
    },
}

impl From<MalformedNote> for CheckpointError {
    fn from(error: MalformedNote) -> Self {
        Self::Note(error.into())
    }
}

impl Checkpoint {
    /// That of the log `origin` at `head`.
    #[must_use]
    pub fn new(origin: impl Into<String>, head: Head) -> Self {
        Self { origin: origin.into(), head, extensions: Vec::new() }
    }

    /// Signs it.
    ///
    /// # Errors
    /// The signer's.
    pub fn sign(&self, signers: &[&dyn Signer]) -> Result<Note, SignError> {
        Note::sign(self.to_string(), signers)
    }

    /// Reads the text of a note, whoever has signed it.
    ///
    /// # Errors
    /// [`CheckpointError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let malformed = CheckpointError::Malformed;
        let text = text.strip_suffix('\n').ok_or(malformed("it does not end with a newline"))?;
        let mut lines = text.split('\n');
        let origin = lines.next().filter(|line| !line.is_empty()).ok_or(malformed("it has no origin"))?;
        let size = lines.next().and_then(decimal::parse).ok_or(malformed("its second line is not a size"))?;
        let root = lines.next().and_then(Hash::from_base64).ok_or(malformed("its third line is not a hash"))?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(malformed("it has an empty line"));
        }
        if size == 0 && root != Hash::of_nothing() {
            return Err(malformed("its size is 0, and its root is not that of nothing"));
        }
        Ok(Self { origin: origin.to_owned(), head: Head { size, root }, extensions })
    }

    /// Reads a note that one at least of these keys has signed, and that is of the log of this origin.
    ///
    /// # Errors
    /// See [`CheckpointError`].
    pub fn open(note: &Note, origin: &str, keys: &[Vkey]) -> Result<Self, CheckpointError> {
        note.verify(keys)?;
        let checkpoint = Self::parse(&note.text)?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::WrongOrigin { expected: origin.to_owned(), found: checkpoint.origin });
        }
        Ok(checkpoint)
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, self.head.root.to_base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::note::{Algorithm, SecretKey};

    pub(crate) fn log_key(name: &str) -> SecretKey {
        SecretKey::new(name, Algorithm::Ed25519, [3; 32]).unwrap()
    }

    pub(crate) fn checkpoint() -> Checkpoint {
        Checkpoint::new("log.example", Head { size: 7, root: Hash::of(b"root") })
    }

    #[test]
    fn a_checkpoint_opens_for_who_knows_the_log_and_its_key() {
        let key = log_key("log.example");
        let keys = [key.vkey().clone()];
        let note = checkpoint().sign(&[&key]).unwrap();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        assert_eq!(Checkpoint::open(&read, "log.example", &keys), Ok(checkpoint()));
        let other = Checkpoint::open(&read, "other.example", &keys).unwrap_err();
        assert_eq!(other.to_string(), "it is of the log log.example, not of other.example");
        let stranger = [log_key("other.example").vkey().clone()];
        let unsigned = Checkpoint::open(&read, "log.example", &stranger);
        assert_eq!(unsigned, Err(CheckpointError::Note(NoteError::Unsigned)));
    }

    #[test]
    fn its_text_is_read_in_one_spelling() {
        let text = checkpoint().to_string();
        assert_eq!(Checkpoint::parse(&text), Ok(checkpoint()));
        let extended = Checkpoint { extensions: vec!["more".to_owned()], ..checkpoint() };
        assert_eq!(Checkpoint::parse(&extended.to_string()), Ok(extended));
        let bad = [
            text.replace("log.example", ""),
            text.replace("\n7\n", "\n07\n"),
            text.replace("\n7\n", "\n-7\n"),
            text.replace("\n7\n", "\n18446744073709551616\n"),
            text.replace("\n7\n", "\n0\n"),
            text.replace('=', ""),
            text.trim_end().to_owned(),
            format!("{text}\n"),
            "log.example\n7\n".to_owned(),
        ];
        for bad in bad {
            assert!(matches!(Checkpoint::parse(&bad), Err(CheckpointError::Malformed(_))), "{bad:?}");
        }
    }
}
