//! Times of the day.

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::entities::lex::{Lex, Part, Unit};
use crate::entities::parser::Parser;
use crate::language::Language;

/// A time of the day as it was said: whether morning or afternoon may be settled by other words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    /// Whether it was said to be before or after noon.
    half: Option<Half>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Half {
    Am,
    Pm,
}

impl Clock {
    const fn new(hour: u32, minute: u32) -> Self {
        Self { hour, minute, second: 0, half: None }
    }

    /// The instant on a day, given the part of the day that was named.
    pub(super) fn on(self, day: NaiveDate, part: Option<Part>) -> Option<NaiveDateTime> {
        let hour = match (self.half, part, self.hour) {
            (Some(Half::Am), _, 12) | (None, Some(Part::Dawn), 12) => 0,
            (Some(Half::Pm), _, 1..=11) | (None, Some(Part::Afternoon | Part::Evening), 1..=11) => self.hour + 12,
            (None, Some(Part::Noon), 1..=3) | (None, Some(Part::Night), 6..=11) => self.hour + 12,
            (None, Some(Part::Evening | Part::Night), 12) => 24,
            (_, _, hour) => hour,
        };
        let day = if hour == 24 { day.checked_add_days(Days::new(1))? } else { day };
        day.and_hms_opt(hour % 24, self.minute, self.second)
    }

    /// Whether it was said to be before or after noon.
    pub(super) const fn is_halved(self) -> bool {
        self.half.is_some()
    }

    fn is_real(self) -> bool {
        self.hour <= 24 && self.minute < 60 && self.second < 60
    }
}

