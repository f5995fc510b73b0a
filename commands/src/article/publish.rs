//! Publishes the latest version of an article.

use domain::article::Article;
use domain::article::event::Published;
use domain::{ArticleId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Publishes the latest version of an article, in the place of the one before.
#[derive(Clone, Hash, Debug)]
pub struct PublishArticle {
    /// Which.
    pub article: ArticleId,
    /// The version that was read and found good; the latest, whichever it is, when there is none.
    pub version: Option<u32>,
}

impl Command for PublishArticle {
    type Aggregate = Article;

    const NAME: &'static str = "publish_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        let latest = rules::standing(state)?.number;
        let version = self.version.unwrap_or(latest);
        if state.published.as_ref().is_some_and(|published| published.number == version) {
            return Ok(Vec::new());
        }
        if version == latest {
            Ok(vec![Published { version }.into()])
        } else {
            Err(Refusal::NotLatestVersion { latest })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    const LATEST: PublishArticle = PublishArticle { article: ARTICLE, version: None };

    fn publish(version: u32) -> PublishArticle {
        PublishArticle { version: Some(version), ..LATEST }
    }

    #[test]
    fn the_latest_version_is_published_once() {
        given([drafted()]).when(&LATEST).then([published(1)]);
        given([drafted(), published(1)]).when(&LATEST).then_nothing();
        given([drafted(), published(1), revised(2, "in six days")]).when(&LATEST).then([published(2)]);
    }

    #[test]
    fn a_version_that_was_superseded_is_not_published() {
        let history = [drafted(), revised(2, "in six days")];
        given(history.clone()).when(&publish(2)).then([published(2)]);
        given(history.clone()).when(&publish(1)).refused(Refusal::NotLatestVersion { latest: 2 });
        given(history).when(&publish(3)).refused(Refusal::NotLatestVersion { latest: 2 });
        given([drafted(), published(1), revised(2, "in six days")]).when(&publish(1)).then_nothing();
    }

    #[test]
    fn it_is_there_and_stands() {
        given([]).when(&LATEST).refused(Refusal::NotFound);
        given([drafted(), published(1), retired()]).when(&LATEST).refused(Refusal::Retired);
    }
}
