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

/// Commits a group and tells what was done. After an `Err` the session must not be used again: what it holds, and
/// whether the group was committed, is unknown.
pub(super) async fn commit(
    session: &mut Session,
    memory: &mut Memory,
    group: &[Vec<Append>],
    now: DateTime<Utc>,
) -> Result<Plan, Error> {
    session.bell.begin(Instant::now());
    let hopeful = session.has_led && group.iter().flatten().all(|append| !append.events.is_empty());
    let hoped = if hopeful { hope(session, memory, group, now).await? } else { None };
    let plan = match hoped {
        Some(plan) => plan,
        None => under_lock(session, memory, group, now).await?,
    };
    (session.head, session.has_led) = (plan.new, true);
    session.bell.committed(plan.new, Instant::now());
    Ok(plan)
}

/// One statement, on the belief that no other process has written and that new streams and commands are new. `None`
/// when that was wrong; then nothing was written. Every command must have events: their index tells repeats.
async fn hope(
    session: &Session,
    memory: &mut Memory,
    group: &[Vec<Append>],
    now: DateTime<Utc>,
) -> Result<Option<Plan>, Error> {
    let mut view = memory.known.view(group);
    let wanted = view.wanted(group);
    if !wanted.is_empty() {
        let found = session.look_up(&wanted).await;
        let (revisions, commands) = found.map_err(fault::away("streams could not be looked up"))?;
        view.add(wanted, revisions, commands);
    }
    let plan = plan::decide(group, session.head, &mut view, HashSet::new(), &mut memory.types, now);
    if plan.doubtful {
        return Ok(None);
    }
    match session.write(&plan).await {
        Ok(true) => {
            memory.known.learn(view);
            Ok(Some(plan))
        }
        Ok(false) => Ok(None),
        Err(error) if fault::is_duplicate(&error) => Ok(None),
        Err(error) => Err(fault::away("a group could not be written")(error)),
    }
}

/// Two round trips, with the head locked and everything looked up.
async fn under_lock(
    session: &Session,
    memory: &mut Memory,
    group: &[Vec<Append>],
    now: DateTime<Utc>,
) -> Result<Plan, Error> {
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
    let written = session.write_locked(&plan).await.map_err(fault::away("a group could not be written"))?;
    if !written {
        return Err(Error::Corrupt("the head moved while it was locked".into()));
    }
    memory.known.learn(view);
    Ok(plan)
}
