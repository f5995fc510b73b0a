//! The languages that are understood.

use std::fmt;
use std::str::FromStr;

/// A language that is understood; Chinese by its script, because the two are written, searched and answered apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    /// German.
    De,
    /// English.
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Italian.
    It,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Portuguese.
    Pt,
    /// Russian.
    Ru,
    /// Chinese in simplified characters.
    ZhHans,
    /// Chinese in traditional characters.
    ZhHant,
}

/// Why a text is not one of our languages.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("not a language that is understood: de, en, es, fr, it, ja, ko, pt, ru, zh-Hans or zh-Hant")]
pub struct UnknownLanguage;

impl Language {
    /// All of them, in the order of their tags.
    pub const ALL: [Self; 11] = [
        Self::De,
        Self::En,
        Self::Es,
        Self::Fr,
        Self::It,
        Self::Ja,
        Self::Ko,
        Self::Pt,
        Self::Ru,
        Self::ZhHans,
        Self::ZhHant,
    ];

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::It => "it",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::Pt => "pt",
            Self::Ru => "ru",
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
        }
    }

    /// Whether it is Chinese, in either script.
    #[must_use]
    pub const fn is_chinese(self) -> bool {
        matches!(self, Self::ZhHans | Self::ZhHant)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Takes the tag, a tag with a region (`pt-BR`, `zh-TW`), and `zh` alone as simplified.
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        if let Some(known) = Self::ALL.into_iter().find(|language| language.tag() == text) {
            return Ok(known);
        }
        let (primary, rest) = text.split_once('-').unwrap_or((text, ""));
        let traditional = rest.split('-').any(|subtag| matches!(subtag, "Hant" | "TW" | "HK" | "MO"));
        match (primary, traditional) {
            ("zh", true) => Ok(Self::ZhHant),
            ("zh", false) => Ok(Self::ZhHans),
            _ => Self::ALL.into_iter().find(|language| language.tag() == primary).ok_or(UnknownLanguage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_read_back() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
    }

    #[test]
    fn a_region_does_not_hide_a_language() {
        assert_eq!("pt-BR".parse(), Ok(Language::Pt));
        assert_eq!("zh".parse(), Ok(Language::ZhHans));
        assert_eq!("zh-TW".parse(), Ok(Language::ZhHant));
        assert_eq!("nl".parse::<Language>(), Err(UnknownLanguage));
    }
}
