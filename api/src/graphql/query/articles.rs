//! Articles: one, and the list of all.

use async_graphql::connection::EmptyFields;
use async_graphql::{Context, Error, ID, InputObject, Object};
use projections::views::article_list::{self, ArticleFilter};

use crate::graphql::access::{Operation, require};
use crate::graphql::bounds::AtMost;
use crate::graphql::load;
use crate::graphql::node_id;
use crate::graphql::paging::{PageArgs, connection, read_fault};
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{Article, ArticleAudience, ArticleConnection, ArticleStatus};

/// Which articles are wanted: those to which everything given here applies, in the version that is published, or in the
/// draft before there is one. An empty list says nothing.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ArticleFilterInput {
    /// Standing so.
    #[graphql(default, validator(custom = "AtMost(\"statuses\", 50)"))]
    statuses: Vec<ArticleStatus>,
    /// Written in one of these languages.
    #[graphql(default, validator(custom = "AtMost(\"languages\", 50)"))]
    languages: Vec<Language>,
    /// Written for them.
    audience: Option<ArticleAudience>,
    /// Filed under all of these.
    #[graphql(default, validator(custom = "AtMost(\"tags\", 10)"))]
    tags: Vec<Code>,
}

impl ArticleFilterInput {
    fn filter(self) -> ArticleFilter {
        ArticleFilter {
            standings: self.statuses.into_iter().map(Into::into).collect(),
            languages: self.languages.into_iter().map(|language| language.0).collect(),
            audience: self.audience.map(Into::into),
            tags: self.tags.into_iter().map(|tag| tag.0).collect(),
        }
    }
}

/// The queries of this room.
#[derive(Default)]
pub struct ArticleQueries;

#[Object]
impl ArticleQueries {
    /// An article; nothing when there is none.
    async fn article(
        &self,
        context: &Context<'_>,
        id: ID,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Article>, Error> {
        require(context, &[Operation::ReadKnowledge])?;
        let id = node_id::article(&id, "id")?;
        load::wait(context, &[load::ARTICLES], min_position).await?;
        load::article(context, id).await
    }

    /// The articles to which something happened last first.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "Relay's arguments of a list")]
    async fn articles(
        &self,
        context: &Context<'_>,
        filter: Option<ArticleFilterInput>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<ArticleConnection, Error> {
        require(context, &[Operation::ReadKnowledge])?;
        let (tenant, request) = (load::tenant(context)?, PageArgs::new(first, after, last, before).request()?);
        load::wait(context, &[load::ARTICLES], min_position).await?;
        let model = &*context.data_unchecked::<Services>().read;
        let page = article_list::page(model, &tenant, &filter.unwrap_or_default().filter(), &request).await;
        Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Article))
    }
}
