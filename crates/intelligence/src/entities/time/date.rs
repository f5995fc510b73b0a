//! Dates: written with numbers, with names of months, or with 年月日.

use chrono::{Datelike as _, NaiveDate};

use super::calendar::Dates;
use crate::entities::lex::{Lex, Part};
use crate::entities::parser::Parser;
use crate::language::Language;

type Read = (usize, Dates);

impl Parser<'_> {
    /// A date of any form, with the part of the day that its word names too (tonight).
    pub(super) fn date(&self, at: usize, today: NaiveDate) -> Option<(usize, Dates, Option<Part>)> {
        if let Some(found) = self.relative_date(at, today) {
            return Some(found);
        }
        let found = self.numeric(at).or_else(|| self.marked(at, today)).or_else(|| self.day_and_month(at, today));
        let found = found.or_else(|| self.month_and_day(at, today));
        found.map(|(end, dates)| (end, dates, None))
    }

    /// `2025-11-26`, `26.11.2025`, `11/26/2025`, `26.11.`.
    fn numeric(&self, at: usize) -> Option<Read> {
        let (first, first_length) = self.digits(at)?;
        let mark = match self.lex(at + 1) {
            Some(Lex::Mark(mark @ ('-' | '/' | '.'))) if self.touches(at + 1) => mark,
            _ => return None,
        };
        let (second, _) = self.digits(at + 2).filter(|(_, length)| *length <= 2 && self.touches(at + 2))?;
        let third = self.digits(at + 4).filter(|_| self.is(at + 3, Lex::Mark(mark)) && self.touches(at + 4));
        match (first_length, third) {
            (4, Some((day, 1..=2))) => whole(at + 5, first, second, day),
            (1..=2, Some((year, length @ (2 | 4)))) => {
                let (day, month) = self.order(first, second, mark);
                whole(at + 5, if length == 2 { 2_000 + year } else { year }, month, day)
            }
            _ => None,
        }
    }

    /// `12/05`, when a time of the day follows: without one it may be a fraction, and `24/7` is no date.
    pub(super) fn slashed(&self, at: usize, today: NaiveDate) -> Option<Read> {
        let (first, first_length @ 1..=2) = self.digits(at)? else { return None };
        let slash = self.is(at + 1, Lex::Mark('/')) && self.touches(at + 1) && self.touches(at + 2);
        let (second, second_length @ 1..=2) = self.digits(at + 2).filter(|_| slash)? else { return None };
        let behind = self.skip(at + 3);
        let part = usize::from(matches!(self.lex(behind), Some(Lex::Part(_))));
        let (_, clock) = self.clock(behind + part)?;
        let is_sure = first_length + second_length > 2 || part == 1 || clock.is_halved();
        if !is_sure || self.touches(at) || (first, second) == (24, 7) {
            return None;
        }
        let month_first = self.is_unspaced() && first <= 12;
        let (day, month) = if month_first { (second, first) } else { self.order(first, second, '/') };
        whole(at + 3, u32::try_from(today.year()).ok()?, month, day)
    }

    /// Which of two numbers is the day and which the month.
    fn order(&self, first: u32, second: u32, mark: char) -> (u32, u32) {
        let month_first = self.language == Language::En && mark != '.' && first <= 12 || second > 12;
        if month_first { (second, first) } else { (first, second) }
    }

    /// 2025年11月26日, 11月26日, 3月, 26号, 2025年.
    fn marked(&self, at: usize, today: NaiveDate) -> Option<Read> {
        let year = self
            .counted(at, Lex::YearMark)
            .or_else(|| self.spelled_year(at))
            .filter(|(_, year)| (1_000..=2_999).contains(year));
        let after_year = year.map_or(at, |(end, _)| end);
        let month = self.counted(after_year, Lex::MonthMark).filter(|(_, month)| (1..=12).contains(month));
        let after_month = month.map_or(after_year, |(end, _)| end);
        let day = self.counted(after_month, Lex::DayMark).filter(|(_, day)| (1..=31).contains(day));
        let this_year = u32::try_from(today.year()).ok()?;
        match (year, month, day) {
            (year, Some((_, month)), Some((end, day))) => {
                whole(end, year.map_or(this_year, |(_, year)| year), month, day)
            }
            (year, Some((end, month)), None) => {
                let year = year.map_or(this_year, |(_, year)| year);
                Some((end, Dates::month(i32::try_from(year).ok()?, month)?))
            }
            (None, None, Some((end, day))) if self.language.is_chinese() || self.language == Language::Ja => {
                whole(end, this_year, today.month(), day)
            }
            (Some((end, year)), None, None) => {
                Some((end, Dates::unit(whole(end, year, 1, 1)?.1.from, crate::entities::lex::Unit::Year, 0)?))
            }
            (_, None, _) => None,
        }
    }

    /// A number with its mark behind it.
    fn counted(&self, at: usize, mark: Lex) -> Option<(usize, u32)> {
        self.small(at).filter(|(end, _)| self.is(*end, mark)).map(|(end, number)| (end + 1, number))
    }

    /// 二〇二五年: a year digit by digit.
    fn spelled_year(&self, at: usize) -> Option<(usize, u32)> {
        let digits = (at..at + 4).map(|at| match self.lex(at) {
            Some(Lex::Number(digit @ 0..=9)) => Some(digit),
            _ => None,
        });
        let year = digits.reduce(|year, digit| Some(year? * 10 + digit?)).flatten()?;
        self.is(at + 4, Lex::YearMark).then_some((at + 5, year))
    }

    /// `26 November 2025`, `26th of November`, `26. November`, `26 de noviembre de 2025`.
    fn day_and_month(&self, at: usize, today: NaiveDate) -> Option<Read> {
        let (after_day, day) = self.small(at).filter(|(_, day)| (1..=31).contains(day))?;
        let ordinal = usize::from(matches!(self.lex(after_day), Some(Lex::Ordinal | Lex::Mark('.' | '°' | 'º'))));
        let of = usize::from(self.is(after_day + ordinal, Lex::Of));
        let Some(Lex::Month(month)) = self.lex(after_day + ordinal + of) else { return None };
        self.with_year(after_day + ordinal + of + 1, month, day, today)
    }

    /// `November 26`, `Nov 26th, 2025`, `November 2025`.
    fn month_and_day(&self, at: usize, today: NaiveDate) -> Option<Read> {
        let Some(Lex::Month(month)) = self.lex(at) else { return None };
        let of = usize::from(self.is(at + 1, Lex::Of));
        if let Some((year, 4)) = self.digits(at + 1 + of) {
            return Some((at + 2 + of, Dates::month(i32::try_from(year).ok()?, month)?));
        }
        let (after_day, day) = self.small(at + 1 + of).filter(|(_, day)| (1..=31).contains(day))?;
        let timed = matches!(
            self.lex(after_day),
            Some(Lex::Mark(':') | Lex::Am | Lex::Pm | Lex::Measure(_) | Lex::Currency(_) | Lex::Unit(_))
        );
        let ordinal = usize::from(self.is(after_day, Lex::Ordinal));
        if timed { None } else { self.with_year(after_day + ordinal, month, day, today) }
    }

    /// With a year of four digits behind, or in this one.
    fn with_year(&self, at: usize, month: u32, day: u32, today: NaiveDate) -> Option<Read> {
        let between = usize::from(matches!(self.lex(at), Some(Lex::Mark(',') | Lex::Of)));
        match self.digits(at + between) {
            Some((year, 4)) if (1_000..=2_999).contains(&year) => whole(at + between + 1, year, month, day),
            _ => whole(at, u32::try_from(today.year()).ok()?, month, day),
        }
    }
}

/// A whole date, when the calendar has it.
fn whole(end: usize, year: u32, month: u32, day: u32) -> Option<Read> {
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((end, Dates::day(day)))
}
