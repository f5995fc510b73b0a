//! A tenant's part of the log as a stream, from a place on.

use std::collections::VecDeque;

use async_graphql::{Context, Error};
use event_store::{RecordedEvent, Subscription, Tenant, subscribe};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::graphql::load;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::LoggedEvent;
use crate::graphql::user_error::store_fault;
use crate::transport::ResumeAfter;

/// Picks events: by their envelope, so that most are never decoded, and then by what they say.
pub(super) struct Wanted<E, B> {
    /// Whether the envelope is of interest.
    pub(super) envelope: E,
    /// Whether the body is.
    pub(super) body: B,
}

struct Follower<E, B> {
    log: Subscription,
    tenant: Tenant,
    wanted: Wanted<E, B>,
    ready: VecDeque<LoggedEvent>,
}

/// The tenant's events behind `after` that are wanted; from now on when there is no `after`.
///
/// # Errors
/// Not signed in; `UNAVAILABLE` when the log is away.
pub(super) async fn follow<E, B>(
    context: &Context<'_>,
    after: Option<Position>,
    wanted: Wanted<E, B>,
) -> Result<impl Stream<Item = Result<LoggedEvent, Error>> + use<E, B>, Error>
where
    E: Fn(&RecordedEvent) -> bool + Send + 'static,
    B: Fn(&LoggedEvent) -> bool + Send + 'static,
{
    let services = context.data_unchecked::<Services>();
    let resumed = context.data_opt::<ResumeAfter>().and_then(|resume| resume.0).map(Position);
    let after = match resumed.or(after) {
        Some(position) => position.0,
        None => services.store.head().await.map_err(|error| store_fault(&error))?,
    };
    let log = subscribe(services.store.clone(), after);
    let follower = Follower { log, tenant: load::tenant(context)?, wanted, ready: VecDeque::new() };
    Ok(unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        match follower.next().await {
            Ok(event) => Some((Ok(event), Some(follower))),
            // The stream ends after an error; the client resumes from the last position it saw.
            Err(error) => Some((Err(error), None)),
        }
    }))
}

impl<E, B> Follower<E, B>
where
    E: Fn(&RecordedEvent) -> bool,
    B: Fn(&LoggedEvent) -> bool,
{
    async fn next(&mut self) -> Result<LoggedEvent, Error> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            for recorded in self.log.next().await.map_err(|error| store_fault(&error))? {
                self.take(recorded)?;
            }
        }
    }

    fn take(&mut self, recorded: RecordedEvent) -> Result<(), Error> {
        if recorded.tenant == self.tenant && (self.wanted.envelope)(&recorded) {
            let event = LoggedEvent::decode(recorded)?;
            if (self.wanted.body)(&event) {
                self.ready.push_back(event);
            }
        }
        Ok(())
    }
}