impl Parser<'_> {
    /// A time of the day: `17:30`, `5 pm`, `at 5`, `half past five`, `halb sechs`, 三点半.
    pub(super) fn clock(&self, at: usize) -> Option<(usize, Clock)> {
        let from = at + usize::from(self.is(at, Lex::At));
        let found = self.with_colon(from).or_else(|| self.spoken(from)).or_else(|| self.with_hour_word(from));
        let found = found.or_else(|| self.half_marked(from)).or_else(|| self.announced(at));
        found.filter(|(_, clock)| clock.is_real())
    }

    fn with_colon(&self, at: usize) -> Option<(usize, Clock)> {
        let (hour, 1..=2) = self.digits(at)? else { return None };
        let colon = matches!(self.lex(at + 1), Some(Lex::Mark(':'))) && self.touches(at + 1) && self.touches(at + 2);
        let (minute, 2) = self.digits(at + 2).filter(|_| colon)? else { return None };
        let seconds = self.digits(at + 4).filter(|(_, length)| *length == 2 && self.is(at + 3, Lex::Mark(':')));
        let end = if seconds.is_some() { at + 5 } else { at + 3 };
        let clock = Clock { second: seconds.map_or(0, |(second, _)| second), ..Clock::new(hour, minute) };
        Some(self.halved(self.hour_word(end), clock))
    }

    /// Behind `Uhr` and the like, when it stands there.
    fn hour_word(&self, at: usize) -> usize {
        at + usize::from(self.is(at, Lex::OClock))
    }

    /// With `am` or `pm` behind it.
    fn halved(&self, at: usize, clock: Clock) -> (usize, Clock) {
        match self.lex(at) {
            Some(Lex::Am) => (at + 1, Clock { half: Some(Half::Am), ..clock }),
            Some(Lex::Pm) => (at + 1, Clock { half: Some(Half::Pm), ..clock }),
            _ => (at, clock),
        }
    }

    /// `5 pm`, `five thirty pm`.
    fn half_marked(&self, at: usize) -> Option<(usize, Clock)> {
        let (end, hour) = self.small(at).filter(|(_, hour)| *hour <= 12)?;
        let minute = self.small(end).filter(|(_, minute)| *minute < 60 && *minute >= 10);
        let (end, minute) = minute.unwrap_or((end, 0));
        let (after, clock) = self.halved(end, Clock::new(hour, minute));
        (after > end).then_some((after, clock))
    }

    /// `half past five`, `quarter to six`, `halb sechs`, `Viertel nach drei`.
    fn spoken(&self, at: usize) -> Option<(usize, Clock)> {
        if self.is(at, Lex::HalfBefore) {
            let (end, hour) = self.small(at + 1).filter(|(_, hour)| matches!(hour, 1..=12))?;
            return Some((self.hour_word(end), Clock::new(if hour == 1 { 12 } else { hour - 1 }, 30)));
        }
        let (end, minute) = match self.lex(at) {
            Some(Lex::Half) => (at + 1, 30),
            Some(Lex::Quarter) => (at + 1, 15),
            _ => self.small(at).filter(|(_, minute)| *minute < 60)?,
        };
        let past = match self.lex(end) {
            Some(Lex::Past) => true,
            Some(Lex::To | Lex::AgoBefore) if matches!(self.language, Language::En | Language::De) => false,
            _ => return None,
        };
        let (end, hour) = self.small(end + 1).filter(|(_, hour)| matches!(hour, 1..=12))?;
        let clock = if past {
            Clock::new(hour, minute)
        } else {
            Clock::new(if hour == 1 { 12 } else { hour - 1 }, 60 - minute)
        };
        Some(self.halved(self.hour_word(end), Clock { minute: clock.minute % 60, ..clock }))
    }

    /// `5 o'clock`, `17 Uhr 30`, `15h30`, 三点半, 下午3点20分.
    fn with_hour_word(&self, at: usize) -> Option<(usize, Clock)> {
        let (mark, hour) = self.small(at).filter(|(mark, hour)| *hour <= 24 && self.is(*mark, Lex::OClock))?;
        let end = mark + 1;
        match self.lex(end) {
            Some(Lex::Half) => return Some((end + 1, Clock::new(hour, 30))),
            Some(Lex::And) if self.is(end + 1, Lex::Half) => return Some((end + 2, Clock::new(hour, 30))),
            Some(Lex::Number(1) | Lex::Digits) if self.is(end + 1, Lex::Quarter) => {
                return Some((end + 2, Clock::new(hour, 15)));
            }
            Some(Lex::Number(3)) if self.is(end + 1, Lex::Quarter) => return Some((end + 2, Clock::new(hour, 45))),
            _ => {}
        }
        let minute = self.small(end).filter(|(after, minute)| {
            let said = self.is(*after, Lex::Unit(Unit::Minute)) || matches!(self.slice(*after), "分" | "분");
            *minute < 60 && (said || self.touches(end) && *minute >= 10)
        });
        let Some((after, minute)) = minute else { return Some(self.halved(end, Clock::new(hour, 0))) };
        let unit = usize::from(self.is(after, Lex::Unit(Unit::Minute)) || matches!(self.slice(after), "分" | "분"));
        Some((after + unit, Clock::new(hour, minute)))
    }

    /// `at 5`, `um fünf`, `a las tres y media`: a preposition that announces an hour, when no unit follows.
    fn announced(&self, at: usize) -> Option<(usize, Clock)> {
        let (end, hour) = self.small(at + 1).filter(|(_, hour)| self.is(at, Lex::At) && matches!(hour, 1..=24))?;
        let counted = matches!(
            self.lex(end),
            Some(
                Lex::Measure(_)
                    | Lex::Unit(_)
                    | Lex::Currency(_)
                    | Lex::Month(_)
                    | Lex::Scale(_)
                    | Lex::Digits
                    | Lex::MonthMark
                    | Lex::DayMark
            ) | Some(Lex::Mark('/' | '-' | '.' | '%' | '$'))
        ) && (self.touches(end) || !matches!(self.lex(end), Some(Lex::Mark(_))));
        let sentence = self.is(end, Lex::Mark('.')) && !self.is(end + 1, Lex::Digits);
        if counted && !sentence {
            return None;
        }
        match (self.lex(end), self.lex(end + 1)) {
            (Some(Lex::And), Some(Lex::Half)) => Some((end + 2, Clock::new(hour, 30))),
            (Some(Lex::And), Some(Lex::Quarter)) => Some((end + 2, Clock::new(hour, 15))),
            _ => Some(self.halved(end, Clock::new(hour, 0))),
        }
    }
}
