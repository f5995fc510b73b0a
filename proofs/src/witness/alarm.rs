//! The alarm: a log has broken its word, and what it has signed shows it to anyone.

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::{DateTime, SecondsFormat, Utc};
use ledger::succession::Breach;
use ledger::{Hash, Head, Note};

use super::Log;

/// Two heads of one log that do not belong together, as it has signed them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alarm {
    /// What is wrong.
    pub breach: Breach,
    /// The note over the head that was accepted.
    pub before: Note,
    /// The note over the head that does not follow.
    pub after: Note,
    /// What shows that the later tree does not contain the earlier one, when the notes alone do not.
    pub contained: Option<Contained>,
    /// Where the evidence was written.
    pub file: Option<PathBuf>,
}

/// What stands in the later tree where the earlier one should.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contained {
    /// The tree of as many leaves as the earlier one.
    pub head: Head,
    /// The proof that the later tree goes on from it.
    pub proof: Vec<Hash>,
}

impl Alarm {
    /// The two heads.
    #[must_use]
    pub fn heads(&self) -> (Head, Head) {
        match self.breach {
            Breach::Rollback { before, after }
            | Breach::Fork { before, after }
            | Breach::Rewrite { before, after, .. } => (before, after),
        }
    }

    /// Everything that somebody needs who was not there.
    #[must_use]
    pub fn evidence(&self, log: &Log, now: DateTime<Utc>) -> String {
        let (before, after) = self.heads();
        let seen = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut text = format!(
            "Evidence that a log has broken its word\n\nlog    {}\nseen   {seen}\nbreach {}\nbefore {before}\nafter  {after}\n",
            log.origin(),
            self.breach,
        );
        for key in log.keys() {
            let _ = writeln!(text, "key    {key}");
        }
        if let Some(Contained { head, proof }) = &self.contained {
            let _ = writeln!(
                text,
                "\nThe tree of the second note does not contain that of the first: its first {} events have the root\n{}, \
                 as these hashes prove (RFC 6962, section 2.1.2):",
                head.size, head.root
            );
            for hash in proof {
                let _ = writeln!(text, "{}", hash.to_base64());
            }
        }
        let _ = write!(text, "\n==== the signed note that was accepted\n{}", self.before);
        let _ = write!(text, "\n==== the signed note that does not follow\n{}", self.after);
        text
    }
}
