//! Numbers: digits with the separators of a language, number words, and both together.

use super::decimal::Decimal;
use super::lex::Lex;
use super::parser::Parser;
use crate::language::Language;

impl Parser<'_> {
    /// A number in digits or words, with what multiplies it: `1.234,50`, `two hundred and five`, `1.5万`, `三百块` up to `块`.
    pub(super) fn number(&self, at: usize) -> Option<(usize, Decimal)> {
        if self.is(at, Lex::Digits) { self.scaled(at) } else { self.words(at) }
    }

    /// A small whole number, such as an hour or a count of days.
    pub(super) fn small(&self, at: usize) -> Option<(usize, u32)> {
        if let Some((number, length)) = self.digits(at) {
            return (length <= 4).then_some((at + 1, number));
        }
        let (end, number) = self.words(at)?;
        number.as_whole().and_then(|number| u32::try_from(number).ok()).map(|number| (end, number))
    }

    fn scaled(&self, at: usize) -> Option<(usize, Decimal)> {
        let (mut end, mut number) = self.literal(at)?;
        while let Some(Lex::Scale(scale)) = self.lex(end) {
            number = number.times(scale)?;
            end += 1;
        }
        Some((end, number))
    }

    /// Digits with separators. The sign that a language writes before decimals is one when it stands once; three digits
    /// behind the other sign are thousands, and behind another sign than theirs stand decimals.
    fn literal(&self, at: usize) -> Option<(usize, Decimal)> {
        let mut whole = self.slice(at).to_owned();
        let mut end = at + 1;
        let mut grouping = None;
        while let Some((mark, digits)) = self.separated(end) {
            let behind = digits + 1;
            if mark != ' ' && self.is_decimal(mark, self.slice(digits), self.separated(behind).is_some(), grouping) {
                return Some((behind, Decimal::parse(&whole, self.slice(digits))?));
            }
            let fits = grouping.map_or(whole.len() <= 3, |grouping| grouping == mark);
            if self.slice(digits).len() != 3 || !fits {
                break;
            }
            whole.push_str(self.slice(digits));
            grouping = Some(mark);
            end = behind;
        }
        Some((end, Decimal::parse(&whole, "")?))
    }

    /// The sign between digits that end here and those that follow, and where they stand: a point, a comma or an apostrophe that
    /// touches both, or one blank in languages that part thousands by it.
    fn separated(&self, at: usize) -> Option<(char, usize)> {
        if let Some(mark) = self.separator(at) {
            return Some((mark, at + 1));
        }
        let follows = self.writes_comma() && self.is(at, Lex::Digits) && self.slice(at).len() == 3;
        (follows && self.is_one_blank_behind(at)).then_some((' ', at))
    }

    /// A point or comma with digits on both sides and no blank.
    fn separator(&self, at: usize) -> Option<char> {
        match self.lex(at) {
            Some(Lex::Mark(mark @ ('.' | ',' | '\'' | '’'))) => {
                let between = self.touches(at) && self.is(at + 1, Lex::Digits) && self.touches(at + 1);
                between.then_some(mark)
            }
            _ => None,
        }
    }

    fn is_decimal(&self, mark: char, digits: &str, more: bool, grouping: Option<char>) -> bool {
        let own = if self.writes_comma() { ',' } else { '.' };
        let thousands = digits.len() == 3 && mark != own && grouping.is_none_or(|grouping| grouping == mark);
        matches!(mark, '.' | ',') && !more && !thousands && grouping != Some(mark)
    }

    const fn writes_comma(&self) -> bool {
        match self.language {
            Language::De | Language::Es | Language::Fr | Language::It | Language::Pt | Language::Ru => true,
            Language::En | Language::Ja | Language::Ko | Language::ZhHans | Language::ZhHant => false,
        }
    }

    /// Number words. A later word must fit below the one before it; a scale takes up what stands before it.
    fn words(&self, at: usize) -> Option<(usize, Decimal)> {
        let mut words = Words::default();
        let mut end = at;
        loop {
            let joined = self.is(end, Lex::And) && end > at && matches!(self.lex(end + 1), Some(Lex::Number(_)));
            let place = end + usize::from(joined);
            let taken = match self.lex(place) {
                Some(Lex::Number(number)) => words.push(u64::from(number)),
                Some(Lex::Scale(scale)) if end > at || self.may_lead(scale) => words.scale(scale, self.is_unspaced()),
                _ => false,
            };
            if !taken {
                break;
            }
            end = place + 1;
        }
        let implied =
            self.language.is_chinese() && end > at + 1 && matches!(self.lex(end - 2), Some(Lex::Scale(100..)));
        (end > at).then(|| words.total(implied)).flatten().map(|number| (end, Decimal::whole(number)))
    }

    /// Whether a scale may stand without a number before it: 十, mille, hundert, but not 万.
    const fn may_lead(&self, scale: u64) -> bool {
        match self.language {
            Language::ZhHans | Language::ZhHant => scale == 10,
            Language::Ja | Language::Ko => scale <= 10_000,
            Language::De | Language::Es | Language::Fr | Language::It | Language::Pt | Language::Ru => scale <= 1_000,
            Language::En => false,
        }
    }
}

/// Number words as they are read.
#[derive(Default)]
struct Words {
    /// What larger scales have closed.
    total: u64,
    /// Hundreds, tens and ones below the next scale.
    section: u64,
    /// In scripts that multiply digits: the digit that waits for its scale.
    digit: u64,
    last_scale: u64,
    seen: bool,
}

impl Words {
    /// Takes a number word when it fits below what is there.
    fn push(&mut self, number: u64) -> bool {
        let below = match number {
            0..10 => 10,
            10..100 => 100,
            _ => 1_000,
        };
        let fits =
            !self.seen || (self.section + self.digit).is_multiple_of(below) && (number > 0 || self.last_scale > 0);
        if fits {
            self.digit += number;
            self.seen = true;
        }
        fits
    }

    fn scale(&mut self, scale: u64, unspaced: bool) -> bool {
        let small = if unspaced { scale < 10_000 } else { scale < 1_000 };
        if small {
            self.section += self.digit.max(1).saturating_mul(scale);
        } else {
            let section = (self.section + self.digit).max(u64::from(self.total == 0));
            self.total = self.total.saturating_add(section.saturating_mul(scale));
            self.section = 0;
        }
        self.digit = 0;
        self.seen = true;
        self.last_scale = scale;
        true
    }

    /// The whole. A digit that is implied to count the next lower scale does: 一万二 is 12,000.
    fn total(&self, implied: bool) -> Option<u64> {
        let times = if implied { self.last_scale / 10 } else { 1 };
        self.total.checked_add(self.section)?.checked_add(self.digit.checked_mul(times)?)
    }
}
