//! Writes another version of an article.

use domain::article::event::Revised;
use domain::article::{Article, Content};
use domain::{ArticleId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Writes another version of an article. What is published stays as it is until the new version is published.
#[derive(Clone, Hash, Debug)]
pub struct ReviseArticle {
    /// Which.
    pub article: ArticleId,
    /// Everything it says from now on.
    pub content: Content,
}

impl Command for ReviseArticle {
    type Aggregate = Article;

    const NAME: &'static str = "revise_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        let latest = rules::standing(state)?;
        rules::valid(&self.content)?;
        if *latest.content == self.content {
            return Ok(Vec::new());
        }
        Ok(vec![Revised { version: latest.number + 1, content: self.content.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    fn revise(body: &str) -> ReviseArticle {
        ReviseArticle { article: ARTICLE, content: content(body) }
    }

    #[test]
    fn each_other_text_is_another_version_and_the_same_is_none() {
        given([drafted()]).when(&revise("in six days")).then([revised(2, "in six days")]);
        given([drafted()]).when(&revise("in five days")).then_nothing();
        given([drafted(), published(1), revised(2, "in six days")])
            .when(&revise("in five days"))
            .then([revised(3, "in five days")]);
    }

    #[test]
    fn it_is_there_and_the_text_is_valid() {
        given([]).when(&revise("in six days")).refused(Refusal::NotFound);
        given([drafted(), retired()]).when(&revise("in six days")).refused(Refusal::Retired);
        given([drafted()]).when(&revise("")).refused(Refusal::InvalidBody);
    }
}
