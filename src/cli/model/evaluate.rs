//! Measures a version on labelled texts.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use event_store::Tenant;
use intelligence::intent::{self, Evaluation, Point};
use intelligence::language::{Detector, Language, Prior};
use serde_json::{Value, json};

use super::super::Call;
use super::{seen, version_of};
use crate::exit::Stop;
use crate::node::{LogUse, Part, open_log, open_understanding, read_model};
use crate::output;
use crate::training::Examples;

/// How many confusions are shown.
const CONFUSIONS: usize = 10;
/// How many points of the out-of-scope curve are shown.
const POINTS: usize = 10;

/// Measure a version on labelled texts: accuracy, macro-F1, calibration, what is taken for what, and what each threshold
/// would turn away.
#[derive(Args, Debug)]
pub(super) struct Evaluate {
    /// Files of JSON lines, as for training; texts that the version was trained on flatter it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which version: the one that answers when absent; 0 is what ships with the program.
    #[arg(long)]
    version: Option<u32>,
}

pub(super) async fn run(call: &Call, evaluate: Evaluate) -> anyhow::Result<()> {
    let mut examples = Examples::default();
    for file in &evaluate.files {
        examples.read(file)?;
    }
    let examples = examples.settled();
    let Measured { version, model, learned } = measured(call, evaluate.version).await?;
    let warning = seen::warning(version, &model, learned, &examples);
    if let Some(warning) = &warning {
        output::say(&format!("warning: {warning}"));
    }
    let examples = examples.all;
    let all = intent::evaluate(&model, &examples);
    let by_language: Vec<_> =
        by_language(examples).into_iter().map(|(name, part)| (name, intent::evaluate(&model, &part))).collect();
    let least = model.linear().header().calibration.least;
    Ok(call.output.result(&document(version, warning.as_ref(), &all, &by_language), || {
        text(version, least, &all, &by_language)
    })?)
}

/// A version that is measured.
struct Measured {
    version: u32,
    model: Arc<intent::IntentModel>,
    /// From how many examples it learned.
    learned: usize,
}

async fn measured(call: &Call, wanted: Option<u32>) -> anyhow::Result<Measured> {
    let understanding = open_understanding(&call.settings)?;
    let understanding = understanding.ok_or_else(|| Stop::usage("understanding.enabled is false"))?;
    let state = if Part::Log.is_there(&call.settings).await? {
        let log = open_log(&call.settings, LogUse::Read).await?;
        read_model(log.events.as_ref(), &Tenant::new(&call.settings.tenant)).await?
    } else {
        domain::model::Model::default()
    };
    let version = wanted.unwrap_or(state.answering);
    let model = version_of(understanding.library(), &state, version)?;
    let trained = state.versions.get(&version).and_then(|trained| trained.lineage.examples.try_into().ok());
    let learned = trained.unwrap_or(model.linear().header().lineage.examples);
    Ok(Measured { version, model, learned })
}

/// The examples by the language that is recognised in them.
fn by_language(examples: Vec<intent::Example>) -> Vec<(String, Vec<intent::Example>)> {
    let detector = Detector::new();
    let mut parts: Vec<(Option<Language>, Vec<intent::Example>)> = Vec::new();
    for example in examples {
        let language = detector.detect(&example.text, &Prior::default()).language;
        match parts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, part)) => part.push(example),
            None => parts.push((language, vec![example])),
        }
    }
    parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.len()));
    let name = |language: Option<Language>| language.map_or_else(|| "unknown".to_owned(), |known| known.to_string());
    parts.into_iter().map(|(language, part)| (name(language), part)).collect()
}

fn document(version: u32, warning: Option<&String>, all: &Evaluation, by_language: &[(String, Evaluation)]) -> Value {
    let point = |point: &Point| json!({"least": point.least, "accuracy": point.accuracy, "recall": point.recall});
    let numbers = |found: &Evaluation| {
        json!({
            "inScope": found.in_scope, "outOfScope": found.out_of_scope, "accuracy": found.accuracy,
            "macroF1": found.macro_f1, "calibrationError": found.calibration_error,
            "acceptedAccuracy": found.accepted_accuracy, "outOfScopeRecall": found.out_of_scope_recall,
        })
    };
    let languages: serde_json::Map<_, _> =
        by_language.iter().map(|(name, found)| (name.clone(), numbers(found))).collect();
    let confusion: Vec<_> = all
        .confusion
        .iter()
        .map(|one| json!({"was": one.was, "takenFor": one.taken_for, "count": one.count}))
        .collect();
    let curve: Vec<_> = all.out_of_scope_curve.iter().map(point).collect();
    json!({
        "version": version, "warning": warning, "all": numbers(all), "byLanguage": languages, "confusion": confusion, "outOfScopeCurve": curve,
    })
}

fn text(version: u32, least: f32, all: &Evaluation, by_language: &[(String, Evaluation)]) -> String {
    let rows: Vec<_> =
        std::iter::once(row("all", all)).chain(by_language.iter().map(|(name, found)| row(name, found))).collect();
    let heading = [
        "language",
        "in scope",
        "out",
        "accuracy",
        "macro-F1",
        "calibration error",
        "right and kept",
        "out turned away",
    ];
    let confusion = all.confusion.iter().take(CONFUSIONS);
    let confusion: Vec<_> =
        confusion.map(|one| vec![one.count.to_string(), one.was.clone(), one.taken_for.clone()]).collect();
    let step = all.out_of_scope_curve.len().div_ceil(POINTS).max(1);
    let curve: Vec<_> = all
        .out_of_scope_curve
        .iter()
        .step_by(step)
        .map(|point| {
            vec![format!("{:.3}", point.least), format!("{:.3}", point.accuracy), format!("{:.3}", point.recall)]
        })
        .collect();
    let parts = [
        format!("version {version}\n{}", output::table(&heading, &rows)),
        output::table(&["times", "was", "taken for"], &confusion),
        format!(
            "A text whose best intent scores less than {least:.3} wants nothing that is known. With another threshold:\n{}",
            output::table(&["threshold", "right and kept", "out turned away"], &curve)
        ),
    ];
    parts.join("\n\n")
}

/// A line of the summary; what there were no texts for is not measured.
fn row(name: &str, found: &Evaluation) -> Vec<String> {
    let share = |of: usize, share: f64| if of == 0 { "-".to_owned() } else { format!("{share:.3}") };
    let wanted = [found.accuracy, found.macro_f1, found.calibration_error, found.accepted_accuracy];
    let mut row = vec![name.to_owned(), found.in_scope.to_string(), found.out_of_scope.to_string()];
    row.extend(wanted.map(|measured| share(found.in_scope, measured)));
    row.push(share(found.out_of_scope, found.out_of_scope_recall));
    row
}
