//! Dates and times, absolute and relative, against a `now` that the caller gives.
//!
//! A date, a part of the day and a clock time may stand in any order; what is not said is today, or the whole day.
//! Conventions: weeks begin on Monday; a bare weekday is the next one, today included; "next Friday" is the Friday of next
//! week, "last Friday" the latest one before today (in Chinese, Japanese and Korean that of last week); a day and month
//! without a year lie in this year; `3/4/2026`, and `3/4` before a time of the day, is March 4 in English and April 3 elsewhere; the
//! shorter form is March 4 in Chinese, Japanese and Korean too.
//! Stamps with an offset and clock times "UTC" or "GMT" are told on the wall clock of the tenant's zone; other names of zones are not read.

mod calendar;
mod clock;
mod date;
mod relative;
mod stamp;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::lex::{Lex, Part};
use super::parser::Parser;
use super::{EntityKind, Value};

pub(super) use clock::Clock;

/// What has been said of a time so far.
#[derive(Clone, Copy, Default)]
struct Said {
    date: Option<calendar::Dates>,
    part: Option<Part>,
    clock: Option<Clock>,
    in_utc: bool,
}

impl Parser<'_> {
    /// A date or time.
    pub(super) fn time(&self, at: usize, now: NaiveDateTime) -> Option<(usize, EntityKind, Value)> {
        if let Some((end, value)) = self.stamp(at).or_else(|| self.span_of_time(at, now)) {
            return Some((end, EntityKind::Time, value));
        }
        let mut said = Said::default();
        let mut end = None;
        let mut next = at;
        while let Some(place) = self.said(next, now, &mut said) {
            end = Some(place);
            next = self.skip(place);
        }
        let value = said.value(self, now)?;
        Some((end?, EntityKind::Time, value))
    }

    /// One more part of what is said; where it ends.
    fn said(&self, at: usize, now: NaiveDateTime, said: &mut Said) -> Option<usize> {
        if said.clock.is_none()
            && let Some((end, clock)) = self.clock(at)
        {
            said.clock = Some(clock);
            return Some(end);
        }
        if said.clock.is_some()
            && !said.in_utc
            && let Some(end) = self.in_utc(at)
        {
            said.in_utc = true;
            return Some(end);
        }
        if said.date.is_none()
            && let Some((end, dates)) = self.slashed(at, now.date())
        {
            said.date = Some(dates);
            return Some(end);
        }
        if said.date.is_none()
            && let Some((end, dates, part)) = self.date(at, now.date())
        {
            said.date = Some(dates);
            said.part = said.part.or(part);
            return Some(end);
        }
        match self.lex(at) {
            Some(Lex::Part(part)) if said.part.is_none() => {
                said.part = Some(part);
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// Behind a comma and small words between the parts of a time.
    fn skip(&self, at: usize) -> usize {
        let marks = usize::from(self.is(at, Lex::Mark(',')));
        let small = (at + marks..at + marks + 2).take_while(|at| self.is(*at, Lex::Of)).count();
        at + marks + small
    }
}

impl Said {
    /// What it means. A part of the day alone is no time: it is a greeting more often than not.
    fn value(self, parser: &Parser<'_>, now: NaiveDateTime) -> Option<Value> {
        let dates = self.date.unwrap_or_else(|| calendar::Dates::day(now.date()));
        match (self.clock, self.part) {
            (Some(clock), part) if dates.is_one_day() => {
                let at = clock.on(dates.from, part)?;
                Some(Value::Instant { at: if self.in_utc { parser.on_the_wall(&Utc, at)? } else { at } })
            }
            (None, Some(part)) if dates.is_one_day() && self.date.is_some() => part_of(dates.from, part),
            (_, _) if self.date.is_some() => Some(interval(dates.from, dates.until)),
            _ => None,
        }
    }
}

fn interval(from: NaiveDate, until: NaiveDate) -> Value {
    Value::Interval { from: from.and_time(NaiveTime::MIN), until: until.and_time(NaiveTime::MIN) }
}

/// A part of a day: dawn until six, morning until noon, and so on.
fn part_of(day: NaiveDate, part: Part) -> Option<Value> {
    let (from, until) = match part {
        Part::Dawn => (0, 6),
        Part::Morning => (6, 12),
        Part::Noon => (12, 13),
        Part::Afternoon => (12, 18),
        Part::Evening => (18, 24),
        Part::Night => (20, 24),
    };
    let end = if until == 24 {
        day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN)
    } else {
        day.and_hms_opt(until, 0, 0)?
    };
    Some(Value::Interval { from: day.and_hms_opt(from, 0, 0)?, until: end })
}
