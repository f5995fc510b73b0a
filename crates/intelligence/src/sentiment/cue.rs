//! What makes a turn urgent.

use super::Span;

/// Why a turn may not wait.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CueKind {
    /// "Immediately", "right now".
    Now,
    /// "By tomorrow", "expires today".
    Deadline,
    /// Smoke, injury, threat: somebody may come to harm.
    Safety,
    /// Lawyers, courts, authorities, the press.
    Legal,
    /// The customer wants to leave, or to undo an order.
    Cancel,
    /// "For the third time".
    Repeat,
    /// "Still waiting".
    Waiting,
}

impl CueKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Now, Self::Deadline, Self::Safety, Self::Legal, Self::Cancel, Self::Repeat, Self::Waiting];

    /// Its name, as the lexicons write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Deadline => "deadline",
            Self::Safety => "safety",
            Self::Legal => "legal",
            Self::Cancel => "cancel",
            Self::Repeat => "repeat",
            Self::Waiting => "waiting",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether one such cue alone makes a turn highly urgent.
    const fn is_grave(self) -> bool {
        match self {
            Self::Safety | Self::Legal => true,
            Self::Now | Self::Deadline | Self::Cancel | Self::Repeat | Self::Waiting => false,
        }
    }
}

/// A cue and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// Which.
    pub kind: CueKind,
    /// Where.
    pub span: Span,
}

/// How urgent a turn is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Urgency {
    /// No cue.
    #[default]
    None,
    /// Cues of one kind, not a grave one.
    Raised,
    /// A cue of safety or law, or cues of two kinds.
    High,
}

impl Urgency {
    /// The level that cues amount to.
    #[must_use]
    pub fn of(cues: &[Cue]) -> Self {
        let Some(first) = cues.first() else { return Self::None };
        let high = cues.iter().any(|cue| cue.kind.is_grave() || cue.kind != first.kind);
        if high { Self::High } else { Self::Raised }
    }
}
