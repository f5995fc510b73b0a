//! The decision about a group of appends, made in memory.

use std::collections::HashSet;
use std::convert::Infallible;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::known::View;
use crate::error::event_id_taken;
use crate::intern::Interner;
use crate::outcome::{self, Answer, CommandKey, Record};
use crate::{Append, AppendError, Position, RecordedEvent};

/// What to write and what to answer, if the log stands where the view says.
pub(super) struct Plan {
    /// The head before.
    pub(super) old: Position,
    /// The head after.
    pub(super) new: Position,
    /// In the order of the group.
    pub(super) answers: Vec<Vec<Answer>>,
    pub(super) events: Vec<RecordedEvent>,
    pub(super) commands: Vec<(CommandKey, Record)>,
    /// Something may be wrong that only a look under the lock can tell.
    pub(super) doubtful: bool,
}

/// Decides each chain of a group after those before it. `view` follows along: it ends as the log will stand.
/// `taken` are event ids known to stand in the log.
pub(super) fn decide(
    group: &[Vec<Append>],
    head: Position,
    view: &mut View,
    taken: HashSet<Uuid>,
    types: &mut Interner,
    now: DateTime<Utc>,
) -> Plan {
    let plan =
        Plan { old: head, new: head, answers: Vec::new(), events: Vec::new(), commands: Vec::new(), doubtful: false };
    let mut planner = Planner { plan, view, taken, types, now };
    for chain in group {
        let Ok(answers) = outcome::along_chain(chain, |append| Ok::<_, Infallible>(planner.decide(append)));
        planner.plan.answers.push(answers);
    }
    planner.plan
}

struct Planner<'a> {
    plan: Plan,
    view: &'a mut View,
    taken: HashSet<Uuid>,
    types: &'a mut Interner,
    now: DateTime<Utc>,
}

impl Planner<'_> {
    fn decide(&mut self, append: &Append) -> Answer {
        let command = append.command_key();
        let looked_up = self.view.commands.get(&command);
        if let Some(Some(record)) = looked_up {
            return outcome::repeat(append, record);
        }
        let stream = append.stream_key();
        let actual = self.view.revisions.get(&stream).copied().flatten();
        let first_revision = match outcome::next_revision(append.expected, actual) {
            Ok(revision) => revision,
            Err(conflict) => {
                // It may be a repeat after all.
                self.plan.doubtful |= looked_up.is_none();
                return Err(conflict);
            }
        };
        self.take_event_ids(append)?;
        outcome::record(append, self.plan.new, first_revision, self.now, self.types, &mut self.plan.events);
        self.plan.new += append.events.len() as u64;
        let appended = outcome::first_answer(append, first_revision, self.plan.new);
        let record = Record { digest: append.digest, appended: appended.clone() };
        self.view.revisions.insert(stream, appended.revision);
        self.view.commands.insert(command.clone(), Some(record.clone()));
        self.plan.commands.push((command, record));
        Ok(appended)
    }

    fn take_event_ids(&mut self, append: &Append) -> Result<(), AppendError> {
        for (n, event) in append.events.iter().enumerate() {
            if !self.taken.insert(event.event_id) {
                append.events[..n].iter().for_each(|event| _ = self.taken.remove(&event.event_id));
                return Err(event_id_taken(event.event_id).into());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{Actor, Expected, NewEvent, StreamName, Tenant};

    fn append(command: u128, stream: &str, expected: Expected, event_ids: &[u128]) -> Append {
        let event = |id: &u128| NewEvent {
            event_id: Uuid::from_u128(*id),
            event_type: "conversation.turn_said".into(),
            schema_version: 1,
            occurred_at: DateTime::UNIX_EPOCH,
            body: bytes::Bytes::new(),
        };
        Append {
            tenant: Tenant::new("acme"),
            stream: StreamName::new(stream),
            expected,
            command_id: Uuid::from_u128(command),
            digest: [0; 32],
            causation_id: None,
            correlation_id: None,
            actor: Actor { kind: "agent".into(), id: "a-1".into(), on_behalf_of: None },
            events: event_ids.iter().map(event).collect(),
        }
    }

    fn plan(group: &[Append], view: &mut View) -> Plan {
        let group: Vec<_> = group.iter().map(|append| vec![append.clone()]).collect();
        decide(&group, 10, view, HashSet::from([Uuid::from_u128(99)]), &mut Interner::new(), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn each_append_is_decided_after_those_before_it() {
        let group = [
            append(1, "a-1", Expected::NoStream, &[1, 2]),
            append(2, "a-1", Expected::Revision(1), &[3]),
            append(1, "a-1", Expected::NoStream, &[4]),
        ];
        let plan = plan(&group, &mut View::default());
        assert_eq!((plan.old, plan.new, plan.doubtful), (10, 13, false));
        assert!(plan.events.iter().map(|event| (event.position, event.revision)).eq([(11, 0), (12, 1), (13, 2)]));
        assert!(plan.answers[2][0].as_ref().is_ok_and(|appended| appended.repeated && appended.position == 12));
    }

    #[test]
    fn a_conflict_of_a_command_never_looked_up_is_doubtful() {
        let group = [append(1, "a-1", Expected::Revision(5), &[1])];
        assert!(plan(&group, &mut View::default()).doubtful);
        let mut view = View::default();
        view.commands.insert(group[0].command_key(), None);
        assert!(!plan(&group, &mut view).doubtful);
    }

    #[test]
    fn a_taken_event_id_leaves_nothing_of_its_append() {
        let group = [append(1, "a-1", Expected::Any, &[1, 99]), append(2, "a-1", Expected::Any, &[1])];
        let plan = plan(&group, &mut View::default());
        assert!(plan.answers[0][0].is_err() && plan.answers[1][0].is_ok());
        assert_eq!((plan.events.len(), plan.new), (1, 11));
    }
}
