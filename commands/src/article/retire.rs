//! Lets an article be told to nobody.

use domain::article::Article;
use domain::article::event::Retired;
use domain::{ArticleId, Code, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Lets an article be told to nobody.
#[derive(Clone, Hash, Debug)]
pub struct RetireArticle {
    /// Which.
    pub article: ArticleId,
    /// Why.
    pub reason: Code,
}

impl Command for RetireArticle {
    type Aggregate = Article;

    const NAME: &'static str = "retire_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        Ok(vec![Retired { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    #[test]
    fn it_retires_once_published_or_not() {
        let retire = RetireArticle { article: ARTICLE, reason: Code::known("outdated") };
        given([drafted()]).when(&retire).then([retired()]);
        given([drafted(), published(1)]).when(&retire).then([retired()]);
        given([drafted(), retired()]).when(&retire).refused(Refusal::Retired);
        given([]).when(&retire).refused(Refusal::NotFound);
    }
}
