//! Words that dates, amounts and quantities are made of, and how a text is cut into them.

mod generated;
mod lexer;
mod romance;
mod spaced;
mod units;
mod unspaced;

use std::ops::Range;

pub(super) use lexer::Lexer;

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A part of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

/// What a word or sign means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lex {
    /// Digits; their number stands in the text.
    Digits,
    /// A number word below a thousand.
    Number(u32),
    /// A word that multiplies what stands before it.
    Scale(u64),
    /// Joins number words: and, y, und.
    And,
    Half,
    Quarter,
    /// So many days from today.
    Day(i32),
    /// A part of the day so many days from today: tonight.
    DayPart(i32, Part),
    /// Monday is 0.
    Weekday(u32),
    /// A weekday of the week so many weeks from this one: 下周五.
    WeekdayOf(i32, u32),
    Weekend,
    Month(u32),
    Part(Part),
    Unit(Unit),
    /// So many units from this one: 下个月.
    Rel(Unit, i32),
    Next,
    Last,
    This,
    /// Before a stretch of time, which then lies ahead: in, dans, через.
    In,
    /// Behind a stretch of time, which then lies ahead: 后, 뒤.
    After,
    /// Behind a stretch of time, which then lies behind: ago, 前.
    Ago,
    /// Before a stretch of time, which then lies behind: hace, il y a, vor.
    AgoBefore,
    /// Before a clock time: at, um, a las.
    At,
    OClock,
    Past,
    To,
    /// `halb fünf`: half an hour before.
    HalfBefore,
    Am,
    Pm,
    Now,
    Ordinal,
    /// Stands between parts of a date: of, de, the.
    Of,
    YearMark,
    MonthMark,
    DayMark,
    Currency(&'static str),
    /// A hundredth or tenth of a currency: its code and how many make one.
    Minor(&'static str, u32),
    Measure(&'static str),
    /// A sign.
    Mark(char),
    /// Any other word.
    Word,
}

/// A word or sign in its place.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) lex: Lex,
    pub(super) chars: Range<usize>,
}

/// Words with `|` between them, and what they mean.
pub(super) type Lexicon = &'static [(Lex, &'static str)];
