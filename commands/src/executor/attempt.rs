//! One run of a command from state to append.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{Aggregate, DomainEvent, Meta};
use event_store::{Append, AppendError, Appended, CommandDigest, NewEvent};
use uuid::Uuid;
use vault::{Access, FieldContext, Opened, Personal};

use super::event_id::event_id;
use super::key::Key;
use super::loading::View;
use super::salt::salted;
use super::states::Loaded;
use super::{Executor, Outcome, Request, observe};
use crate::understanding::Understander;
use crate::{Command, Context, Error, World};

/// A command on its way, with what stays the same however often it is tried.
pub(super) struct Asked<'a, C> {
    pub(super) request: &'a Request<C>,
    pub(super) key: Key,
    pub(super) digest: CommandDigest,
    pub(super) at: DateTime<Utc>,
    pub(super) recording: Recording,
}

/// Which commands the log remembers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Recording {
    /// Every one that was not refused.
    Every,
    /// Those that events followed from. Enough for reactions, whose commands change nothing most of the time and do
    /// no harm when they are decided anew.
    Eventful,
}

type EventOf<C> = <<C as Command>::Aggregate as Aggregate>::Event;
/// Fields of the state in the clear, by the event they are bound to and their tag.
type Revealed = HashMap<(Uuid, &'static str), String>;

impl Executor {
    pub(super) async fn attempt<C: Command>(&self, asked: &Asked<'_, C>, view: View) -> Result<Outcome, Error> {
        let (mut loaded, mut events) = self.decided(asked, view).await?;
        let leaves_no_trace = asked.recording == Recording::Eventful && events.is_empty();
        if leaves_no_trace && view == View::Remembered {
            // Without an append nothing tells whether the state was behind the log.
            (loaded, events) = self.decided(asked, View::Current).await?;
        }
        match asked.recording {
            Recording::Eventful if events.is_empty() => Ok(self.unchanged(asked, &loaded)),
            Recording::Eventful | Recording::Every => self.append(asked, loaded, events).await,
        }
    }

    async fn decided<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        view: View,
    ) -> Result<(Loaded<C::Aggregate>, Vec<EventOf<C>>), Error> {
        let loaded = self.loaded(&asked.key, view).await?;
        let events = self.decided_on(asked, &loaded, view).await?;
        Ok((loaded, events))
    }

    pub(super) async fn decided_on<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        loaded: &Loaded<C::Aggregate>,
        view: View,
    ) -> Result<Vec<EventOf<C>>, Error> {
        if asked.request.expected_revision.is_some_and(|expected| loaded.revision != Some(expected)) {
            return Err(Error::Conflict { actual: loaded.revision });
        }
        let command = &asked.request.command;
        let referred = [command.references(), command.concerns(&loaded.state)].concat();
        let world = self.world(&asked.key, referred, view).await?;
        let revealed = self.reveal(asked, command.reveals(&loaded.state)).await?;
        let understander = if C::HEARS { self.understander(&asked.key.tenant).await? } else { None };
        self.decide(asked, &loaded.state, &world, &revealed, understander.as_deref())
    }

    fn decide<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        state: &C::Aggregate,
        world: &World,
        revealed: &Revealed,
        understander: Option<&Understander>,
    ) -> Result<Vec<EventOf<C>>, Error> {
        let reveal = |event_id, tag, _: &Personal<String>| revealed.get(&(event_id, tag)).cloned();
        let actor = &asked.request.caller.actor;
        let context = Context { now: asked.at, actor, policy: &self.0.policy, world, reveal: &reveal, understander };
        asked.request.command.decide(state, &context).map_err(Error::refused)
    }

    async fn reveal<C>(
        &self,
        asked: &Asked<'_, C>,
        fields: Vec<(Uuid, &'static str, &Personal<String>)>,
    ) -> Result<Revealed, Error> {
        let tenant = asked.key.tenant.as_str();
        let sealed: Vec<_> = fields
            .iter()
            .filter_map(|&(event_id, tag, field)| Some((FieldContext { tenant, event_id, tag }, field.as_sealed()?)))
            .collect();
        if sealed.is_empty() {
            return Ok(Revealed::new());
        }
        let actor = &asked.request.caller.actor;
        let access = Access { actor: format!("{}:{}", actor.kind(), actor.id()).into(), purpose: "decide" };
        let opened = self.0.vault.open_many(&sealed, &access).await?;
        let places = fields.iter().filter(|(_, _, field)| !field.is_clear()).map(|&(event_id, tag, _)| (event_id, tag));
        Ok(places.zip(opened).filter_map(|(place, opened)| Some((place, Opened::into_clear(opened)?))).collect())
    }

    fn unchanged<C: Command>(&self, asked: &Asked<'_, C>, loaded: &Loaded<C::Aggregate>) -> Outcome {
        let position = *self.0.store.watch().borrow();
        Outcome { stream: asked.key.name(), revision: loaded.revision, position, events: 0, repeated: false }
    }

    async fn append<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        mut loaded: Loaded<C::Aggregate>,
        events: Vec<EventOf<C>>,
    ) -> Result<Outcome, Error> {
        if !events.is_empty() {
            // The state is taken out of memory, so that it evolves in place, and goes back only once the events are
            // durable: whatever else happens to the append, the next command reads the log.
            self.0.states.forget(&asked.key);
        }
        let append = self.to_append(asked, &mut loaded, events).await?;
        let appended = self.0.store.append(append).await.map_err(|error| append_error(C::NAME, error))?;
        self.remember(asked, &loaded, &appended);
        Ok(appended.into())
    }

    /// What is to be appended; the state evolves as if it was.
    pub(super) async fn to_append<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        loaded: &mut Loaded<C::Aggregate>,
        events: Vec<EventOf<C>>,
    ) -> Result<Append, Error> {
        let expected = loaded.expected();
        let events = self.seal(asked, loaded, events).await?;
        let Request { command_id, caller, causation_id, .. } = asked.request;
        Ok(Append {
            tenant: asked.key.tenant.clone(),
            stream: asked.key.name(),
            expected,
            command_id: *command_id,
            digest: asked.digest,
            causation_id: *causation_id,
            correlation_id: caller.correlation_id,
            actor: caller.to_logged(),
            events,
        })
    }

    /// The answer to a repeat says nothing of the state that was evolved for it.
    fn remember<C: Command>(&self, asked: &Asked<'_, C>, loaded: &Loaded<C::Aggregate>, appended: &Appended) {
        if !appended.repeated && appended.revision.is_some() && appended.revision == loaded.revision {
            self.0.states.keep(&asked.key, loaded);
            self.heed_model(&asked.key.tenant, asked.key.stream);
        }
    }

    /// The events as they are stored. Each evolves the state in its sealed form, which is also how the log gives it back.
    async fn seal<C: Command>(
        &self,
        asked: &Asked<'_, C>,
        loaded: &mut Loaded<C::Aggregate>,
        events: Vec<EventOf<C>>,
    ) -> Result<Vec<NewEvent>, Error> {
        let mut sealed = Vec::with_capacity(events.len());
        for (mut event, index) in events.into_iter().zip(0..) {
            let event_id = event_id(&asked.key.tenant, asked.request.command_id, index, asked.at);
            let owner = loaded.state.subject(&event).unwrap_or(asked.key.stream.uuid());
            self.0.vault.seal(&asked.key.subject(owner), event_id, &mut event).await?;
            let body = event.encode().map_err(Error::Encode)?;
            let body = salted(&self.0.vault, asked.key.tenant.as_str(), event_id, &mut event, body);
            sealed.push(NewEvent {
                event_id,
                event_type: event.event_type().into(),
                schema_version: event.schema_version(),
                occurred_at: asked.at,
                body: body.into(),
            });
            loaded.evolve(&event, Meta { event_id, at: asked.at });
        }
        Ok(sealed)
    }
}

pub(super) fn append_error(command: &'static str, error: AppendError) -> Error {
    match error {
        AppendError::Conflict { actual } => {
            observe::conflict(command);
            Error::Conflict { actual }
        }
        AppendError::CommandReused => Error::CommandReused,
        AppendError::Store(error) => Error::Store(error),
    }
}
