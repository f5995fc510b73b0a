//! The checkpoints: who has signed them, and how they follow each other.

use std::collections::BTreeSet;

use ledger::cosignature::{self, Quorum};
use ledger::{Checkpoint, Head, Note, Vkey};

use super::Trust;
use super::feed::Feed;
use crate::kit::finding::{Code, Finding, Place, VerifyError};
use crate::kit::input::KitSource;
use crate::kit::{checkpoint_line, layout};

/// A log as those know it who trust its keys.
pub(super) struct Log {
    pub(super) origin: String,
    keys: Vec<Vkey>,
    witnesses: Vec<Vkey>,
}

impl Log {
    /// The log that a note says it is of, if it is that of one of the keys.
    pub(super) fn of(note: &Note, trust: &Trust) -> Result<Self, Finding> {
        let malformed = |error: ledger::checkpoint::CheckpointError| super::bad_checkpoint(&error.to_string());
        let origin = Checkpoint::parse(&note.text).map_err(malformed)?.origin;
        let keys: Vec<_> = trust.keys.iter().filter(|key| key.name() == origin).cloned().collect();
        if keys.is_empty() {
            let names: BTreeSet<&str> = trust.keys.iter().map(Vkey::name).collect();
            let names = names.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Finding::in_file(Code::WrongOrigin, layout::CHECKPOINT, names, origin));
        }
        Ok(Self { origin, keys, witnesses: trust.quorum.witnesses.clone() })
    }

    /// The head that a note says, if the log has signed it and no signature of a known witness is wrong.
    pub(super) fn open(&self, note: &Note, at: Place) -> Result<Head, Finding> {
        use ledger::checkpoint::CheckpointError as E;
        let checkpoint = Checkpoint::open(note, &self.origin, &self.keys).map_err(|error| match &error {
            E::WrongOrigin { expected, found } => Finding::new(Code::WrongOrigin, at.clone(), expected, found),
            E::Note(_) | E::Malformed(_) => Finding::new(
                Code::Signature,
                at.clone(),
                format!("a checkpoint signed by {}", self.origin),
                error.to_string(),
            ),
        })?;
        for signature in &note.signatures {
            let witness = self.witnesses.iter().find(|witness| signature.is_by(witness));
            if let Some(witness) = witness
                && cosignature::check(&note.text, signature, witness).is_none()
            {
                let expected = format!("a signature of the witness {}", witness.name());
                return Err(Finding::new(Code::Witnesses, at, expected, "one that does not hold"));
            }
        }
        Ok(checkpoint.head)
    }

    /// Who has witnessed the last checkpoint, and when; that they are enough.
    pub(super) fn witnessed(&self, note: &Note, quorum: &Quorum) -> Result<Vec<(String, u64)>, Finding> {
        let (cosigned, is_met) = quorum.met_by(note);
        let witnessed: Vec<_> = cosigned.iter().map(|by| (by.witness.name().to_owned(), by.time)).collect();
        if is_met {
            return Ok(witnessed);
        }
        let names: BTreeSet<&str> = witnessed.iter().map(|(name, _)| name.as_str()).collect();
        let found = format!("{}: {}", names.len(), names.into_iter().collect::<Vec<_>>().join(", "));
        let expected = format!("{} of the given witnesses", quorum.required);
        Err(Finding::in_file(Code::Witnesses, layout::CHECKPOINT, expected, found))
    }
}

/// Every checkpoint, in the order of their sizes.
pub(super) struct Heads<'a> {
    log: &'a Log,
    lines: Feed,
    count: u64,
    /// The one that is still to be reached.
    next: Option<Head>,
    /// The largest size that was reached, and held.
    held: u64,
    last_note: Note,
    last: Head,
    saw_last: bool,
}

impl<'a> Heads<'a> {
    pub(super) fn new(log: &'a Log, last_note: Note, last: Head) -> Self {
        Self { log, lines: Feed::default(), count: 0, next: None, held: 0, last_note, last, saw_last: false }
    }

    pub(super) fn passed(&self) -> u64 {
        self.count
    }

    pub(super) fn last(&self) -> Head {
        self.last
    }

    /// The checkpoint that is still to be reached, if it is of this size.
    pub(super) fn due(&self, size: u64) -> Option<Head> {
        self.next.filter(|head| head.size == size)
    }

    /// The first position that can be at fault when the root at the next checkpoint is wrong.
    pub(super) fn first_suspect(&self) -> u64 {
        self.held + 1
    }

    /// The checkpoint that was reached holds; reads the one behind it.
    pub(super) async fn advance<S: KitSource>(&mut self, source: &mut S) -> Result<(), VerifyError> {
        let before = self.next.take();
        self.held = before.map_or(0, |head| head.size);
        if self.saw_last && !S::SETTLED {
            return Ok(());
        }
        if self.lines.is_dry() {
            self.lines.fill(source.checkpoints().await?);
        }
        if self.lines.line().is_none() {
            return Ok(());
        }
        self.count += 1;
        let head = self.open_line::<S>(before)?;
        self.lines.advance();
        self.next = Some(head);
        Ok(())
    }

    fn open_line<S: KitSource>(&mut self, before: Option<Head>) -> Result<Head, Finding> {
        let place = Place::File(format!("line {} of {}", self.count, layout::CHECKPOINTS), None);
        let unreadable = || {
            Finding::new(
                Code::Unreadable,
                place.clone(),
                "a checkpoint as kits spell it",
                "something else, or a part of it",
            )
        };
        let line = self.lines.line().filter(|_| !self.lines.is_torn());
        let read = line.and_then(checkpoint_line::read).ok_or_else(unreadable)?;
        let signed = self.log.open(&read.note, place)?;
        let size = signed.size;
        let differs =
            |expected: String, found: String| Finding::new(Code::Head, Place::Checkpoint(size), expected, found);
        if read.head != signed {
            return Err(differs(signed.to_string(), format!("{} beside the note", read.head)));
        }
        if before.is_some_and(|before| before.size >= size) {
            return Err(differs("a size greater than that of the one before".to_owned(), format!("size {size}")));
        }
        if size > self.last.size {
            return Err(differs(format!("none beyond the last, {}", self.last), signed.to_string()));
        }
        if size == self.last.size {
            self.is_last::<S>(&read.note, signed)?;
        }
        Ok(signed)
    }

    /// The last one stands twice: alone, and at the end of all. On a server a witness may sign in between.
    fn is_last<S: KitSource>(&mut self, note: &Note, signed: Head) -> Result<(), Finding> {
        self.saw_last = true;
        if (S::SETTLED && *note == self.last_note) || (!S::SETTLED && note.text == self.last_note.text) {
            return Ok(());
        }
        let expected = format!("the note of the file {}, {}", layout::CHECKPOINT, self.last);
        Err(Finding::new(Code::Head, Place::Checkpoint(signed.size), expected, format!("another note, {signed}")))
    }

    /// That the last one was reached, and that none comes behind it.
    pub(super) async fn no_more<S: KitSource>(&mut self, source: &mut S) -> Result<(), VerifyError> {
        if !self.saw_last && (S::SETTLED || self.last.size > 0) {
            let found = format!("{} checkpoints without it", self.count);
            let expected = format!("the last checkpoint, {}", self.last);
            return Err(Finding::in_file(Code::Head, layout::CHECKPOINTS, expected, found).into());
        }
        self.advance(source).await
    }
}
