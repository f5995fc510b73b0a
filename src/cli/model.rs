//! `colloquy model`: trains, measures and promotes what recognises intents.

mod evaluate;
mod list;
mod promote;
mod report;
mod seen;
mod train;
mod words;

use std::sync::Arc;

use clap::{Args, Subcommand};
use commands::model::{EndShadowing, StartShadowing};
use commands::understanding::Library;
use commands::{Caller, Command, Request};
use domain::{Actor, Code, ModelId};
use event_store::Tenant;
use intelligence::intent::IntentModel;
use serde_json::json;

use super::Call;
use crate::edge;
use crate::exit::Stop;
use crate::node::{LogUse, Workbench, open_log, open_understanding, read_model};

const ID: ModelId = ModelId::INTENTS;

/// Train, measure and promote what recognises intents. On SQLite the server must be stopped while a version is recorded or
/// promoted here; it can be asked to promote through GraphQL.
#[derive(Args, Debug)]
pub struct Model {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Train a version from labelled texts, and record what it came from and how it did.
    Train(train::Train),
    /// Measure a version on labelled texts.
    Evaluate(evaluate::Evaluate),
    /// List the versions, and who let which of them answer.
    List,
    /// Let a version answer from now on; 0 is what ships with the program.
    Promote {
        /// Which.
        version: u32,
    },
    /// Let the version answer again that did before.
    Rollback {
        /// Why, as a code that stands in the log, such as `worse`.
        #[arg(long)]
        reason: Code,
    },
    /// Let a version run beside the one that answers; what it makes of turns is recorded and has no effect.
    Shadow {
        /// Which.
        #[arg(required_unless_present = "end")]
        version: Option<u32>,
        /// Let none run beside it any more.
        #[arg(long, conflicts_with = "version")]
        end: bool,
    },
}

pub async fn run(call: &Call, model: Model) -> anyhow::Result<()> {
    match model.what {
        What::Train(train) => train::run(call, train).await,
        What::Evaluate(evaluate) => evaluate::run(call, evaluate).await,
        What::List => list::run(call).await,
        What::Promote { version } => promote::run(call, version).await,
        What::Rollback { reason } => promote::roll_back(call, reason).await,
        What::Shadow { version: Some(version), .. } => {
            usable(call, version).await?;
            ask(call, StartShadowing { id: ID, version }, "runs beside").await
        }
        What::Shadow { version: None, .. } => ask(call, EndShadowing { id: ID }, "ended").await,
    }
}

async fn ask<C: Command>(call: &Call, command: C, done: &str) -> anyhow::Result<()> {
    let workbench = Workbench::open(&call.settings).await?;
    let position = execute(&workbench, command).await?;
    Ok(call.output.result(&json!({"done": done, "position": position}), || format!("{done}: position {position}"))?)
}

/// The model of a version that there must be.
fn version_of(library: &Library, state: &domain::model::Model, version: u32) -> anyhow::Result<Arc<IntentModel>> {
    let found = library.version(state, version)?;
    Ok(found.ok_or_else(|| Stop::not_found(format!("the model has no version {version}")))?)
}

/// A version whose bytes are missing here would answer nothing. One that never was is left for the rules to turn down.
async fn usable(call: &Call, version: u32) -> anyhow::Result<()> {
    let understanding = open_understanding(&call.settings)?;
    let log = open_log(&call.settings, LogUse::Read).await?;
    let state = read_model(log.events.as_ref(), &Tenant::new(&call.settings.tenant)).await?;
    understanding.map(|understanding| understanding.library().version(&state, version)).transpose()?;
    Ok(())
}

/// Asks as the operator, and says where in the log the answer stands.
async fn execute<C: Command>(workbench: &Workbench, command: C) -> anyhow::Result<u64> {
    let actor = Actor::Admin(Code::known("operator"));
    let request = Request {
        command_id: edge::fresh_id(),
        caller: Caller { tenant: workbench.tenant.clone(), actor, on_behalf_of: None, correlation_id: None },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command,
    };
    Ok(workbench.executor.execute(request).await?.position)
}
