//! The article that the tests of article commands have in common.

use domain::article::event::{Drafted, Published, Retired, Revised};
use domain::article::{ArticleEvent, Audience, Content, Prose};
use domain::{ArticleId, Code};
use uuid::Uuid;

pub(super) const ARTICLE: ArticleId = ArticleId(Uuid::from_u128(0x50));

/// What an article of this body says.
pub(super) fn content(body: &str) -> Content {
    Content {
        language: "en".parse().unwrap(),
        audience: Audience::Customer,
        title: Prose::from("When a refund arrives"),
        body: Prose::from(body),
        tags: vec![Code::known("refunds")],
        entities: vec![Prose::from("Harbour Card")],
    }
}

pub(super) fn drafted() -> ArticleEvent {
    Drafted { content: content("in five days") }.into()
}

pub(super) fn revised(version: u32, body: &str) -> ArticleEvent {
    Revised { version, content: content(body) }.into()
}

pub(super) fn published(version: u32) -> ArticleEvent {
    Published { version }.into()
}

pub(super) fn retired() -> ArticleEvent {
    Retired { reason: Code::known("outdated") }.into()
}
