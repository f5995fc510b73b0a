//! Stretches of days, and how they are counted.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::entities::lex::Unit;

/// Whole days: the first, and the first after them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Dates {
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

impl Dates {
    /// One day.
    pub(super) fn day(day: NaiveDate) -> Self {
        Self { from: day, until: day.succ_opt().unwrap_or(day) }
    }

    /// Whether it is one day.
    pub(super) fn is_one_day(&self) -> bool {
        *self == Self::day(self.from)
    }

    /// A month.
    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self { from, until: from.checked_add_months(Months::new(1))? })
    }

    /// The day, week, month or year that lies so many steps from that of a day.
    pub(super) fn unit(day: NaiveDate, unit: Unit, steps: i32) -> Option<Self> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day => Some(Self::day(shift(day, Unit::Day, steps)?)),
            Unit::Week => {
                let from = shift(monday(day)?, Unit::Week, steps)?;
                Some(Self { from, until: shift(from, Unit::Week, 1)? })
            }
            Unit::Month => {
                let day = shift(day.with_day(1)?, Unit::Month, steps)?;
                Self::month(day.year(), day.month())
            }
            Unit::Year => {
                let year = day.year().checked_add(steps)?;
                let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
                Some(Self { from, until: NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)? })
            }
        }
    }
}

/// A day so many days, weeks, months or years on; none beyond the calendar.
pub(super) fn shift(day: NaiveDate, unit: Unit, steps: i32) -> Option<NaiveDate> {
    let days = |count: u32| {
        let days = Days::new(u64::from(count) * u64::from(steps.unsigned_abs()));
        if steps < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
    };
    let months = |count: u32| {
        let months = Months::new(steps.unsigned_abs().checked_mul(count)?);
        if steps < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Month => months(1),
        Unit::Year => months(12),
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// A weekday (Monday is 0) of the week that lies so many weeks from that of a day.
pub(super) fn weekday_of(day: NaiveDate, weeks: i32, weekday: u32) -> Option<NaiveDate> {
    shift(monday(day)?, Unit::Week, weeks)?.checked_add_days(Days::new(u64::from(weekday)))
}

/// The first such weekday from a day on.
pub(super) fn coming(day: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let ahead = (weekday + 7 - day.weekday().num_days_from_monday()) % 7;
    day.checked_add_days(Days::new(u64::from(ahead)))
}
