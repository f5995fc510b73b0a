//! `colloquy knowledge list`: the articles as they stand.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use domain::article::Standing;
use domain::{Code, Language};
use event_store::{EventStore, Tenant};
use projections::views::article_list::{self, ArticleFilter, ArticleRow};
use projections::{PageRequest, Projections, ReadModel};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{Audience, Call};
use crate::node::{LogUse, open_log, open_read_model};
use crate::output::table;

/// How many articles are read at once.
const PAGE: u32 = 100;
/// How long the view may take to come to the end of the log.
const PATIENCE: Duration = Duration::from_secs(600);

/// List the articles, what changed last first.
#[derive(Args, Debug)]
pub struct List {
    /// Only those in this language.
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// Only those for them.
    #[arg(long, value_enum)]
    audience: Option<Audience>,
    /// Only those filed under this; may be given again.
    #[arg(long, value_name = "TAG")]
    tag: Vec<Code>,
}

pub async fn run(call: &Call, list: List) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?.events;
    let model = open_read_model(&call.settings).await?;
    catch_up(&model, log).await?;
    let filter = ArticleFilter {
        standings: Vec::new(),
        languages: list.language.into_iter().collect(),
        audience: list.audience.map(Into::into),
        tags: list.tag,
    };
    let rows = all(&*model, &Tenant::new(&call.settings.tenant), &filter).await?;
    let values: Vec<_> = rows.iter().map(value).collect();
    Ok(call.output.result(&values, || text(&rows))?)
}

/// Brings the view to the end of the log, or waits until the server that feeds it has.
async fn catch_up(model: &Arc<dyn ReadModel>, log: Arc<dyn EventStore>) -> anyhow::Result<()> {
    let head = log.head().await?;
    let projections = Arc::new(Projections::new(Arc::clone(model), log));
    projections.prepare(&mut |_| ()).await?;
    let stop = watch::Sender::new(false);
    let (feeding, stopped) = (Arc::clone(&projections), stop.subscribe());
    let fed = tokio::spawn(async move { feeding.run(stopped).await });
    let reached = projections.wait_for(&[article_list::NAME], head, PATIENCE).await;
    stop.send_replace(true);
    fed.await?;
    reached.context("the list of articles cannot be brought up to date")
}

async fn all(model: &dyn ReadModel, tenant: &Tenant, filter: &ArticleFilter) -> anyhow::Result<Vec<ArticleRow>> {
    let (mut rows, mut request) = (Vec::new(), PageRequest::first(PAGE));
    loop {
        let page = article_list::page(model, tenant, filter, &request).await?;
        let next = page.edges.last().filter(|_| page.has_next).map(|edge| edge.place.cursor());
        rows.extend(page.edges.into_iter().map(|edge| edge.node));
        let Some(cursor) = next else { return Ok(rows) };
        request = PageRequest::first(PAGE).after(cursor);
    }
}

fn standing(row: &ArticleRow) -> &'static str {
    match row.standing {
        Standing::Draft => "draft",
        Standing::Published => "published",
        Standing::Retired => "retired",
    }
}

fn audience(row: &ArticleRow) -> &'static str {
    match row.audience {
        domain::article::Audience::Customer => "customer",
        domain::article::Audience::Agent => "agent",
    }
}

fn value(row: &ArticleRow) -> Value {
    let number = |version: &Option<projections::column::Json<article_list::VersionText>>| {
        version.as_ref().map(|version| version.0.number)
    };
    json!({
        "article": row.id, "status": standing(row), "language": row.language, "audience": audience(row),
        "title": row.title, "published": number(&row.published), "draft": number(&row.draft), "updatedAt": row.updated_at,
    })
}

fn text(rows: &[ArticleRow]) -> String {
    let row = |row: &ArticleRow| {
        let version = row.shown().map(|version| version.number.to_string()).unwrap_or_default();
        let words = [standing(row), &version, row.language.as_str(), audience(row), row.title.as_str()];
        std::iter::once(row.id.to_string()).chain(words.map(str::to_owned)).collect()
    };
    let heading = ["article", "status", "version", "language", "audience", "title"];
    table(&heading, &rows.iter().map(row).collect::<Vec<_>>())
}
