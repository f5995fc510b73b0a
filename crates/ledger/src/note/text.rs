//! How a note is spelled.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::key::{Vkey, is_name};

/// A note longer than this is not read, bytes.
const MAX_BYTES: usize = 1 << 20;
/// A note with more signatures than this is not read.
const MAX_SIGNATURES: usize = 100;
const DASH: &str = "\u{2014} ";
const ID_BYTES: usize = 4;

/// A text and who has signed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What is signed; it ends with a newline.
    pub text: String,
    /// In the order in which they stand.
    pub signatures: Vec<Signature>,
}

/// A signature line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// Its id.
    pub id: u32,
    /// What the key has made, as its algorithm wants it.
    pub payload: Vec<u8>,
}

/// A text that is not a note.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("this is not a signed note: {0}")]
pub struct MalformedNote(pub(crate) &'static str);

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// When it is spelled in another way than [`Note`] prints it.
    pub fn parse(bytes: &[u8]) -> Result<Self, MalformedNote> {
        if bytes.len() > MAX_BYTES {
            return Err(MalformedNote("it is too long"));
        }
        let note = str::from_utf8(bytes).map_err(|_| MalformedNote("it is not UTF-8"))?;
        if note.chars().any(|char| char < ' ' && char != '\n') {
            return Err(MalformedNote("it has a control character"));
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(MalformedNote("no empty line ends its text"))?;
        let lines = lines.strip_suffix('\n').ok_or(MalformedNote("it does not end with a newline"))?;
        let signatures = lines.split('\n').map(str::parse).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(MalformedNote("it has too many signatures"));
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl Signature {
    pub(crate) fn by(key: &Vkey, payload: Vec<u8>) -> Self {
        Self { name: key.name().to_owned(), id: key.id(), payload }
    }

    /// Whether it names this key.
    #[must_use]
    pub fn is_by(&self, key: &Vkey) -> bool {
        self.id == key.id() && self.name == key.name()
    }
}

/// Its line, without the newline.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.to_be_bytes()[..], &self.payload].concat();
        write!(f, "{DASH}{} {}", self.name, BASE64.encode(bytes))
    }
}

impl std::str::FromStr for Signature {
    type Err = MalformedNote;

    fn from_str(line: &str) -> Result<Self, MalformedNote> {
        let malformed = MalformedNote("a signature line reads dash, name, base64");
        let (name, encoded) = line.strip_prefix(DASH).and_then(|rest| rest.split_once(' ')).ok_or(malformed)?;
        let bytes = BASE64.decode(encoded).map_err(|_| malformed)?;
        match bytes.split_first_chunk::<ID_BYTES>() {
            Some((id, payload)) if is_name(name) && !payload.is_empty() => {
                Ok(Self { name: name.to_owned(), id: u32::from_be_bytes(*id), payload: payload.to_vec() })
            }
            Some(_) | None => Err(malformed),
        }
    }
}
