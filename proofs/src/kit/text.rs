//! As much of JSON as the lines of a kit need, in one spelling: two texts that differ never say the same.

use std::borrow::Cow;

/// A text that is not spelled as it must be.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("at byte {at} of the line there should be {wanted}")]
pub struct BadLine {
    /// Where, bytes from the beginning of the line.
    pub at: usize,
    /// What should be there.
    pub wanted: &'static str,
}

/// Reads from left to right.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    pub(super) fn bad(&self, wanted: &'static str) -> BadLine {
        BadLine { at: self.at, wanted }
    }

    pub(super) fn is_next(&self, text: &str) -> bool {
        self.rest().starts_with(text.as_bytes())
    }

    pub(super) fn expect(&mut self, text: &'static str) -> Result<(), BadLine> {
        if !self.is_next(text) {
            return Err(self.bad(text));
        }
        self.at += text.len();
        Ok(())
    }

    pub(super) fn end(&self) -> Result<(), BadLine> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.bad("the end")) }
    }

    /// A number: digits, no zero before another digit.
    pub(super) fn number(&mut self) -> Result<u64, BadLine> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        let digits = &self.text[self.at..self.at + length];
        let number = if length > 1 && digits.starts_with('0') { None } else { digits.parse().ok() };
        let number = number.ok_or_else(|| self.bad("a number"))?;
        self.at += length;
        Ok(number)
    }

    /// A number within quotes.
    pub(super) fn quoted(&mut self) -> Result<u64, BadLine> {
        self.expect("\"")?;
        let number = self.number()?;
        self.expect("\"")?;
        Ok(number)
    }

    /// A string, or `null`.
    pub(super) fn optional(&mut self) -> Result<Option<Cow<'a, str>>, BadLine> {
        if self.is_next("null") {
            self.at += "null".len();
            return Ok(None);
        }
        self.string().map(Some)
    }

    /// A string, escaped where JSON leaves no choice and nowhere else.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, BadLine> {
        self.expect("\"")?;
        let first = self.plain()?;
        if self.is_next("\"") {
            self.at += 1;
            return Ok(Cow::Borrowed(first));
        }
        let mut string = String::with_capacity(self.text.len() - self.at + first.len());
        string.push_str(first);
        while !self.is_next("\"") {
            string.push(self.escaped()?);
            string.push_str(self.plain()?);
        }
        self.at += 1;
        Ok(Cow::Owned(string))
    }

    /// What comes before the next quote or backslash.
    fn plain(&mut self) -> Result<&'a str, BadLine> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\')).unwrap_or(rest.len());
        let plain = &self.text[self.at..self.at + length];
        self.at += length;
        match rest.get(length) {
            Some(b'"' | b'\\') => Ok(plain),
            Some(_) | None => Err(self.bad("a quote that ends the string")),
        }
    }

    fn escaped(&mut self) -> Result<char, BadLine> {
        const SHORT: [(&str, char); 7] = [
            ("\\\"", '"'),
            ("\\\\", '\\'),
            ("\\n", '\n'),
            ("\\t", '\t'),
            ("\\r", '\r'),
            ("\\b", '\u{8}'),
            ("\\f", '\u{c}'),
        ];
        if let Some((escape, char)) = SHORT.iter().find(|(escape, _)| self.is_next(escape)) {
            self.at += escape.len();
            return Ok(*char);
        }
        let code = self.rest().strip_prefix(b"\\u00").and_then(|rest| rest.get(..2));
        let is_lower = |digits: &&[u8]| digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let code = code.filter(is_lower).and_then(|digits| str::from_utf8(digits).ok());
        let char = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        let has_no_other = |char: &char| *char < ' ' && !SHORT.iter().any(|(_, short)| short == char);
        let char =
            char.filter(has_no_other).ok_or_else(|| self.bad("an escape that is needed, in its shortest form"))?;
        self.at += "\\u0000".len();
        Ok(char)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_one_spelling() {
        for code in 0..0x300_u32 {
            let char = char::from_u32(code).unwrap();
            let written = serde_json::to_string(&format!("a{char}b")).unwrap();
            let mut cursor = Cursor::new(&written);
            assert_eq!(cursor.string().unwrap(), format!("a{char}b"));
            assert_eq!(cursor.end(), Ok(()));
        }
        for bad in [
            "\"",
            "a",
            "\"\\u0041\"",
            "\"\\u001B\"",
            "\"\\u000a\"",
            "\"\\/\"",
            "\"\\u00\"",
            "\"\n\"",
            "\"\\",
            "\"\\ué\"",
        ] {
            assert!(Cursor::new(bad).string().is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(Cursor::new("18446744073709551615,").number(), Ok(u64::MAX));
        for bad in ["", "01", "+1", "18446744073709551616", "x"] {
            assert!(Cursor::new(bad).number().is_err(), "{bad}");
        }
    }
}
