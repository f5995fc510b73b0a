//! What an import came to, in numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::plan::Plan;
use crate::output::table;

/// How many files or lines are named; the others are only counted.
const NAMED: usize = 20;

/// What an import came to.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Conversations that are in the log now.
    pub conversations: u64,
    /// What stood in the source, by kind.
    pub source: BTreeMap<&'static str, u64>,
    /// What was asked, by command.
    pub commands: BTreeMap<&'static str, Asked>,
    /// What was left out, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// How many files or lines could not be read.
    pub unreadable: u64,
    /// The first of them, each with the reason.
    pub unreadable_first: Vec<String>,
    /// How long it took, seconds.
    pub seconds: f64,
    /// Events appended a second.
    pub events_per_second: f64,
}

/// What came of the commands of one name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Asked {
    /// How many were asked.
    pub asked: u64,
    /// How many events they appended.
    pub appended: u64,
    /// How many events stood in the log already, from an earlier import.
    pub present: u64,
    /// How many a rule turned down.
    pub refused: u64,
}

impl Tally {
    /// Counts what stood in the source of a plan.
    pub fn planned(&mut self, plan: &Plan) {
        plan.seen.iter().for_each(|(what, count)| *self.source.entry(what).or_default() += count);
        plan.skipped.iter().for_each(|(reason, count)| *self.skipped.entry(reason.clone()).or_default() += count);
    }

    /// Counts the result of a command.
    pub fn asked(&mut self, name: &'static str, events: u32, repeated: bool) {
        let asked = self.commands.entry(name).or_default();
        asked.asked += 1;
        *(if repeated { &mut asked.present } else { &mut asked.appended }) += u64::from(events);
    }

    /// Counts a command that a rule turned down.
    pub fn refused(&mut self, name: &'static str, code: &str) {
        let asked = self.commands.entry(name).or_default();
        asked.asked += 1;
        asked.refused += 1;
        *self.skipped.entry(format!("{name} refused: {code}")).or_default() += 1;
    }

    /// Counts a file or line that could not be read.
    pub fn unreadable(&mut self, what: String) {
        self.unreadable += 1;
        if self.unreadable_first.len() < NAMED {
            self.unreadable_first.push(what);
        }
    }

    /// How many events were appended.
    pub fn appended(&self) -> u64 {
        self.commands.values().map(|asked| asked.appended).sum()
    }

    /// Whether something that should be in the log is not.
    pub fn is_incomplete(&self) -> bool {
        self.unreadable > 0 || self.commands.values().any(|asked| asked.refused > 0)
    }

    /// Ends the counting.
    pub fn finish(mut self, took: Duration) -> Self {
        self.seconds = took.as_secs_f64();
        self.events_per_second = self.appended() as f64 / self.seconds.max(f64::EPSILON);
        self
    }

    /// The numbers for people.
    pub fn text(&self) -> String {
        let counts = |heading: &str, counts: Vec<(String, u64)>| {
            let rows: Vec<_> = counts.into_iter().map(|(name, count)| vec![name, count.to_string()]).collect();
            table(&[heading, "count"], &rows)
        };
        let source = self.source.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect();
        let skipped: Vec<_> = self.skipped.iter().map(|(reason, count)| (reason.clone(), *count)).collect();
        let mut parts = vec![counts("in the source", source), self.commands_text()];
        if !skipped.is_empty() {
            parts.push(counts("left out", skipped));
        }
        if self.unreadable > 0 {
            parts.push(format!("unreadable: {}\n  {}", self.unreadable, self.unreadable_first.join("\n  ")));
        }
        parts.push(format!(
            "{} conversations, {} events appended in {:.1} s, {:.0} a second",
            self.conversations,
            self.appended(),
            self.seconds,
            self.events_per_second
        ));
        parts.join("\n\n")
    }

    fn commands_text(&self) -> String {
        let row = |(name, asked): (&&str, &Asked)| {
            let numbers = [asked.asked, asked.appended, asked.present, asked.refused].map(|number| number.to_string());
            std::iter::once((*name).to_owned()).chain(numbers).collect()
        };
        table(
            &["command", "asked", "events appended", "already present", "refused"],
            &self.commands.iter().map(row).collect::<Vec<_>>(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_already_is_told_from_what_was_appended() {
        let mut tally = Tally::default();
        tally.asked("record_turn", 2, false);
        tally.asked("record_turn", 1, true);
        assert_eq!(tally.commands["record_turn"], Asked { asked: 2, appended: 2, present: 1, refused: 0 });
        assert_eq!(tally.appended(), 2);
        assert!(!tally.is_incomplete());
    }

    #[test]
    fn what_is_missing_makes_it_incomplete() {
        let mut refused = Tally::default();
        refused.refused("rate", "SCORE_OFF_SCALE");
        assert!(refused.is_incomplete());
        let mut unreadable = Tally::default();
        (0..50).for_each(|n| unreadable.unreadable(format!("line {n}")));
        assert!(unreadable.is_incomplete());
        assert_eq!((unreadable.unreadable, unreadable.unreadable_first.len()), (50, NAMED));
    }
}
