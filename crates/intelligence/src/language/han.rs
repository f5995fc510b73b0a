//! Which Han characters which way of writing uses.

/// Four bits for each character from `U+4E00` to `U+9FFF`, as `tools/language_tables` wrote them from OpenCC's lists and
/// the characters of JIS X 0208.
static TABLE: &[u8] = include_bytes!("tables/han.bin");

const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const JAPANESE: u8 = 4;

/// Who may write a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Writers(u8);

impl Writers {
    /// Who may write this Han character; everyone, for those outside the table.
    pub(super) fn of(character: char) -> Self {
        let index = (character as usize).wrapping_sub(0x4e00);
        let byte = TABLE.get(index / 2).copied().unwrap_or(0xff);
        Self(if index.is_multiple_of(2) { byte } else { byte >> 4 } & 0xf)
    }

    /// Used in simplified Chinese.
    pub(super) const fn simplified(self) -> bool {
        self.0 & SIMPLIFIED != 0
    }

    /// Used in traditional Chinese.
    pub(super) const fn traditional(self) -> bool {
        self.0 & TRADITIONAL != 0
    }

    /// Used in Japanese.
    pub(super) const fn japanese(self) -> bool {
        self.0 & JAPANESE != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writers(character: char) -> (bool, bool, bool) {
        let writers = Writers::of(character);
        (writers.simplified(), writers.traditional(), writers.japanese())
    }

    #[test]
    fn characters_belong_to_those_who_write_them() {
        assert_eq!(writers('这'), (true, false, false));
        assert_eq!(writers('這'), (false, true, true));
        assert_eq!(writers('国'), (true, false, true));
        assert_eq!(writers('駅'), (false, false, true));
        assert_eq!(writers('払'), (false, false, true));
        assert_eq!(writers('変'), (false, false, true));
        assert_eq!(writers('人'), (true, true, true));
    }
}
