//! A text cut into words of one language, and the grammars' view of it.

use std::ops::Range;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::lex::{Item, Lex};
use crate::language::Language;
use crate::scan::Folded;

/// What the grammars read: each takes the index of an item and says where it ends, or that nothing starts there.
pub(super) struct Parser<'t> {
    pub(super) text: &'t Folded,
    pub(super) items: &'t [Item],
    pub(super) language: Language,
    /// When it was said, in UTC: what hours are counted from, since a wall clock may be moved between.
    pub(super) utc: NaiveDateTime,
    /// Whose wall clock times are told on.
    pub(super) zone: Tz,
}

impl Parser<'_> {
    /// What the item at an index means.
    pub(super) fn lex(&self, at: usize) -> Option<Lex> {
        self.items.get(at).map(|item| item.lex)
    }

    /// Whether the item at an index means this.
    pub(super) fn is(&self, at: usize, lex: Lex) -> bool {
        self.lex(at) == Some(lex)
    }

    /// The folded text of an item.
    pub(super) fn slice(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| self.text.slice(&item.chars))
    }

    /// The number that the digits at an index write, and how many they are.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.slice(at);
        if self.is(at, Lex::Digits) { Some((text.parse().ok()?, text.len())) } else { None }
    }

    /// Where the half of one thing ends: `half an`, `media`, 半. Behind a number it is a half more, as in `two and half` and 一个半, and
    /// behind 上, 大 and the like no measure.
    pub(super) fn half(&self, at: usize) -> Option<usize> {
        let has_article = self.is(at + 1, Lex::Number(1));
        let is_more = |before: usize| {
            let is_count = matches!(self.lex(before), Some(Lex::Number(_) | Lex::Digits | Lex::And)) && !has_article;
            is_count || matches!(self.slice(before), "个" | "個" | "上" | "下" | "前" | "后" | "後" | "大" | "多")
        };
        let is_half = self.is(at, Lex::Half) && !at.checked_sub(1).is_some_and(is_more);
        is_half.then_some(at + 1 + usize::from(has_article))
    }

    /// Whether nothing stands between an item and the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        at > 0 && self.items.get(at).is_some_and(|item| item.chars.start == self.items[at - 1].chars.end)
    }

    /// Whether one blank, also a narrow one or one that does not break, stands between an item and the one before it.
    pub(super) fn is_one_blank_behind(&self, at: usize) -> bool {
        let between = |item: &Item| self.items[at - 1].chars.end..item.chars.start;
        let between = self.items.get(at).filter(|_| at > 0).map(between);
        between.is_some_and(|chars| matches!(self.text.chars()[chars], [c] if c.is_whitespace()))
    }

    /// From the start of one item to the end of the one before another.
    pub(super) fn chars(&self, items: Range<usize>) -> Range<usize> {
        self.items[items.start].chars.start..self.items[items.end - 1].chars.end
    }

    /// Whether the language sets no blanks between words.
    pub(super) const fn is_unspaced(&self) -> bool {
        matches!(self.language, Language::Ja | Language::ZhHans | Language::ZhHant | Language::Ko)
    }
}
