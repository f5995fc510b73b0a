//! Which durations end with an event.

use domain::conversation::HandoffTarget;
use domain::conversation::event::{HandoffRequested, Opened, Reopened, TurnRecorded};
use domain::conversation::{Answering, Visibility};
use domain::{Language, Participant};

use super::duration::between;
use super::{CaseRow, Metric};
use crate::Seen;

impl CaseRow {
    pub(super) fn open(seen: &Seen<'_>, opened: &Opened) -> Self {
        let human = match opened.answering {
            Answering::Assistant => None,
            Answering::Queue { .. } | Answering::Agent { .. } => Some(seen.at()),
        };
        Self {
            tenant: seen.tenant(),
            conversation: seen.conversation(),
            channel: opened.channel.clone(),
            language: opened.language.as_ref().map_or("", Language::as_str).to_owned(),
            opened_at: seen.at(),
            cycle: 1,
            cycle_began_at: seen.at(),
            called_at: human,
            responded: false,
            human_responded: false,
        }
    }

    pub(super) fn request_handoff(&mut self, seen: &Seen<'_>, requested: &HandoffRequested) {
        match requested.target {
            HandoffTarget::Assistant => {}
            HandoffTarget::Queue { .. } | HandoffTarget::Skill { .. } | HandoffTarget::Agent { .. } => self.call(seen),
        }
    }

    pub(super) fn call(&mut self, seen: &Seen<'_>) {
        self.called_at = self.called_at.or(Some(seen.at()));
    }

    pub(super) fn reopen(&mut self, seen: &Seen<'_>, reopened: &Reopened) {
        self.cycle = reopened.cycle;
        self.cycle_began_at = seen.at();
    }

    /// The durations that a turn ends, in milliseconds.
    pub(super) fn respond(&mut self, seen: &Seen<'_>, turn: &TurnRecorded) -> Vec<(Metric, u64)> {
        let mut measured = Vec::new();
        if turn.visibility == Visibility::Internal || self.cycle > 1 {
            return measured;
        }
        let human = match turn.author {
            Participant::Customer(_) => return measured,
            Participant::Assistant => false,
            Participant::Agent(_) => true,
        };
        if !std::mem::replace(&mut self.responded, true) {
            measured.push((Metric::FirstResponse, between(self.opened_at, seen.at())));
        }
        if human && !std::mem::replace(&mut self.human_responded, true) {
            let called = self.called_at.unwrap_or(self.opened_at);
            measured.push((Metric::FirstHumanResponse, between(called, seen.at())));
        }
        measured
    }

    /// How long this cycle took, in milliseconds.
    pub(super) fn resolve(&self, seen: &Seen<'_>) -> (Metric, u64) {
        (Metric::Resolution, between(self.cycle_began_at, seen.at()))
    }
}
