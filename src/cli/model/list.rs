//! The versions of the model, and who let which of them answer.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::model::{Model, ModelEvent, Version};
use domain::{DomainEvent as _, StreamId};
use event_store::{EventStore, RecordedEvent, StreamName, Tenant};
use serde_json::{Value, json};

use super::super::Call;
use super::ID;
use super::report::numbers;
use crate::node::{LogUse, open_log, read_model};
use crate::output;

/// The most events of a model that are read; more trainings than anyone makes.
const MOST: usize = 100_000;

pub(super) async fn run(call: &Call) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?;
    let tenant = Tenant::new(&call.settings.tenant);
    let model = read_model(log.events.as_ref(), &tenant).await?;
    let story = story(log.events.as_ref(), &tenant).await?;
    Ok(call.output.result(&document(&model, &story), || text(&model, &story))?)
}

/// What happened to the model: when, by whom, what.
async fn story(events: &dyn EventStore, tenant: &Tenant) -> anyhow::Result<Vec<[String; 3]>> {
    let stream = StreamName::new(&StreamId::Model(ID).to_string());
    let events = events.read_stream(tenant, &stream, 0, MOST).await?;
    events.iter().map(told).collect()
}

fn told(recorded: &RecordedEvent) -> anyhow::Result<[String; 3]> {
    let event = ModelEvent::decode(&recorded.event_type, recorded.schema_version, &recorded.body)?;
    let what = match event {
        ModelEvent::Trained(trained) => format!("trained {}", trained.version),
        ModelEvent::Promoted(promoted) => format!("promoted {} after {}", promoted.version, promoted.before),
        ModelEvent::RolledBack(back) => {
            format!("rolled back from {} to {}: {}", back.before, back.version, back.reason)
        }
        ModelEvent::ShadowingStarted(started) => format!("{} began to run beside", started.version),
        ModelEvent::ShadowingEnded(ended) => format!("{} ended to run beside", ended.version),
    };
    let who = format!("{}:{}", recorded.actor.kind, recorded.actor.id);
    Ok([moment(recorded.occurred_at), who, what])
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn document(model: &Model, story: &[[String; 3]]) -> Value {
    let version = |(number, version): (&u32, &Version)| {
        json!({
            "version": number, "digest": version.model, "bytes": version.bytes, "lineage": version.lineage,
            "evaluation": version.evaluation.map(numbers), "trainedAt": version.trained_at,
        })
    };
    let versions: Vec<_> = model.versions.iter().map(version).collect();
    let story: Vec<_> = story.iter().map(|[at, by, what]| json!({"at": at, "by": by, "what": what})).collect();
    json!({"answering": model.answering, "shadow": model.shadow, "versions": versions, "story": story})
}

fn text(model: &Model, story: &[[String; 3]]) -> String {
    let starter = vec!["0".to_owned(), standing(model, 0), "ships with the program".to_owned()];
    let rows: Vec<_> = std::iter::once(starter).chain(model.versions.iter().map(|entry| row(model, entry))).collect();
    let heading = [
        "version",
        "",
        "source",
        "on",
        "examples",
        "intents",
        "measured with",
        "accuracy",
        "macro-F1",
        "calibration error",
        "trained",
    ];
    let versions = output::table(&heading, &rows);
    let story = story.iter().map(|line| line.join("  ")).collect::<Vec<_>>().join("\n");
    if story.is_empty() { versions } else { format!("{versions}\n\n{story}") }
}

fn row(model: &Model, (number, version): (&u32, &Version)) -> Vec<String> {
    let lineage = &version.lineage;
    let with = version.evaluation.map_or_else(|| "-".to_owned(), |measured| measured.examples.to_string());
    let evaluation =
        version.evaluation.map(|measured| [measured.accuracy, measured.macro_f1, measured.calibration_error]);
    let shares =
        evaluation.map_or_else(|| [(); 3].map(|()| "-".to_owned()), |all| all.map(|one| format!("{:.3}", one.share())));
    let [accuracy, macro_f1, error] = shares;
    vec![
        number.to_string(),
        standing(model, *number),
        lineage.source.to_string(),
        lineage.parent.map(|parent| parent.to_string()).unwrap_or_default(),
        lineage.examples.to_string(),
        lineage.labels.to_string(),
        with,
        accuracy,
        macro_f1,
        error,
        moment(version.trained_at),
    ]
}

fn standing(model: &Model, version: u32) -> String {
    match version {
        version if model.answering == version => "answers".to_owned(),
        version if model.shadow == Some(version) => "runs beside".to_owned(),
        _ => String::new(),
    }
}
