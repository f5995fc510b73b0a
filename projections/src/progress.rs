//! How far the views have come, for those who wait: read your own writes.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::status::ViewState;
use crate::{Error, ReadModel, WaitError, registry};

/// How often the table is asked while another process feeds the views.
const POLL: Duration = Duration::from_millis(25);

/// How far a view has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    pub(crate) position: u64,
    pub(crate) state: ViewState,
}

pub(crate) type Standings = BTreeMap<&'static str, Standing>;

/// What the runner of this process tells; nothing while it does not feed the views.
#[derive(Debug)]
pub(crate) struct Progresses {
    told: watch::Sender<Option<Standings>>,
    asked: Notify,
    names: Vec<&'static str>,
}

impl Progresses {
    pub(crate) fn new(names: Vec<&'static str>) -> Self {
        Self { told: watch::Sender::new(None), asked: Notify::new(), names }
    }

    pub(crate) fn tell(&self, standings: Option<Standings>) {
        self.told.send_replace(standings);
    }

    /// Returns once somebody in this process waits for the views.
    pub(crate) async fn somebody_waits(&self) {
        while self.told.receiver_count() == 0 {
            self.asked.notified().await;
        }
    }

    /// Waits until all of these views have come to the position.
    pub(crate) async fn wait(
        &self,
        model: &dyn ReadModel,
        names: &[&str],
        position: u64,
        limit: Duration,
    ) -> Result<(), WaitError> {
        let names = names.iter().map(|name| self.known(name)).collect::<Result<Vec<_>, _>>()?;
        let deadline = Instant::now() + limit;
        let mut told = self.told.subscribe();
        loop {
            let here = told.borrow_and_update().clone();
            let next = if here.is_some() { deadline } else { deadline.min(Instant::now() + POLL) };
            let standings = match here {
                Some(standings) => standings,
                None => self.read(model).await?,
            };
            let Some(view) = behind(&standings, &names, position)? else { return Ok(()) };
            if Instant::now() >= deadline {
                return Err(WaitError::TimedOut { view, position });
            }
            self.asked.notify_one();
            // Whether it changed or time went by, the next round looks.
            let _woken = tokio::time::timeout_at(next, told.changed()).await;
        }
    }

    fn known(&self, name: &str) -> Result<&'static str, Error> {
        let known = self.names.iter().find(|known| **known == name).copied();
        known.ok_or_else(|| Error::UnknownView { name: name.to_owned() })
    }

    async fn read(&self, model: &dyn ReadModel) -> Result<Standings, Error> {
        let records = registry::read(model).await?.into_iter();
        let known = records.filter_map(|record| {
            let name = self.known(&record.name).ok()?;
            Some((name, Standing { position: record.position, state: record.state }))
        });
        Ok(known.collect())
    }
}

/// One of the views that is not there yet.
fn behind(standings: &Standings, names: &[&'static str], position: u64) -> Result<Option<&'static str>, WaitError> {
    for name in names {
        match standings.get(name) {
            Some(standing) if standing.position >= position => {}
            Some(Standing { state: ViewState::Stopped, .. }) => return Err(WaitError::Stopped { view: name }),
            Some(Standing { state: ViewState::Live, .. }) | None => return Ok(Some(name)),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn it_is_known_whether_somebody_waits() {
        let progresses = Progresses::new(vec!["list"]);
        let moment = Duration::from_millis(50);
        // Who has come and gone waits no more.
        progresses.asked.notify_one();
        assert!(timeout(moment, progresses.somebody_waits()).await.is_err());
        let waiting = progresses.told.subscribe();
        progresses.asked.notify_one();
        timeout(moment, progresses.somebody_waits()).await.unwrap();
        drop(waiting);
        assert!(timeout(moment, progresses.somebody_waits()).await.is_err());
    }
}
