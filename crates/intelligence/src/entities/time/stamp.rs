//! Times with a zone: stamps as machines write them (RFC 3339, and with a blank), and clock times in UTC.

use std::sync::LazyLock;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone, Timelike as _, Utc};
use regex::Regex;

use super::super::Value;
use super::super::lex::Lex;
use super::super::parser::Parser;

/// A date and a time with a zone, which may be missing behind `T` alone. Behind a blank `15:00-16:00` is from three to four and no zone.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:",
        r"t([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(z|[+\x{2212}-](?:0[0-9]|1[0-4]):?[0-5][0-9])?",
        r"| ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(z| ?\+(?:0[0-9]|1[0-4])(?::?[0-5][0-9])?))",
    );
    Regex::new(pattern).expect("it is a regular expression")
});

impl Parser<'_> {
    /// `2026-12-01T09:00:00+02:00`, `2026-12-01 07:00Z`.
    pub(super) fn stamp(&self, at: usize) -> Option<(usize, Value)> {
        self.digits(at).filter(|(_, length)| *length == 4)?;
        let start = self.items[at].chars.start;
        let found = STAMP.captures(self.text.slice(&(start..self.text.chars().len())))?;
        let end = start + found.get(0)?.as_str().chars().count();
        // What goes on within a word or a number is something else.
        let behind = (at..self.items.len()).find(|&item| self.items[item].chars.end > end).unwrap_or(self.items.len());
        let goes_on = self.text.at(end).is_some_and(char::is_alphanumeric);
        let part = |group: usize| found.get(group).map(|part| part.as_str());
        let said = said(part(1)?, part(2).or_else(|| part(4))?).filter(|_| !goes_on)?;
        let (behind, at_home) = match (part(3).or_else(|| part(5)), self.in_utc(behind)) {
            (Some("z"), _) => (behind, self.on_the_wall(&Utc, said)?),
            (Some(offset), _) => (behind, self.on_the_wall(&east(offset)?, said)?),
            (None, Some(behind)) => (behind, self.on_the_wall(&Utc, said)?),
            (None, None) => (behind, said),
        };
        Some((behind, Value::Instant { at: at_home }))
    }

    /// Whether a clock time is said to be one of UTC; where that ends. `UTC+8` and `GMT 8` are other zones.
    pub(super) fn in_utc(&self, at: usize) -> Option<usize> {
        let is_sign = matches!(self.lex(at + 1), Some(Lex::Mark('+' | '-' | '−' | '–' | '±')));
        let is_other = is_sign && self.is(at + 2, Lex::Digits)
            || self.touches(at + 1) && matches!(self.lex(at + 1), Some(Lex::Digits | Lex::Word));
        (matches!(self.slice(at), "utc" | "gmt") && !is_other).then_some(at + 1)
    }

    /// A time of another zone on the wall clock of ours; none beyond the ends of the calendar.
    pub(super) fn on_the_wall<Z: TimeZone>(&self, zone: &Z, said: NaiveDateTime) -> Option<NaiveDateTime> {
        let utc = zone.from_local_datetime(&said).single()?.naive_utc();
        utc.checked_add_offset(self.zone.offset_from_utc_datetime(&utc).fix())
    }
}

/// A date and a time, without leap seconds: no clock on the wall shows them.
fn said(day: &str, clock: &str) -> Option<NaiveDateTime> {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let clock = NaiveTime::parse_from_str(clock, if clock.len() == 5 { "%H:%M" } else { "%H:%M:%S" }).ok()?;
    (clock.nanosecond() == 0).then(|| day.and_time(clock))
}

/// `+02:00`, `-0530`, `+02`.
fn east(offset: &str) -> Option<FixedOffset> {
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
    let seconds = (hours.parse::<i32>().ok()? * 60 + minutes) * 60;
    FixedOffset::east_opt(if offset.contains('+') { seconds } else { -seconds })
}
