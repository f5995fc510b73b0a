//! The articles of the knowledge base.

mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{ArticleFilter, by_ids, count, one, page};
pub use row::{ArticleRow, ArticleTagRow, VersionText};

use std::collections::BTreeSet;

use domain::article::ArticleEvent;
use domain::{Code, DomainEvent};

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "article_list";

/// The view.
#[derive(Debug, Default)]
pub struct ArticleList {
    rows: Table<ArticleRow>,
    tags: Table<ArticleTagRow>,
}

impl View for ArticleList {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        1
    }

    fn reads(&self, category: &str) -> bool {
        category == ArticleEvent::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.rows, &mut self.tags]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        let key = (seen.tenant(), seen.article());
        if seen.recorded.revision == 0 { self.rows.is_new(key) } else { self.rows.want(key) }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        seen.event.as_article().map_or(Ok(()), |event| self.follow(seen, event))
    }
}

impl ArticleList {
    fn follow(&mut self, seen: &Seen<'_>, event: &ArticleEvent) -> Result<(), Poison> {
        if let ArticleEvent::Drafted(drafted) = event {
            let row = ArticleRow::draft(seen, drafted);
            self.file(seen, &BTreeSet::new(), &tags(&row));
            self.rows.put(row);
            return Ok(());
        }
        let row = self.rows.get_mut(&(seen.tenant(), seen.article())).ok_or(Poison::NeverBegan("article"))?;
        let before = tags(row);
        row.evolve(seen, event);
        let after = tags(row);
        self.file(seen, &before, &after);
        Ok(())
    }

    fn file(&mut self, seen: &Seen<'_>, before: &BTreeSet<Code>, after: &BTreeSet<Code>) {
        let (tenant, article) = (seen.tenant(), seen.article());
        for tag in before.difference(after) {
            self.tags.remove((tenant.clone(), article, tag.clone()));
        }
        for tag in after.difference(before) {
            self.tags.put(ArticleTagRow { tenant: tenant.clone(), article, tag: tag.clone() });
        }
    }
}

/// What it is filed under.
fn tags(row: &ArticleRow) -> BTreeSet<Code> {
    row.shown().into_iter().flat_map(|version| version.content.tags.iter().cloned()).collect()
}
