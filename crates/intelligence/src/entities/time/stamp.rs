//! Times with a zone: stamps as machines write them (RFC 3339, and with a blank), and clock times in UTC.

use std::sync::LazyLock;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use regex::Regex;

use super::super::Value;
use super::super::lex::Lex;
use super::super::parser::Parser;

/// A date, a time and perhaps a zone. Behind a blank `15:00-16:00` is from three to four and no zone.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(\d{4}-\d{2}-\d{2})(?:",
        r"t(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(z\b|[+-](?:0\d|1[0-4]):?[0-5]\d\b)?",
        r"| (\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(z\b|\+(?:0\d|1[0-4]):?[0-5]\d\b)?)",
    );
    Regex::new(pattern).expect("it is a regular expression")
});

impl Parser<'_> {
    /// `2026-12-01T09:00:00+02:00`, `2026-12-01 07:00Z`.
    pub(super) fn stamp(&self, at: usize) -> Option<(usize, Value)> {
        self.digits(at).filter(|(_, length)| *length == 4)?;
        let start = self.items[at].chars.start;
        let found = STAMP.captures(self.text.slice(&(start..self.text.chars().len())))?;
        let part = |group: usize| found.get(group).map(|part| part.as_str());
        let day = NaiveDate::parse_from_str(part(1)?, "%Y-%m-%d").ok()?;
        let clock = part(2).or_else(|| part(4))?;
        let clock = NaiveTime::parse_from_str(clock, if clock.len() == 5 { "%H:%M" } else { "%H:%M:%S" }).ok()?;
        let said = day.and_time(clock);
        let at_home = match part(3).or_else(|| part(5)) {
            Some("z") => self.on_the_wall(&Utc, said)?,
            Some(offset) => self.on_the_wall(&east(offset)?, said)?,
            None => said,
        };
        // All of it is ASCII: as many characters as bytes.
        let end = start + found.get(0)?.len();
        let behind = (at..self.items.len()).find(|&item| self.items[item].chars.start >= end);
        Some((behind.unwrap_or(self.items.len()), Value::Instant { at: at_home }))
    }

    /// Whether a clock time is said to be one of UTC; where that ends. `UTC+8` is another zone.
    pub(super) fn in_utc(&self, at: usize) -> Option<usize> {
        let is_offset = matches!(self.lex(at + 1), Some(Lex::Mark('+' | '-'))) && self.touches(at + 1);
        (matches!(self.slice(at), "utc" | "gmt") && !is_offset).then_some(at + 1)
    }

    /// A time of another zone on the wall clock of ours.
    pub(super) fn on_the_wall<Z: TimeZone>(&self, zone: &Z, said: NaiveDateTime) -> Option<NaiveDateTime> {
        Some(zone.from_local_datetime(&said).single()?.with_timezone(&self.zone).naive_local())
    }
}

/// `+02:00`, `-0530`.
fn east(offset: &str) -> Option<FixedOffset> {
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = (digits[..2].parse::<i32>().ok()?, digits[2..].parse::<i32>().ok()?);
    let seconds = (hours * 60 + minutes) * 60;
    FixedOffset::east_opt(if offset.starts_with('-') { -seconds } else { seconds })
}
