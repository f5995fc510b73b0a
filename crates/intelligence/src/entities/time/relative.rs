//! Dates and stretches of time that are told from now: tomorrow, next week, in three days, vor zwei Stunden.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, Utc};

use super::calendar::{Dates, coming, shift, weekday_of};
use super::interval;
use crate::entities::Value;
use crate::entities::lex::{Lex, Part, Unit};
use crate::entities::parser::Parser;

impl Parser<'_> {
    /// A day or stretch of days named by a word.
    pub(super) fn relative_date(&self, at: usize, today: NaiveDate) -> Option<(usize, Dates, Option<Part>)> {
        let day = |days: i32| shift(today, Unit::Day, days).map(Dates::day);
        match self.lex(at) {
            Some(Lex::Day(days)) => Some((at + 1, day(days)?, None)),
            Some(Lex::DayPart(days, part)) => Some((at + 1, day(days)?, Some(part))),
            Some(Lex::Rel(unit, steps)) => self.week_and_day(at + 1, unit, steps, today),
            Some(Lex::WeekdayOf(weeks, weekday)) => {
                Some((at + 1, Dates::day(weekday_of(today, weeks, weekday)?), None))
            }
            Some(Lex::Weekday(weekday)) => {
                let (end, step) = self.step_behind(at + 1);
                Some((end, Dates::day(self.weekday(today, step, weekday)?), None))
            }
            Some(Lex::Unit(unit)) => {
                let (end, step) = self.step_behind(at + 1);
                Some((end, Dates::unit(today, unit, step?)?, None))
            }
            Some(Lex::Weekend) => {
                let (end, step) = self.step_behind(at + 1);
                Some((end, weekend(today, step.unwrap_or(0))?, None))
            }
            _ => self.step(at).and_then(|step| self.stepped(at + 1, step, today)),
        }
    }

    /// 来週の月曜日: a weekday behind its week.
    fn week_and_day(
        &self,
        at: usize,
        unit: Unit,
        steps: i32,
        today: NaiveDate,
    ) -> Option<(usize, Dates, Option<Part>)> {
        let of = usize::from(self.is(at, Lex::Of));
        match self.lex(at + of) {
            Some(Lex::Weekday(weekday)) if unit == Unit::Week => {
                Some((at + of + 1, Dates::day(weekday_of(today, steps, weekday)?), None))
            }
            _ => Some((at, Dates::unit(today, unit, steps)?, None)),
        }
    }

    /// What stands behind next, last or this.
    fn stepped(&self, at: usize, step: i32, today: NaiveDate) -> Option<(usize, Dates, Option<Part>)> {
        let dates = match self.lex(at) {
            Some(Lex::Weekday(weekday)) => Dates::day(self.weekday(today, Some(step), weekday)?),
            Some(Lex::Unit(unit)) => Dates::unit(today, unit, step)?,
            Some(Lex::Weekend) => weekend(today, step)?,
            Some(Lex::Month(month)) => named_month(today, step, month)?,
            _ => return None,
        };
        Some((at + 1, dates, None))
    }

    /// Whether an item says next (1), last (-1) or this (0).
    fn step(&self, at: usize) -> Option<i32> {
        match self.lex(at) {
            Some(Lex::Next) => Some(1),
            Some(Lex::Last) => Some(-1),
            Some(Lex::This) => Some(0),
            _ => None,
        }
    }

    /// Next or last behind what it belongs to: la semana pasada.
    fn step_behind(&self, at: usize) -> (usize, Option<i32>) {
        let step = self.step(at).filter(|step| *step != 0);
        (at + usize::from(step.is_some()), step)
    }

    fn weekday(&self, today: NaiveDate, step: Option<i32>, weekday: u32) -> Option<NaiveDate> {
        match step {
            None => coming(today, weekday),
            Some(-1) if !self.is_unspaced() => coming(shift(today, Unit::Day, -7)?, weekday),
            Some(weeks) => weekday_of(today, weeks, weekday),
        }
    }

    /// Some units from now: `in 3 days`, `vor zwei Stunden`, 三天后, `the last two weeks`; and `now`.
    pub(super) fn span_of_time(&self, at: usize, now: NaiveDateTime) -> Option<(usize, Value)> {
        match self.lex(at) {
            Some(Lex::Now) => Some((at + 1, Value::Instant { at: now })),
            Some(Lex::In) => self.units(at + 1, 1, now),
            Some(Lex::AgoBefore) => self.units(at + 1, -1, now),
            Some(Lex::Next) => self.stretch(at + 1, 1, now),
            Some(Lex::Last | Lex::Past) => self.stretch(at + 1, -1, now),
            _ => {
                let (end, count, unit) = self.count(at)?;
                let step = match self.lex(end) {
                    Some(Lex::Ago) => -1,
                    Some(Lex::After) => 1,
                    _ => return None,
                };
                Some((end + 1, self.moved(now, unit, count.checked_mul(step)?)?))
            }
        }
    }

    fn units(&self, at: usize, step: i32, now: NaiveDateTime) -> Option<(usize, Value)> {
        let (end, count, unit) = self.count(at)?;
        Some((end, self.moved(now, unit, count.checked_mul(step)?)?))
    }

    /// The last or next so many units, as a stretch that ends or begins now.
    fn stretch(&self, at: usize, step: i32, now: NaiveDateTime) -> Option<(usize, Value)> {
        let (end, count, unit) = self.count(at).filter(|(_, count, _)| *count > 0)?;
        let other = self.shifted(now, unit, count.checked_mul(step)?)?;
        // A clock that is put back may show the same time twice.
        (other != now).then(|| (end, Value::Interval { from: now.min(other), until: now.max(other) }))
    }

    /// A number and a unit of time.
    fn count(&self, at: usize) -> Option<(usize, i32, Unit)> {
        if let Some(end) = self.half(at) {
            return self.is(end, Lex::Unit(Unit::Hour)).then_some((end + 1, 30, Unit::Minute));
        }
        let (end, count) = self.small(at)?;
        let unit = match self.lex(end) {
            Some(Lex::Unit(unit)) => unit,
            // Words that name the hour of the clock count hours too: через 2 часа, dans 2 heures.
            Some(Lex::OClock) if !self.is_unspaced() => Unit::Hour,
            // дня is the genitive of day too: три дня.
            Some(Lex::Part(Part::Afternoon)) if self.slice(end) == "дня" => Unit::Day,
            Some(Lex::YearMark) => Unit::Year,
            Some(Lex::DayMark) if self.is_unspaced() && !self.language.is_chinese() => Unit::Day,
            _ => return None,
        };
        Some((end + 1, i32::try_from(count).ok()?, unit))
    }

    /// Seconds, minutes and hours give an instant, days and more a day.
    fn moved(&self, now: NaiveDateTime, unit: Unit, count: i32) -> Option<Value> {
        let at = self.shifted(now, unit, count)?;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Value::Instant { at }),
            Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
                let day = Dates::day(at.date());
                Some(interval(day.from, day.until))
            }
        }
    }

    fn shifted(&self, now: NaiveDateTime, unit: Unit, count: i32) -> Option<NaiveDateTime> {
        let passed = match unit {
            Unit::Second => Duration::seconds(count.into()),
            Unit::Minute => Duration::minutes(count.into()),
            Unit::Hour => Duration::hours(count.into()),
            Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
                return Some(shift(now.date(), unit, count)?.and_time(now.time()));
            }
        };
        self.on_the_wall(&Utc, self.utc.checked_add_signed(passed)?)
    }
}

/// Saturday and Sunday of a week.
fn weekend(today: NaiveDate, weeks: i32) -> Option<Dates> {
    let saturday = weekday_of(today, weeks, 5)?;
    Some(Dates { from: saturday, until: shift(saturday, Unit::Day, 2)? })
}

/// A month by its name: the next one that comes, the last one that was, or that of this year.
fn named_month(today: NaiveDate, step: i32, month: u32) -> Option<Dates> {
    let passed = today.month() >= month;
    let year = match step {
        1 => today.year() + i32::from(passed),
        -1 => today.year() - i32::from(!passed || today.month() == month),
        _ => today.year(),
    };
    Dates::month(year, month)
}
