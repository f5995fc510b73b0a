//! Lets a retired article stand as it stood.

use domain::article::Article;
use domain::article::event::Restored;
use domain::{ArticleId, Code, StreamId};

use super::rules::{Decision, Refusal};
use crate::{Command, Context};

/// Lets a retired article stand as it stood: one that was published is told again.
#[derive(Clone, Hash, Debug)]
pub struct RestoreArticle {
    /// Which.
    pub article: ArticleId,
    /// Why.
    pub reason: Code,
}

impl Command for RestoreArticle {
    type Aggregate = Article;

    const NAME: &'static str = "restore_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        match (&state.latest, state.retired) {
            (None, _) => Err(Refusal::NotFound),
            (Some(_), false) => Err(Refusal::NotRetired),
            (Some(_), true) => Ok(vec![Restored { reason: self.reason.clone() }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::article::Standing;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::{fold, given};

    #[test]
    fn what_was_retired_stands_as_it_stood() {
        let restore = RestoreArticle { article: ARTICLE, reason: Code::known("still_true") };
        let restored = Restored { reason: Code::known("still_true") };
        given([drafted(), retired()]).when(&restore).then([restored.clone().into()]);
        given([drafted()]).when(&restore).refused(Refusal::NotRetired);
        given([]).when(&restore).refused(Refusal::NotFound);
        let standing = |before| fold::<Article>([drafted(), before, retired(), restored.clone().into()]).standing();
        assert_eq!(standing(published(1)), Standing::Published);
        assert_eq!(standing(revised(2, "in six days")), Standing::Draft);
    }
}
