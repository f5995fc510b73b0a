//! Whether the models that should answer can.

use event_store::Tenant;

use super::Finding;
use super::finding::chain;
use crate::node::{LogUse, Part, open_log, open_understanding, read_model};
use crate::settings::Settings;

const CHECK: &str = "models";

/// Nothing when nothing is understood here, or nothing is kept yet; nor when what tenants declare cannot be used, which is said of the
/// configuration.
pub(super) async fn check(settings: &Settings) -> Option<Finding> {
    look(settings).await.unwrap_or_else(|error| {
        let advice = "see whether the log and the directory of models can be read";
        Some(Finding::fail(CHECK, chain(error), advice))
    })
}

async fn look(settings: &Settings) -> anyhow::Result<Option<Finding>> {
    let Ok(Some(understanding)) = open_understanding(settings) else { return Ok(None) };
    if !Part::Log.is_there(settings).await? {
        return Ok(None);
    }
    let log = open_log(settings, LogUse::Read).await?;
    let model = read_model(log.events.as_ref(), &Tenant::new(&settings.tenant)).await?;
    for version in [Some(model.answering), model.shadow].into_iter().flatten() {
        if let Some(digest) = model.digest(version)
            && let Err(error) = understanding.library().get(digest)
        {
            let (cannot, advice) = if version == model.answering {
                let advice =
                    "bring its file back into the directory of models, or roll back; until then turns have no intents";
                ("answer", advice)
            } else {
                ("run beside", "bring its file back into the directory of models, or end the shadowing")
            };
            let seen = format!("version {version} cannot {cannot}: {}", chain(error));
            return Ok(Some(Finding::fail(CHECK, seen, advice)));
        }
    }
    Ok(Some(Finding::ok(CHECK, format!("version {} of the model of intents answers", model.answering))))
}
