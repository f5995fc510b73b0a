//! A tenant's part of the log as a stream, from a place on.

use std::collections::VecDeque;

use async_graphql::{Context, Error};
use event_store::{RecordedEvent, Subscription, Tenant, subscribe};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::graphql::load;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::shown::is_shown_to_customers;
use crate::graphql::types::LoggedEvent;
use crate::graphql::user_error::store_fault;
use crate::transport::ResumeAfter;

use super::backlog::Backlog;

/// Picks events: by their envelope, so that most are never decoded, and then by what they say.
pub(super) struct Wanted<E, B> {
    /// Whether the envelope is of interest.
    pub(super) envelope: E,
    /// Whether the body is.
    pub(super) body: B,
    /// Whether only what customers are told of is.
    pub(super) for_customer: bool,
}

struct Follower<E, B> {
    services: Services,
    tenant: Tenant,
    /// What is still to be read of the stream's past, when only one stream is followed.
    backlog: Option<Backlog>,
    log: Subscription,
    wanted: Wanted<E, B>,
    /// The views that an event's fields are read from, when those fields are asked for.
    views: &'static [&'static str],
    ready: VecDeque<LoggedEvent>,
}

/// The tenant's events behind `after` that are wanted; from now on when there is no `after`. The past of one `stream` is
/// read from the stream instead of the whole log.
///
/// # Errors
/// Not signed in; `BAD_REQUEST` when the log ends before `after`; `UNAVAILABLE` when the log is away.
pub(super) async fn follow<E, B>(
    context: &Context<'_>,
    after: Option<Position>,
    stream: Option<&str>,
    wanted: Wanted<E, B>,
) -> Result<impl Stream<Item = Result<LoggedEvent, Error>> + use<E, B>, Error>
where
    E: Fn(&RecordedEvent) -> bool + Send + 'static,
    B: Fn(&LoggedEvent) -> bool + Send + 'static,
{
    let (services, tenant) = (context.data_unchecked::<Services>().clone(), load::tenant(context)?);
    let resumed = context.data_opt::<ResumeAfter>().and_then(|resume| resume.0).map(Position);
    let after = resumed.or(after);
    let head = load::check_after(context, after.unwrap_or(Position(0))).await?;
    let after = after.map_or(head, |position| position.0);
    let backlog = stream.map(|stream| Backlog::new(stream, after, head));
    let log = subscribe(services.store.clone(), if backlog.is_some() { head } else { after });
    let views = views(context);
    let follower = Follower { services, tenant, backlog, log, wanted, views, ready: VecDeque::new() };
    Ok(unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        match follower.next().await {
            Ok(event) => Some((Ok(event), Some(follower))),
            // The stream ends after an error; the client resumes from the last position it saw.
            Err(error) => Some((Err(error), None)),
        }
    }))
}

/// The views behind what is asked of each event.
fn views(context: &Context<'_>) -> &'static [&'static str] {
    let asked = context.look_ahead();
    if asked.field("turn").exists() || asked.field("conversation").exists() {
        &[load::CONVERSATIONS, load::TURNS]
    } else {
        &[]
    }
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
            for recorded in self.batch().await? {
                self.take(recorded).await?;
            }
            // Once for all of them: a view that lags makes the stream late instead of ending it.
            if let Some(last) = self.ready.back().filter(|_| !self.views.is_empty()) {
                load::catch_up(&self.services, self.views, last.recorded.position).await?;
            }
        }
    }

    async fn batch(&mut self) -> Result<Vec<RecordedEvent>, Error> {
        if let Some(backlog) = &mut self.backlog {
            let past = backlog.next(&*self.services.store, &self.tenant).await;
            match past.map_err(|error| store_fault(&error))? {
                Some(events) => return Ok(events),
                None => self.backlog = None,
            }
        }
        self.log.next().await.map_err(|error| store_fault(&error))
    }

    async fn take(&mut self, recorded: RecordedEvent) -> Result<(), Error> {
        if recorded.tenant != self.tenant || !(self.wanted.envelope)(&recorded) {
            return Ok(());
        }
        let event = LoggedEvent::decode(recorded)?;
        let told = !self.wanted.for_customer || is_shown_to_customers(&self.services, &event).await?;
        if told && (self.wanted.body)(&event) {
            self.ready.push_back(event);
        }
        Ok(())
    }
}
