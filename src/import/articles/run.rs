//! Takes articles in: each as far as the log does not say the same already.

use std::collections::HashSet;
use std::sync::Arc;

use commands::article::{DraftArticle, PublishArticle, ReviseArticle};
use commands::{Caller, Command, Error, Executor, Request};
use domain::article::{Article, Audience, Content};
use domain::{Actor, ArticleId, Code, StreamId};
use event_store::Tenant;
use futures_util::{StreamExt as _, stream};
use uuid::Uuid;

use super::found::Found;
use super::source::{Read, Reading};
use super::tally::{ArticleTally, Taken};
use crate::import::ids;
use crate::progress::Progress;

/// The root of the ids of all imported articles. It can never change.
const NAMESPACE: Uuid = Uuid::from_u128(0x9b1d_4c1e_0d7a_5c55_8a44_5f2f_6f5b_2a17);

/// How many articles are taken in at once, so that they share commits of the log.
const PARALLEL: usize = 32;

/// What becomes of what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Publishing {
    /// It is published.
    AtOnce,
    /// It stays a draft.
    Never,
}

/// Takes articles of one source in.
#[derive(Clone, Debug)]
pub struct Importer {
    executor: Executor,
    caller: Caller,
    source: Code,
    publishing: Publishing,
}

impl Importer {
    /// For a tenant. Ids are unique within the source.
    pub fn new(executor: Executor, tenant: Tenant, source: Code, publishing: Publishing) -> Self {
        let actor = Actor::Service(Code::known("importer"));
        let caller = Caller { tenant, actor, on_behalf_of: None, correlation_id: None };
        Self { executor, caller, source, publishing }
    }

    /// Takes everything in that was read, several articles at once.
    ///
    /// # Errors
    /// When the log fails; what was appended by then stays, and a second run goes on from there.
    pub async fn run(&self, read: Read) -> Result<ArticleTally, Error> {
        let mut tally = ArticleTally { other_files: read.other_files, ..ArticleTally::default() };
        read.articles.iter().flatten().for_each(|found| tally.warn(&found.warnings));
        let mut progress = Progress::start("articles", Some(read.articles.len() as u64));
        let readings = once_each(read.articles).into_iter().map(|reading| self.take(reading));
        let mut taken = stream::iter(readings).buffer_unordered(PARALLEL);
        while let Some(taken) = taken.next().await {
            tally.count(taken?);
            progress.set(tally.found);
        }
        progress.finish();
        tally.skipped_first.sort_unstable();
        Ok(tally)
    }

    async fn take(&self, reading: Reading) -> Result<Taken, Error> {
        let Found { key, place, content, warnings: _ } = match reading {
            Ok(found) => found,
            Err(reason) => return Ok(Taken::LeftOut(reason)),
        };
        let article = ArticleId(Uuid::new_v5(&NAMESPACE, format!("{}/{key}", self.source).as_bytes()));
        let taken = match self.bring(article, &place, content).await {
            Err(Error::Refused(refusal)) => Ok(Taken::LeftOut(format!("{place}: {refusal}"))),
            taken => taken,
        };
        // It will not be heard of again.
        self.executor.release(&self.caller.tenant, StreamId::Article(article));
        taken
    }

    /// Brings an article to where it says this.
    async fn bring(&self, article: ArticleId, place: &str, content: Content) -> Result<Taken, Error> {
        let state = self.state(article).await?;
        let renamed = state.latest.as_ref().and_then(|latest| renamed(place, &latest.content, &content));
        let (drafted, revised, written) = match state.latest.as_ref() {
            None => {
                let says = content.clone();
                (true, false, self.ask(article, 1, &says, DraftArticle { article, content }).await?)
            }
            Some(latest) if *latest.content == content => (false, false, 0),
            Some(latest) => {
                let (number, says) = (latest.number + 1, content.clone());
                (false, true, self.ask(article, number, &says, ReviseArticle { article, content }).await?)
            }
        };
        let told = self.publish(article).await?;
        Ok(Taken::In { drafted, revised, renamed, published: told > 0, events: written + told })
    }

    /// Publishes what is not; how many events that took.
    async fn publish(&self, article: ArticleId) -> Result<u32, Error> {
        let state = self.state(article).await?;
        match state.draft() {
            Some(draft) if self.publishing == Publishing::AtOnce => {
                let command = PublishArticle { article, version: Some(draft.number) };
                self.ask(article, draft.number, &draft.content, command).await
            }
            Some(_) | None => Ok(0),
        }
    }

    async fn state(&self, article: ArticleId) -> Result<Arc<Article>, Error> {
        let (state, _) = self.executor.load(&self.caller.tenant, StreamId::Article(article)).await?;
        Ok(state)
    }

    /// Asks for a command whose id follows from the version it leads to and what that says, so that an import that was cut
    /// off is taken up again.
    async fn ask<C: Command>(
        &self,
        article: ArticleId,
        version: u32,
        content: &Content,
        command: C,
    ) -> Result<u32, Error> {
        let says = serde_json::to_vec(content).map_err(Error::Encode)?;
        let place = format!("{version}/{}", Uuid::new_v5(&article.0, &says));
        let request = Request {
            command_id: ids::command(article.0, &place, C::NAME),
            caller: self.caller.clone(),
            expected_revision: None,
            occurred_at: None,
            causation_id: None,
            command,
        };
        Ok(self.executor.execute(request).await?.events)
    }
}

/// What an article was and is, when its title or audience is another.
fn renamed(place: &str, before: &Content, after: &Content) -> Option<String> {
    let whom = |audience: Audience| match audience {
        Audience::Customer => "customers",
        Audience::Agent => "agents",
    };
    let shown = |content: &Content| format!("\"{}\" for {}", content.title.as_str(), whom(content.audience));
    let is_alike = before.title == after.title && before.audience == after.audience;
    (!is_alike).then(|| format!("{place}: {} was {}", shown(after), shown(before)))
}

/// Of articles with one id the first.
fn once_each(articles: Vec<Reading>) -> Vec<Reading> {
    let mut keys = HashSet::new();
    let mut once = |reading: Reading| {
        let found = reading?;
        if keys.insert(found.key.clone()) {
            return Ok(found);
        }
        Err(format!("{}: another article of this import has the same id", found.place))
    };
    articles.into_iter().map(&mut once).collect()
}
