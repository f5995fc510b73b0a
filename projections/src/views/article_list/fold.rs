//! What each event makes of an article.

use std::sync::Arc;

use domain::article::event::{ArticleEvent as E, Drafted};
use domain::article::{Content, Standing};

use super::{ArticleRow, VersionText};
use crate::Seen;
use crate::column::Json;

impl ArticleRow {
    pub(super) fn draft(seen: &Seen<'_>, drafted: &Drafted) -> Self {
        let content = &drafted.content;
        Self {
            tenant: seen.tenant(),
            id: seen.article(),
            standing: Standing::Draft,
            language: content.language.clone(),
            audience: content.audience,
            title: content.title.clone(),
            published: None,
            draft: Some(version(seen, 1, content)),
            created_at: seen.at(),
            updated_at: seen.at(),
            revision: seen.recorded.revision,
            position: seen.recorded.position,
        }
    }

    pub(super) fn evolve(&mut self, seen: &Seen<'_>, event: &E) {
        // A vector is about what was written, and changes nothing that is read.
        if !matches!(event, E::Encoded(_)) {
            self.updated_at = seen.at();
        }
        self.revision = seen.recorded.revision;
        self.position = seen.recorded.position;
        match event {
            E::Drafted(_) | E::Encoded(_) => {}
            E::Revised(revised) => self.draft = Some(version(seen, revised.version, &revised.content)),
            E::Published(published) => self.publish(published.version),
            E::Retired(_) => self.standing = Standing::Retired,
            E::Restored(_) => {
                self.standing = if self.published.is_some() { Standing::Published } else { Standing::Draft };
            }
        }
        self.show();
    }

    fn publish(&mut self, number: u32) {
        if self.draft.as_ref().is_some_and(|draft| draft.0.number == number) {
            self.published = self.draft.take();
            self.standing = Standing::Published;
        }
    }

    fn show(&mut self) {
        let Some(content) = self.shown().map(|version| Arc::clone(&version.content)) else { return };
        self.language = content.language.clone();
        self.audience = content.audience;
        self.title = content.title.clone();
    }
}

fn version(seen: &Seen<'_>, number: u32, content: &Content) -> Json<VersionText> {
    Json(VersionText { number, content: Arc::new(content.clone()), written_at: seen.at() })
}
