//! What turns are understood with, opened from the settings.

use std::collections::HashMap;

use anyhow::Context as _;
use commands::Understanding;
use commands::understanding::{Instruments, Library, Understander};
use domain::model::Model;
use domain::{Aggregate as _, DomainEvent as _, Meta, ModelId, StreamId};
use event_store::{EventStore, StreamName, Tenant};

use super::{LogUse, Part, declarations, open_log};
use crate::settings::Settings;

/// How many events are read at once.
const PAGE: usize = 500;

/// What turns are understood with; nothing when that is turned off.
///
/// # Errors
/// When the file of declarations cannot be read or declares what cannot be.
pub fn open_understanding(settings: &Settings) -> anyhow::Result<Option<Understanding>> {
    if settings.understanding.enabled { understanding(settings).map(Some) } else { Ok(None) }
}

fn understanding(settings: &Settings) -> anyhow::Result<Understanding> {
    let declared =
        settings.understanding.declarations.as_deref().map_or_else(|| Ok(HashMap::new()), declarations::read)?;
    Ok(Understanding::new(Instruments::new(&declared)?, Library::new(settings.models_directory())))
}

/// What understands for the operator's tenant, as the log stands; as the program ships when there is no log. It makes
/// nothing.
///
/// # Errors
/// As [`open_understanding`]; when a log that is there cannot be read, or the version that should answer cannot be used: turns are
/// recorded without it, but who asks what a text means must not take its silence for an answer.
pub async fn understander(settings: &Settings) -> anyhow::Result<Understander> {
    let tenant = Tenant::new(&settings.tenant);
    let model = if Part::Log.is_there(settings).await? {
        read_model(open_log(settings, LogUse::Read).await?.events.as_ref(), &tenant).await?
    } else {
        Model::default()
    };
    let understanding = understanding(settings)?;
    let answering = model.answering;
    let used = understanding.library().version(&model, answering);
    let _kept =
        used.with_context(|| format!("version {answering} of the model, which should answer, cannot be used"))?;
    Ok(understanding.of(&tenant, &model))
}

/// The state of the tenant's model of intents.
///
/// # Errors
/// When the log cannot be read.
pub async fn read_model(events: &dyn EventStore, tenant: &Tenant) -> anyhow::Result<Model> {
    let stream = StreamName::new(&StreamId::Model(ModelId::INTENTS).to_string());
    let (mut model, mut next) = (Model::default(), 0);
    loop {
        let page = events.read_stream(tenant, &stream, next, PAGE).await?;
        if page.is_empty() {
            return Ok(model);
        }
        for recorded in page {
            let event =
                domain::model::ModelEvent::decode(&recorded.event_type, recorded.schema_version, &recorded.body)?;
            model.evolve(&event, Meta { event_id: recorded.event_id, at: recorded.occurred_at });
            next = recorded.revision + 1;
        }
    }
}
