//! What a batch of events makes of the articles in it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::article::{Article, ArticleEvent};
use domain::{Aggregate, ArticleId, DomainEvent, Meta, StreamId};
use event_store::{EventStore, RecordedEvent, Tenant};
use intelligence::encoder::Vector;
use intelligence::{markdown, search};

use crate::Error;

/// How many events of a stream are read at once.
const PAGE: usize = 100;

/// The articles that events touch, as they stand after the last of them.
pub(crate) type Touched = BTreeMap<(Tenant, ArticleId), Article>;

/// Folds the articles that a batch touches. What came before the batch is read from the log.
pub(crate) async fn touched(store: &dyn EventStore, batch: &[RecordedEvent]) -> Result<Touched, Error> {
    let mut touched = Touched::new();
    for recorded in batch {
        let Ok(StreamId::Article(id)) = recorded.stream.as_str().parse() else { continue };
        let article = match touched.entry((recorded.tenant.clone(), id)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(before(store, recorded).await?),
        };
        take(article, recorded)?;
    }
    Ok(touched)
}

/// The article as it stood before an event of it.
async fn before(store: &dyn EventStore, event: &RecordedEvent) -> Result<Article, Error> {
    let (mut article, mut next) = (Article::default(), 0);
    while next < event.revision {
        let wanted = PAGE.min((event.revision - next) as usize);
        let page = store.read_stream(&event.tenant, &event.stream, next, wanted).await?;
        // A stream without a gap has what is asked for; without this, one with a gap would be read for ever.
        let Some(last) = page.last() else { break };
        next = last.revision + 1;
        page.iter().try_for_each(|recorded| take(&mut article, recorded))?;
    }
    Ok(article)
}

fn take(article: &mut Article, recorded: &RecordedEvent) -> Result<(), Error> {
    let event = ArticleEvent::decode(&recorded.event_type, recorded.schema_version, &recorded.body)
        .map_err(|source| Error::Undecodable { position: recorded.position, source })?;
    article.evolve(&event, Meta { event_id: recorded.event_id, at: recorded.occurred_at });
    Ok(())
}

/// What of an article stands in the index: the published version; nothing when it is told to nobody, or written in a language
/// that is not cut into words. It has the vector that the log has of this encoder, if any.
pub(crate) fn entry(
    tenant: &Tenant,
    id: ArticleId,
    article: &Article,
    encoder: Option<&str>,
) -> Option<search::Article> {
    let told = article.told()?;
    let content = &told.content;
    Some(search::Article {
        id: id.to_string(),
        tenant: tenant.as_str().to_owned(),
        language: content.language.as_str().parse().ok()?,
        audience: audience(content.audience),
        version: told.number.into(),
        title: content.title.as_str().to_owned(),
        body: markdown::plain(content.body.as_str()),
        tags: content.tags.iter().map(ToString::to_string).collect(),
        entities: content.entities.iter().map(ToString::to_string).collect(),
        vector: encoder
            .and_then(|encoder| article.vector(encoder))
            .map(|vector| Vector::of(vector.components().to_vec())),
    })
}

/// The word of the index for an audience.
pub(crate) fn audience(audience: domain::article::Audience) -> search::Audience {
    match audience {
        domain::article::Audience::Customer => search::Audience::Customer,
        domain::article::Audience::Agent => search::Audience::Agent,
    }
}
