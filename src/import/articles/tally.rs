//! What an import of articles came to, in numbers.

use serde::Serialize;

use crate::output::table;

/// How many articles that were left out, and how many warnings, are named; the others are only counted.
const NAMED: usize = 20;

/// Above the articles that have another title or audience.
const RENAMED: &str = "with another title or audience than before (articles of another folder need another --source)";

/// What an import of articles came to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleTally {
    /// How many articles were found.
    pub found: u64,
    /// How many were new.
    pub drafted: u64,
    /// How many had changed since, and got another version.
    pub revised: u64,
    /// How many were published.
    pub published: u64,
    /// How many stand as they stood.
    pub unchanged: u64,
    /// How many events were appended.
    pub appended: u64,
    /// How many files were neither Markdown nor JSON.
    pub other_files: u64,
    /// How many articles were left out.
    pub skipped: u64,
    /// The first of them, each with the reason.
    pub skipped_first: Vec<String>,
    /// The first of those that have another title or audience than before, which may be another article in the same place.
    pub renamed_first: Vec<String>,
    /// How many names of heads were passed over, of articles that were taken in without them.
    pub warnings: u64,
    /// The first of them, each with its place.
    pub warnings_first: Vec<String>,
}

/// What became of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It says the same as before, or something new.
    In {
        /// Its first version was written.
        drafted: bool,
        /// Another version was written.
        revised: bool,
        /// Its title or audience changed: what it was and is.
        renamed: Option<String>,
        /// What was written is published.
        published: bool,
        /// How many events that took.
        events: u32,
    },
    /// It was left out, for this reason.
    LeftOut(String),
}

impl ArticleTally {
    /// Counts an article.
    pub fn count(&mut self, taken: Taken) {
        self.found += 1;
        match taken {
            Taken::In { drafted, revised, renamed, published, events } => {
                let left = NAMED.saturating_sub(self.renamed_first.len());
                self.renamed_first.extend(renamed.into_iter().take(left));
                self.drafted += u64::from(drafted);
                self.revised += u64::from(revised);
                self.published += u64::from(published);
                self.unchanged += u64::from(events == 0);
                self.appended += u64::from(events);
            }
            Taken::LeftOut(reason) => self.skip(reason),
        }
    }

    /// Counts what was passed over in an article.
    pub fn warn(&mut self, warnings: &[String]) {
        self.warnings += warnings.len() as u64;
        let left = NAMED.saturating_sub(self.warnings_first.len());
        self.warnings_first.extend(warnings.iter().take(left).cloned());
    }

    fn skip(&mut self, what: String) {
        self.skipped += 1;
        if self.skipped_first.len() < NAMED {
            self.skipped_first.push(what);
        }
    }

    /// The numbers for people.
    pub fn text(&self) -> String {
        let rows: Vec<_> = [
            ("found", self.found),
            ("drafted", self.drafted),
            ("revised", self.revised),
            ("published", self.published),
            ("unchanged", self.unchanged),
            ("left out", self.skipped),
            ("names passed over", self.warnings),
            ("files of other kinds", self.other_files),
            ("events appended", self.appended),
        ]
        .iter()
        .map(|(what, count)| vec![(*what).to_owned(), count.to_string()])
        .collect();
        let numbers = table(&["articles", "count"], &rows);
        let renamed = named(RENAMED, &self.renamed_first);
        numbers + &renamed + &named("left out", &self.skipped_first) + &named("warnings", &self.warnings_first)
    }
}

/// Lines below the numbers; nothing when there are none.
fn named(what: &str, lines: &[String]) -> String {
    if lines.is_empty() { String::new() } else { format!("\n\n{what}:\n  {}", lines.join("\n  ")) }
}
