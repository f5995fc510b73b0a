//! Reading the articles.

use domain::article::{Audience, Standing};
use domain::{ArticleId, Code, Language};
use event_store::Tenant;

use super::ArticleRow;
use crate::filter::Filter;
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::row::Row;
use crate::{Error, ReadModel};

const HAS_TAG: &str = "exists (select 1 from article_tags t where t.tenant = articles.tenant \
    and t.article = articles.id and t.tag = {})";
const ORDER: Order = Order { name: "articles", columns: &["updated_at", "id"], direction: Direction::Descending };

/// Which articles are wanted: those to which everything given here applies. An empty list says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArticleFilter {
    /// Standing so.
    pub standings: Vec<Standing>,
    /// Written in one of these languages.
    pub languages: Vec<Language>,
    /// Written for them.
    pub audience: Option<Audience>,
    /// Filed under all of these.
    pub tags: Vec<Code>,
}

/// A page of articles, what happened last first.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn page(
    model: &dyn ReadModel,
    tenant: &Tenant,
    filter: &ArticleFilter,
    request: &PageRequest,
) -> Result<Page<ArticleRow>, Error> {
    page::fetch(model, conditions(tenant, filter), ORDER, request).await
}

/// How many articles pass the filter.
///
/// # Errors
/// [`Error::Unavailable`].
pub async fn count(model: &dyn ReadModel, tenant: &Tenant, filter: &ArticleFilter) -> Result<u64, Error> {
    page::count(model, ArticleRow::SPEC.name, conditions(tenant, filter)).await
}

/// The articles of these ids, in the order of the ids; those that do not exist are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn by_ids(model: &dyn ReadModel, tenant: &Tenant, ids: &[ArticleId]) -> Result<Vec<ArticleRow>, Error> {
    page::by_column(model, tenant, "id", ids, "id").await
}

/// One article; nothing when there is none of the id.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn one(model: &dyn ReadModel, tenant: &Tenant, id: ArticleId) -> Result<Option<ArticleRow>, Error> {
    Ok(by_ids(model, tenant, &[id]).await?.pop())
}

fn conditions(tenant: &Tenant, wanted: &ArticleFilter) -> Filter {
    let mut filter = Filter::of(tenant);
    filter.one_of("standing", &wanted.standings);
    filter.one_of("language", &wanted.languages);
    filter.equal_if("audience", wanted.audience.as_ref());
    for tag in &wanted.tags {
        filter.holds(HAS_TAG, tag);
    }
    filter
}
