//! Which script a character is of.

/// A script, as far as languages are told apart by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Han characters.
    Han,
    /// Hiragana and Katakana.
    Kana,
    /// Hangul syllables and letters.
    Hangul,
    /// Any other letters.
    Other,
    /// A mark upon the letter before it.
    Mark,
    /// No letter.
    None,
}

impl Script {
    /// The script of a character.
    pub(super) fn of(character: char) -> Self {
        match character as u32 {
            0x41..=0x5a | 0x61..=0x7a => Self::Latin,
            0..=0xbf | 0xd7 | 0xf7 => Self::None,
            0xc0..=0x24f | 0x1e00..=0x1eff | 0xff21..=0xff3a | 0xff41..=0xff5a | 0xfb00..=0xfb06 => Self::Latin,
            0x300..=0x36f => Self::Mark,
            0x400..=0x52f => Self::Cyrillic,
            0x3041..=0x3096
            | 0x309d..=0x309e
            | 0x30a1..=0x30fa
            | 0x30fc..=0x30fe
            | 0x31f0..=0x31ff
            | 0xff66..=0xff9d => Self::Kana,
            0x3005 | 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Self::Han,
            0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7af => Self::Hangul,
            _ if character.is_alphabetic() => Self::Other,
            _ => Self::None,
        }
    }
}
