//! Examples of what happens to an article.

use super::conversation::language;
use super::{Sample, code};
use crate::article::event::{Drafted, Encoded, Published, Restored, Retired, Revised};
use crate::article::{ArticleEvent, Audience, Content, Embedding, Prose};

impl Sample<'_> {
    pub(super) fn article(&self) -> Vec<ArticleEvent> {
        let content = Content {
            language: language("en"),
            audience: Audience::Customer,
            title: Prose::from("When a refund arrives"),
            body: Prose::from("A refund to a card arrives within **five** working days."),
            tags: vec![code("refunds")],
            entities: vec![Prose::from("Harbour Card")],
        };
        let plain = Content { audience: Audience::Agent, tags: Vec::new(), entities: Vec::new(), ..content.clone() };
        vec![
            Drafted { content: content.clone() }.into(),
            Drafted { content: plain.clone() }.into(),
            Revised { version: 2, content }.into(),
            Revised { version: 3, content: plain }.into(),
            Published { version: 3 }.into(),
            Encoded { version: 3, encoder: code("http/small"), vector: Embedding::from([0.6, 0.8].as_slice()) }.into(),
            Retired { reason: code("outdated") }.into(),
            Restored { reason: code("still_true") }.into(),
        ]
    }
}
