//! From an input to a command and back: the way every mutation takes.

use async_graphql::{Context, Error, ID};
use chrono::{DateTime, TimeDelta};
use commands::{Caller, Command, Outcome, Request};
use domain::{Actor, AgentId, Code, CustomerId, Participant};
use event_store::Tenant;
use uuid::Uuid;

use super::envelope::Envelope;
use crate::auth::{Principal, Role};
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::node_id;
use crate::graphql::services::Services;
use crate::graphql::user_error::UserError;
use crate::transport::CorrelationId;

/// How far the clock of a service may be ahead of ours.
const MOST_AHEAD: TimeDelta = TimeDelta::minutes(5);

/// A command that was done, or why it was not.
pub(super) type Ran = Result<Outcome, UserError>;

/// Checks that the caller may, and executes.
///
/// # Errors
/// Top-level errors: not signed in, not allowed, faults.
pub(super) async fn run<C: Command>(
    context: &Context<'_>,
    any_of: &[Operation],
    envelope: &Envelope,
    command: Result<C, UserError>,
) -> Result<Ran, Error> {
    let principal = require(context, any_of)?;
    match command.and_then(|command| request(context, principal, envelope, command)) {
        Ok(request) => answer(context.data_unchecked::<Services>().executor.execute(request).await),
        Err(error) => Ok(Err(error)),
    }
}

/// The same for a command that asks something of this server besides. A repeat is answered as it was, whatever has become of the server.
///
/// # Errors
/// Those of [`run`], and of `fits`.
pub(super) async fn run_where<C: Command>(
    context: &Context<'_>,
    any_of: &[Operation],
    envelope: &Envelope,
    command: C,
    fits: impl Future<Output = Result<Result<(), UserError>, Error>>,
) -> Result<Ran, Error> {
    let request = match request(context, require(context, any_of)?, envelope, command) {
        Ok(request) => request,
        Err(error) => return Ok(Err(error)),
    };
    let executor = &context.data_unchecked::<Services>().executor;
    if let Some(earlier) = executor.earlier(&request).await.transpose() {
        return answer(earlier);
    }
    match fits.await? {
        Ok(()) => answer(executor.execute(request).await),
        Err(error) => Ok(Err(error)),
    }
}

/// The request for a command.
///
/// # Errors
/// When the envelope or the token does not suit the caller's role.
pub(super) fn request<C>(
    context: &Context<'_>,
    principal: &Principal,
    envelope: &Envelope,
    command: C,
) -> Result<Request<C>, UserError> {
    let may_backdate = matches!(principal.role, Role::Admin | Role::Service);
    if envelope.occurred_at.is_some() && !may_backdate {
        return Err(UserError::invalid("occurredAt", "only services say when something happened"));
    }
    let now = context.data_unchecked::<Services>().executor.clock().now();
    if envelope.occurred_at.is_some_and(|at| at < DateTime::UNIX_EPOCH || at > now + MOST_AHEAD) {
        return Err(UserError::invalid("occurredAt", "a time from 1970 on, at most 5 minutes from now"));
    }
    Ok(Request {
        command_id: envelope.command_id,
        caller: caller(context, principal)?,
        expected_revision: envelope.expected_revision.map(|revision| revision.0),
        occurred_at: envelope.occurred_at,
        causation_id: None,
        command,
    })
}

/// What a client reads of an execution.
///
/// # Errors
/// Faults.
pub(super) fn answer(result: Result<Outcome, commands::Error>) -> Result<Ran, Error> {
    match result {
        Ok(outcome) => Ok(Ok(outcome)),
        Err(error) => UserError::from_command(error).map(Err),
    }
}

/// The caller of a command, from who signed in.
///
/// # Errors
/// When the id in the configuration of the token does not suit its role.
fn caller(context: &Context<'_>, principal: &Principal) -> Result<Caller, UserError> {
    Ok(Caller {
        tenant: Tenant::new(&principal.tenant),
        actor: actor(principal)
            .ok_or_else(|| UserError::invalid("token", "the token's subject does not suit its role"))?,
        on_behalf_of: None,
        correlation_id: context.data_opt::<CorrelationId>().map(|id| id.0),
    })
}

fn actor(principal: &Principal) -> Option<Actor> {
    let uuid = || Uuid::parse_str(&principal.actor_id).ok();
    let code = || principal.actor_id.parse::<Code>().ok();
    match principal.role {
        Role::Admin => code().map(Actor::Admin),
        Role::Supervisor => code().map(Actor::Supervisor),
        Role::Service => code().map(Actor::Service),
        Role::Agent => uuid().map(AgentId).map(Actor::Agent),
        Role::Customer => uuid().map(CustomerId).map(Actor::Customer),
        Role::Assistant => Some(Actor::Assistant),
        Role::Auditor | Role::Analyst => None,
    }
}

/// The id of the agent who asks, or of the one named when someone else asks for them; inside, what is wrong with it.
///
/// # Errors
/// Not signed in, not allowed; `FORBIDDEN` when an agent names another.
pub(super) fn acting_agent(
    context: &Context<'_>,
    any_of: &[Operation],
    named: Option<&ID>,
) -> Result<Result<AgentId, UserError>, Error> {
    let own = match actor(require(context, any_of)?) {
        Some(Actor::Agent(own)) => Some(own),
        Some(Actor::Customer(_) | Actor::Assistant | Actor::Supervisor(_) | Actor::Admin(_) | Actor::Service(_))
        | None => None,
    };
    let named = named.map(|id| node_id::agent(id, "agentId")).transpose();
    match (named, own) {
        (Ok(Some(named)), Some(own)) if named != own => Err(fault(ErrorCode::Forbidden, "agents act for themselves")),
        (Ok(named), own) => Ok(named.or(own).ok_or_else(|| UserError::invalid("agentId", "say which agent"))),
        (Err(bad), _) => Ok(Err(bad.into())),
    }
}

/// The participant that the one who asks is, if they are one.
pub(super) fn own_participant(principal: &Principal) -> Option<Participant> {
    match actor(principal)? {
        Actor::Customer(id) => Some(Participant::Customer(id)),
        Actor::Assistant => Some(Participant::Assistant),
        Actor::Agent(id) => Some(Participant::Agent(id)),
        Actor::Supervisor(_) | Actor::Admin(_) | Actor::Service(_) => None,
    }
}
