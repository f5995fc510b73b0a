//! Takes articles in: each as far as the log does not say the same already.

use std::collections::HashSet;

use commands::article::{DraftArticle, PublishArticle, ReviseArticle};
use commands::{Caller, Command, Error, Executor, Request};
use domain::article::{Article, Content};
use domain::{Actor, ArticleId, Code, StreamId};
use event_store::Tenant;
use uuid::Uuid;

use super::found::Found;
use super::source::Read;
use super::tally::ArticleTally;
use crate::import::ids;
use crate::progress::Progress;

/// The root of the ids of all imported articles. It can never change.
const NAMESPACE: Uuid = Uuid::from_u128(0x9b1d_4c1e_0d7a_5c55_8a44_5f2f_6f5b_2a17);

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

    /// Takes everything in that was read, in order.
    ///
    /// # Errors
    /// When the log fails; what was appended by then stays, and a second run goes on from there.
    pub async fn run(&self, read: Read) -> Result<ArticleTally, Error> {
        let mut tally = ArticleTally { other_files: read.other_files, ..ArticleTally::default() };
        let mut progress = Progress::start("articles", Some(read.articles.len() as u64));
        let mut keys = HashSet::new();
        for (reading, number) in read.articles.into_iter().zip(1..) {
            tally.found += 1;
            match reading {
                Ok(found) if !keys.insert(found.key.clone()) => {
                    tally.skip(format!("{}: another article of this import has the same id", found.place));
                }
                Ok(found) => self.take(found, &mut tally).await?,
                Err(reason) => tally.skip(reason),
            }
            progress.set(number);
        }
        progress.finish();
        Ok(tally)
    }

    async fn take(&self, found: Found, tally: &mut ArticleTally) -> Result<(), Error> {
        let article = self.id(&found.key);
        match self.bring(article, found.content, tally).await {
            Ok(0) => tally.unchanged += 1,
            Ok(events) => tally.appended += u64::from(events),
            Err(Error::Refused(refusal)) => tally.skip(format!("{}: {refusal}", found.place)),
            Err(error) => return Err(error),
        }
        // It will not be heard of again.
        self.executor.release(&self.caller.tenant, StreamId::Article(article));
        Ok(())
    }

    fn id(&self, key: &str) -> ArticleId {
        ArticleId(Uuid::new_v5(&NAMESPACE, format!("{}/{key}", self.source).as_bytes()))
    }

    /// Brings an article to where it says this; how many events that took.
    async fn bring(&self, article: ArticleId, content: Content, tally: &mut ArticleTally) -> Result<u32, Error> {
        let (state, _) = self.executor.load::<Article>(&self.caller.tenant, StreamId::Article(article)).await?;
        let written = match state.latest.as_ref() {
            None => {
                let events = self.ask(article, 1, &content.clone(), DraftArticle { article, content }).await?;
                tally.drafted += 1;
                events
            }
            Some(latest) if *latest.content == content => 0,
            Some(latest) => {
                let number = latest.number + 1;
                let events = self.ask(article, number, &content.clone(), ReviseArticle { article, content }).await?;
                tally.revised += 1;
                events
            }
        };
        Ok(written + self.publish(article, tally).await?)
    }

    async fn publish(&self, article: ArticleId, tally: &mut ArticleTally) -> Result<u32, Error> {
        if self.publishing == Publishing::Never {
            return Ok(0);
        }
        let (state, _) = self.executor.load::<Article>(&self.caller.tenant, StreamId::Article(article)).await?;
        let Some(draft) = state.draft() else { return Ok(0) };
        let command = PublishArticle { article, version: Some(draft.number) };
        let events = self.ask(article, draft.number, &draft.content, command).await?;
        tally.published += 1;
        Ok(events)
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
