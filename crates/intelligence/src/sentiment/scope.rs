//! How far a word reaches: over how many others, and never across the end of a clause.

use crate::language::Language;

/// How words are set apart in a language, and how far they reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spacing {
    /// Spaces between words.
    Words,
    /// None (Chinese, Japanese), or between phrases (Korean).
    Characters,
}

impl Spacing {
    pub(super) const fn of(language: Language) -> Self {
        match language {
            Language::De | Language::En | Language::Es | Language::Fr | Language::It | Language::Pt | Language::Ru => {
                Self::Words
            }
            Language::Ja | Language::Ko | Language::ZhHans | Language::ZhHant => Self::Characters,
        }
    }

    /// Whether the words between are few enough for the one before them to reach across: three words, or six characters.
    pub(super) fn is_near(self, between: &str) -> bool {
        self.distance(between).is_some_and(|distance| match self {
            Self::Words => distance <= 3,
            Self::Characters => distance <= 6,
        })
    }

    /// Whether there is next to nothing between: one word, or two characters.
    pub(super) fn is_next(self, between: &str) -> bool {
        self.distance(between).is_some_and(|distance| match self {
            Self::Words => distance <= 1,
            Self::Characters => distance <= 2,
        })
    }

    /// Words or characters between; `None` across the end of a clause.
    fn distance(self, between: &str) -> Option<usize> {
        if between.chars().any(ends_clause) {
            return None;
        }
        Some(match self {
            Self::Words => between.split_whitespace().count(),
            Self::Characters => between.chars().filter(|c| !c.is_whitespace()).count(),
        })
    }
}

/// Whether a clause ends at a character.
pub(super) const fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '\n' | '。' | '、' | '，' | '；' | '：' | '！' | '？' | '…' | '(' | ')'
    )
}

/// Whether a character belongs to a script that puts spaces between words.
pub(super) fn sets_words_apart(c: char) -> bool {
    c.is_alphanumeric() && !runs_on(c)
}

/// Han, kana and hangul: words run on.
const fn runs_on(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
