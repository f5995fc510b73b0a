//! `colloquy knowledge search`: what answers.

use clap::Args;
use domain::Language;
use event_store::Tenant;
use intelligence::outgoing::Consent;
use knowledge::{Asked, Hit, Part, Question};
use serde_json::{Value, json};

use super::{Audience, Call};
use crate::exit::Stop;
use crate::node::{LogUse, open_encoding, open_log, open_outside, outside_encoder, understander};
use crate::output::{say, table};
use crate::progress::Progress;

/// Search the published articles.
#[derive(Args, Debug)]
pub struct Search {
    /// What is asked.
    text: String,
    /// Only articles in this language.
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// Who will be shown them.
    #[arg(long, value_enum, default_value = "agent")]
    audience: Audience,
    /// How many at most.
    #[arg(long, default_value_t = 10, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(1..=100))]
    first: u8,
    /// Let the provider read what is asked, when it makes the vectors; without, words alone answer.
    #[arg(long)]
    ask_provider: bool,
}

pub async fn run(call: &Call, search: Search) -> anyhow::Result<()> {
    if search.text.trim().is_empty() {
        return Err(Stop::usage("nothing is asked").into());
    }
    let asked = asked(call, &search)?;
    let outgoing = match asked {
        Some(_) => understander(&call.settings).await?.outgoing(&search.text, Consent::NotNeeded).ok(),
        None => None,
    };
    let log = open_log(&call.settings, LogUse::Read).await?.events;
    let mut progress = Progress::start("events into the search index", Some(log.head().await?));
    let folder = call.settings.search_directory();
    let encoding = open_encoding(&call.settings, asked)?;
    let index = knowledge::search_once(&log, &folder, &encoding, &mut |at| progress.set(at)).await?;
    progress.finish();
    let question = Question {
        tenant: Tenant::new(&call.settings.tenant),
        audience: search.audience.into(),
        language: search.language,
        text: search.text,
        outgoing,
        earlier: Vec::new(),
        entities: Vec::new(),
        state: Vec::new(),
        limit: search.first.into(),
    };
    let hits = index.search(question).await?;
    let values: Vec<_> = hits.iter().map(value).collect();
    Ok(call.output.result(&values, || text(&hits))?)
}

/// Who may read the question besides. Whoever asks here says so: it may quote a customer or nobody.
fn asked(call: &Call, search: &Search) -> anyhow::Result<Option<Asked>> {
    let is_outside = outside_encoder(&call.settings)?.is_some();
    match (is_outside, search.ask_provider) {
        (true, true) => Ok(open_outside(&call.settings)?.encoder.map(|encoder| encoder.questions)),
        (true, false) => {
            say("the provider is not asked, so words alone answer; with --ask-provider it reads the question");
            Ok(None)
        }
        (false, true) => Err(Stop::usage("--ask-provider: understanding.encoder.kind is not http").into()),
        (false, false) => Ok(None),
    }
}

fn value(hit: &Hit) -> Value {
    let parts = |parts: &[Part]| {
        let parts = parts.iter().map(|part| json!({"text": part.text, "isMatch": part.is_match}));
        parts.collect::<Vec<_>>()
    };
    json!({
        "article": hit.article, "version": hit.version, "score": hit.score,
        "title": parts(&hit.title), "snippet": parts(&hit.snippet),
    })
}

fn text(hits: &[Hit]) -> String {
    if hits.is_empty() {
        return "no published article was found".to_owned();
    }
    let row =
        |hit: &Hit| vec![format!("{:.3}", hit.score), hit.article.to_string(), line(&hit.title), line(&hit.snippet)];
    table(&["score", "article", "title", "snippet"], &hits.iter().map(row).collect::<Vec<_>>())
}

/// A text on one line.
fn line(parts: &[Part]) -> String {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
