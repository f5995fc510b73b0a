//! Recording the vector of an article.

use domain::article::event::Encoded;
use domain::article::{Article, Embedding};
use domain::{ArticleId, Code, StreamId};

use super::rules::{Decision, Refusal};
use crate::{Command, Context};

/// Records the vector that an encoder outside the house made of a version that is told. Of what is told no longer, and what has such a
/// vector already, nothing is recorded.
#[derive(Clone, Hash, Debug)]
pub struct EncodeArticle {
    /// Which.
    pub article: ArticleId,
    /// The version that was read.
    pub version: u32,
    /// The encoder's name and version.
    pub encoder: Code,
    /// What it made of it.
    pub vector: Embedding,
}

impl Command for EncodeArticle {
    type Aggregate = Article;

    const NAME: &'static str = "encode_article";

    fn stream(&self) -> StreamId {
        StreamId::Article(self.article)
    }

    fn decide(&self, state: &Article, _: &Context<'_>) -> Decision {
        if state.latest.is_none() {
            return Err(Refusal::NotFound);
        }
        let is_told = state.told().is_some_and(|told| told.number == self.version);
        if !is_told || state.vector(self.encoder.as_str()).is_some() {
            return Ok(Vec::new());
        }
        let Self { version, encoder, vector, .. } = self.clone();
        Ok(vec![Encoded { version, encoder, vector }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::article::ArticleEvent;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn encode(version: u32, encoder: &'static str) -> EncodeArticle {
        let vector = Embedding::from([0.6, 0.8].as_slice());
        EncodeArticle { article: ARTICLE, version, encoder: Code::known(encoder), vector }
    }

    fn encoded(version: u32, encoder: &'static str) -> ArticleEvent {
        let EncodeArticle { version, encoder, vector, .. } = encode(version, encoder);
        Encoded { version, encoder, vector }.into()
    }

    #[test]
    fn what_is_told_has_one_vector_of_an_encoder() {
        let history = [drafted(), published(1)];
        given(history.clone()).when(&encode(1, "http/small")).then([encoded(1, "http/small")]);
        let history = [history.as_slice(), &[encoded(1, "http/small")]].concat();
        given(history.clone()).when(&encode(1, "http/small")).then_nothing();
        given(history.clone()).when(&encode(1, "http/large")).then([encoded(1, "http/large")]);
        let both = [history.as_slice(), &[encoded(1, "http/large")]].concat();
        given(both).when(&encode(1, "http/small")).then_nothing();
        let history = [history.as_slice(), &[revised(2, "in six days"), published(2)]].concat();
        given(history).when(&encode(2, "http/small")).then([encoded(2, "http/small")]);
    }

    #[test]
    fn what_nobody_is_told_has_none() {
        given([drafted()]).when(&encode(1, "http/small")).then_nothing();
        given([drafted(), published(1), retired()]).when(&encode(1, "http/small")).then_nothing();
        given([drafted(), published(1), revised(2, "in six days"), published(2)])
            .when(&encode(1, "http/small"))
            .then_nothing();
        given([]).when(&encode(1, "http/small")).refused(Refusal::NotFound);
    }
}
