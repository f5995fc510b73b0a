//! The mutations about the model that recognises intents.

use async_graphql::{Context, Error, InputObject, Object};
use commands::model::{EndShadowing, Promote, RollBack, StartShadowing};
use domain::ModelId;

use super::envelope::Envelope;
use super::payload::ModelPayload;
use super::run::{run, run_where};
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault};
use crate::graphql::load;
use crate::graphql::scalars::Code;
use crate::graphql::services::Services;
use crate::graphql::types::IntentModel;
use crate::graphql::user_error::{UserError, log_fault};

const MANAGE: &[Operation] = &[Operation::ManageService];
const ID: ModelId = ModelId::INTENTS;

/// Lets a version answer.
#[derive(InputObject, Debug)]
pub struct PromoteModelInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which version; 0 is what ships with the program.
    version: u32,
}

/// Lets the version answer that did before.
#[derive(InputObject, Debug)]
pub struct RollBackModelInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Why.
    reason: Code,
}

/// Lets a version run beside the one that answers.
#[derive(InputObject, Debug)]
pub struct StartShadowingInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which version; 0 is what ships with the program.
    version: u32,
}

/// Lets no version run beside the one that answers.
#[derive(InputObject, Debug)]
pub struct EndShadowingInput {
    #[graphql(flatten)]
    envelope: Envelope,
}

/// A version whose bytes are missing on this server would answer nothing. One that never was is left for the rules to turn down.
async fn usable(context: &Context<'_>, version: u32) -> Result<Result<(), UserError>, Error> {
    let IntentModel(model) = load::intent_model(context).await?;
    let executor = context.data_unchecked::<Services>().executor.clone();
    let Some(digest) = model.digest(version) else { return Ok(Ok(())) };
    let got = tokio::task::spawn_blocking(move || executor.understanding().map(|known| known.library().get(digest)));
    match got.await {
        Ok(None | Some(Ok(_))) => Ok(Ok(())),
        Ok(Some(Err(error))) => {
            log_fault(&error);
            Ok(Err(UserError::invalid("version", "the file of this version is missing or altered on this server")))
        }
        Err(_) => Err(fault(ErrorCode::Internal, "something went wrong on our side")),
    }
}

/// The same of the version that would answer again.
async fn usable_before(context: &Context<'_>) -> Result<Result<(), UserError>, Error> {
    let IntentModel(model) = load::intent_model(context).await?;
    match model.before.last() {
        Some(&version) => usable(context, version).await,
        None => Ok(Ok(())),
    }
}

/// All of them.
#[derive(Default)]
pub struct ModelMutations;

#[Object]
impl ModelMutations {
    /// Lets a version of the model that recognises intents answer from now on. What was understood before stays as it was.
    async fn promote_model(&self, context: &Context<'_>, input: PromoteModelInput) -> Result<ModelPayload, Error> {
        let command = Promote { id: ID, version: input.version };
        let ran = run_where(context, MANAGE, &input.envelope, command, usable(context, input.version)).await?;
        Ok(ModelPayload::new(Ok(ID), ran))
    }

    /// Lets the version answer again that did before the one that answers.
    async fn roll_back_model(&self, context: &Context<'_>, input: RollBackModelInput) -> Result<ModelPayload, Error> {
        let command = RollBack { id: ID, reason: input.reason.0 };
        let ran = run_where(context, MANAGE, &input.envelope, command, usable_before(context)).await?;
        Ok(ModelPayload::new(Ok(ID), ran))
    }

    /// Lets a version run beside the one that answers: what it makes of turns is recorded and has no effect.
    async fn start_shadowing(&self, context: &Context<'_>, input: StartShadowingInput) -> Result<ModelPayload, Error> {
        let command = StartShadowing { id: ID, version: input.version };
        let ran = run_where(context, MANAGE, &input.envelope, command, usable(context, input.version)).await?;
        Ok(ModelPayload::new(Ok(ID), ran))
    }

    /// Lets no version run beside the one that answers.
    async fn end_shadowing(&self, context: &Context<'_>, input: EndShadowingInput) -> Result<ModelPayload, Error> {
        let ran = run(context, MANAGE, &input.envelope, Ok(EndShadowing { id: ID })).await?;
        Ok(ModelPayload::new(Ok(ID), ran))
    }
}
