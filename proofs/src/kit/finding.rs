//! What does not hold: a stable code, the first place, what was expected and what was found.

use std::fmt;

/// What kind of fault it is. The numbers are a contract with scripts: `colloquy audit verify` ends with them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Code {
    /// The body of an event is not the one that was sealed.
    AlteredBody = 10,
    /// Other fields of an event are not those that were sealed.
    AlteredMetadata = 11,
    /// An event is missing.
    MissingEvent = 12,
    /// There is an event that was never sealed.
    ExtraEvent = 13,
    /// Events stand in another order, or more than once.
    Reordered = 14,
    /// A stream's revisions have a gap, or an event does not name the one before it.
    BrokenStream = 15,
    /// A tile of hashes is missing, damaged or one too many.
    Tile = 16,
    /// A bundle of entries is missing, damaged or one too many.
    Bundle = 17,
    /// A checkpoint is not signed by the log.
    Signature = 18,
    /// A checkpoint says another size or root than the events lead to.
    Head = 19,
    /// It is of another log.
    WrongOrigin = 20,
    /// Too few witnesses have signed, or a witness's signature does not hold.
    Witnesses = 21,
    /// The kit is not complete, or a part of it cannot be read.
    Unreadable = 22,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::AlteredBody,
        Self::AlteredMetadata,
        Self::MissingEvent,
        Self::ExtraEvent,
        Self::Reordered,
        Self::BrokenStream,
        Self::Tile,
        Self::Bundle,
        Self::Signature,
        Self::Head,
        Self::WrongOrigin,
        Self::Witnesses,
        Self::Unreadable,
    ];

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AlteredBody => "altered_body",
            Self::AlteredMetadata => "altered_metadata",
            Self::MissingEvent => "missing_event",
            Self::ExtraEvent => "extra_event",
            Self::Reordered => "reordered",
            Self::BrokenStream => "broken_stream",
            Self::Tile => "tile",
            Self::Bundle => "bundle",
            Self::Signature => "signature",
            Self::Head => "head",
            Self::WrongOrigin => "wrong_origin",
            Self::Witnesses => "witnesses",
            Self::Unreadable => "unreadable",
        }
    }

    /// What it says to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::AlteredBody => "the body of an event was altered",
            Self::AlteredMetadata => "an event was altered",
            Self::MissingEvent => "an event is missing",
            Self::ExtraEvent => "there is an event that was not sealed",
            Self::Reordered => "events are out of order or repeated",
            Self::BrokenStream => "a stream is broken",
            Self::Tile => "a tile does not fit",
            Self::Bundle => "an entry does not fit",
            Self::Signature => "a checkpoint is not signed by the log",
            Self::Head => "a checkpoint does not fit",
            Self::WrongOrigin => "it is another log",
            Self::Witnesses => "witnesses are missing",
            Self::Unreadable => "it is incomplete or cannot be read",
        }
    }

    /// The number with which a program ends.
    #[must_use]
    pub fn exit(self) -> u8 {
        self as u8
    }
}

/// Where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The event at this position is the first that is concerned.
    Position(u64),
    /// The checkpoint of this size.
    Checkpoint(u64),
    /// A file, and the position of the first event that it stands over.
    File(String, Option<u64>),
}

impl Place {
    /// The position of the first event that is concerned, where there is one.
    #[must_use]
    pub fn position(&self) -> Option<u64> {
        match self {
            Self::Position(position) => Some(*position),
            Self::Checkpoint(_) => None,
            Self::File(_, position) => *position,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position(position) => write!(f, "position {position}"),
            Self::Checkpoint(size) => write!(f, "checkpoint of size {size}"),
            Self::File(file, Some(position)) => write!(f, "{file} (from position {position})"),
            Self::File(file, None) => f.write_str(file),
        }
    }
}

/// What does not hold.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("{}: {at}: expected {expected}, found {found}", .code.title())]
pub struct Finding {
    /// What kind of fault.
    pub code: Code,
    /// The first place.
    pub at: Place,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl Finding {
    pub(super) fn new(code: Code, at: Place, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { code, at, expected: expected.into(), found: found.into() }
    }

    pub(super) fn at(code: Code, position: u64, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::new(code, Place::Position(position), expected, found)
    }

    pub(super) fn in_file(
        code: Code,
        file: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self::new(code, Place::File(file.into(), None), expected, found)
    }
}

/// Why a verification did not come to its end.
#[derive(thiserror::Error, Debug)]
pub enum VerifyError {
    /// Something does not hold.
    #[error(transparent)]
    Finding(Box<Finding>),
    /// The server does not show its log to this token; trying again with the same one is of no use.
    #[error("{reason}")]
    Denied {
        /// Who may see it.
        reason: String,
    },
    /// What is to be verified is out of reach; try again.
    #[error("{reason}")]
    Away {
        /// What is the matter.
        reason: String,
        /// What the network said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl From<Finding> for VerifyError {
    fn from(finding: Finding) -> Self {
        Self::Finding(Box::new(finding))
    }
}
