//! Writes the first version of an article.

use domain::article::event::Drafted;
use domain::article::{Article, Content};
use domain::{ArticleId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Writes the first version of an article.
#[derive(Clone, Hash, Debug)]
pub struct DraftArticle {
    /// Which.
    pub article: ArticleId,
    /// What it says.
    pub content: Content,
}

impl Command for DraftArticle {
    type Aggregate = Article;

    const NAME: &'static str = "draft_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        if state.latest.is_some() {
            return Err(Refusal::AlreadyDrafted);
        }
        rules::valid(&self.content)?;
        Ok(vec![Drafted { content: self.content.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn draft(body: &str) -> DraftArticle {
        DraftArticle { article: ARTICLE, content: content(body) }
    }

    #[test]
    fn it_is_drafted_once_and_says_something() {
        given([]).when(&draft("in five days")).then([drafted()]);
        given([]).when(&draft(" ")).refused(Refusal::InvalidBody);
        given([drafted()]).when(&draft("in five days")).refused(Refusal::AlreadyDrafted);
        given([drafted(), retired()]).when(&draft("in five days")).refused(Refusal::AlreadyDrafted);
    }
}
