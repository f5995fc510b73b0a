//! How a group gets into the log: hoping first, under the lock if that fails.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use tokio::time::Instant;
use uuid::Uuid;

use super::fault;
use super::known::{Known, View, Wanted};
use super::plan::{self, Plan};
use super::session::{Locked, Session};
use crate::intern::Interner;
use crate::{Append, Error};

/// What the writer keeps from group to group.
pub(super) struct Memory {
    pub(super) known: Known,
    pub(super) types: Interner,
}

/// Plans a group on the belief that what was sent before is committed, that no other process has written, and that new
/// streams and commands are new: one statement can then write it. `None` when the database must be asked first: with
/// `alone`, when nothing else is on its way, only the lock can help. What was planned is known from here on.
pub(super) async fn hope(
    session: &mut Session,
    memory: &mut Memory,
    group: &[Vec<Append>],
    alone: bool,
    now: DateTime<Utc>,
) -> Result<Option<Plan>, Error> {
    // The index of events tells repeats only of commands that have some.
    if !session.has_led || group.iter().flatten().any(|append| append.events.is_empty()) {
        return Ok(None);
    }
    let mut view = memory.known.view(group);
    let wanted = view.wanted(group);
    if !wanted.is_empty() {
        if !alone {
            return Ok(None);
        }
        let found = session.look_up(&wanted).await;
        let (revisions, commands) = found.map_err(fault::away("streams could not be looked up"))?;
        view.add(wanted, revisions, commands);
    }
    let plan = plan::decide(group, session.head, &mut view, HashSet::new(), &mut memory.types, now);
    if plan.doubtful {
        return Ok(None);
    }
    session.head = plan.new;
    memory.known.learn(view);
    Ok(Some(plan))
}

/// Two round trips, with the head locked and everything looked up. After an `Err` the session must not be used again:
/// what it holds, and whether the group was committed, is unknown.
pub(super) async fn under_lock(
    session: &mut Session,
    memory: &mut Memory,
    group: &[Vec<Append>],
    now: DateTime<Utc>,
) -> Result<Plan, Error> {
    let loud = session.bell.begin(Instant::now());
    let wanted = Wanted::all(group);
    let event_ids: Vec<Uuid> =
        group.iter().flatten().flat_map(|append| &append.events).map(|event| event.event_id).collect();
    let locked = session.lock(&wanted, &event_ids).await.map_err(fault::away("the head could not be locked"))?;
    let Locked { head, revisions, commands, taken } = locked;
    if head != session.head {
        memory.known.forget_revisions();
    }
    let mut view = View::default();
    view.add(wanted, revisions, commands);
    let plan = plan::decide(group, head, &mut view, taken, &mut memory.types, now);
    let written = session.write_locked(&plan, loud).await.map_err(fault::away("a group could not be written"))?;
    if !written {
        return Err(Error::Corrupt("the head moved while it was locked".into()));
    }
    memory.known.learn(view);
    (session.head, session.has_led) = (plan.new, true);
    session.bell.committed(plan.new, loud, Instant::now());
    Ok(plan)
}
