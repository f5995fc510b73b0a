//! The rules of an append, the same for every engine.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::clock::to_micros;
use crate::intern::Interner;
use crate::{Append, AppendError, Appended, CommandDigest, Expected, Position, RecordedEvent, StreamName, Tenant};

/// What an append is answered with.
pub(crate) type Answer = Result<Appended, AppendError>;

/// A stream among all tenants.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct StreamKey {
    pub(crate) tenant: Tenant,
    pub(crate) stream: StreamName,
}

/// A command among all tenants.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct CommandKey {
    pub(crate) tenant: Tenant,
    pub(crate) command_id: Uuid,
}

/// What the log remembers of a command.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) digest: CommandDigest,
    pub(crate) appended: Appended,
}

impl Append {
    pub(crate) fn stream_key(&self) -> StreamKey {
        StreamKey { tenant: self.tenant.clone(), stream: self.stream.clone() }
    }

    pub(crate) fn command_key(&self) -> CommandKey {
        CommandKey { tenant: self.tenant.clone(), command_id: self.command_id }
    }
}

/// The answer to a command that the log has a record of.
pub(crate) fn repeat(append: &Append, record: &Record) -> Answer {
    if record.digest != append.digest {
        return Err(AppendError::CommandReused);
    }
    Ok(Appended { repeated: true, ..record.appended.clone() })
}

/// Answers a chain up to and with the first append that is not fresh.
pub(crate) fn along_chain<E>(
    chain: &[Append],
    mut append: impl FnMut(&Append) -> Result<Answer, E>,
) -> Result<Vec<Answer>, E> {
    let mut answers = Vec::with_capacity(chain.len());
    for link in chain {
        let answer = append(link)?;
        let is_fresh = answer.as_ref().is_ok_and(|appended| !appended.repeated);
        answers.push(answer);
        if !is_fresh {
            break;
        }
    }
    Ok(answers)
}

/// The revision of the first event of an append to a stream whose last revision is `actual`.
pub(crate) fn next_revision(expected: Expected, actual: Option<u64>) -> Result<u64, AppendError> {
    let holds = match expected {
        Expected::Any => true,
        Expected::NoStream => actual.is_none(),
        Expected::Revision(revision) => actual == Some(revision),
    };
    if !holds {
        return Err(AppendError::Conflict { actual });
    }
    Ok(actual.map_or(0, |revision| revision + 1))
}

/// The first answer to an append that went to `first_revision` and ends at `position`.
pub(crate) fn first_answer(append: &Append, first_revision: u64, position: Position) -> Appended {
    let events = append.events.len() as u64;
    Appended {
        stream: append.stream.clone(),
        revision: (first_revision + events).checked_sub(1),
        position,
        events: events as u32,
        repeated: false,
    }
}

/// The events of an append as they will stand in the log after position `head`.
pub(crate) fn record(
    append: &Append,
    head: Position,
    first_revision: u64,
    recorded_at: DateTime<Utc>,
    types: &mut Interner,
    into: &mut Vec<RecordedEvent>,
) {
    into.extend(append.events.iter().zip(0..).map(|(event, offset)| RecordedEvent {
        position: head + 1 + offset,
        event_id: event.event_id,
        tenant: append.tenant.clone(),
        stream: append.stream.clone(),
        revision: first_revision + offset,
        event_type: types.share(&event.event_type),
        schema_version: event.schema_version,
        occurred_at: to_micros(event.occurred_at),
        recorded_at,
        actor: append.actor.clone(),
        command_id: append.command_id,
        causation_id: append.causation_id,
        correlation_id: append.correlation_id,
        body: event.body.clone(),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Expected, actual: Option<u64>, next: Option<u64>) {
        assert_eq!(next_revision(expected, actual).ok(), next, "{expected:?} at {actual:?}");
    }

    #[test]
    fn an_expectation_holds_only_where_the_stream_is() {
        check(Expected::Any, None, Some(0));
        check(Expected::Any, Some(4), Some(5));
        check(Expected::NoStream, None, Some(0));
        check(Expected::NoStream, Some(0), None);
        check(Expected::Revision(4), Some(4), Some(5));
        check(Expected::Revision(4), Some(5), None);
        check(Expected::Revision(4), Some(3), None);
        check(Expected::Revision(0), None, None);
    }
}
