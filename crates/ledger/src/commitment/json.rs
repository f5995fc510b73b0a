//! As much of JSON as an entry needs.

/// Appends a string as RFC 8785 §3.2.2.2 writes it: escaped only where JSON leaves no choice, and in its shortest form.
pub(super) fn push_string(text: &mut String, string: &str) {
    text.push('"');
    let is_plain = !string.bytes().any(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'));
    if is_plain {
        text.push_str(string);
    } else {
        push_escaped(text, string);
    }
    text.push('"');
}

fn push_escaped(text: &mut String, string: &str) {
    for char in string.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control @ '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => text.push(other),
        }
    }
}

/// Appends a string, or `null`.
pub(super) fn push_optional(text: &mut String, string: Option<&str>) {
    match string {
        Some(string) => push_string(text, string),
        None => text.push_str("null"),
    }
}

/// Reads from left to right. It takes spellings that are not canonical; whoever needs one spelling writes again what was
/// read and compares.
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes `text`, if it comes next.
    pub(super) fn expect(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let end = self.rest.find(|char: char| !char.is_ascii_digit())?;
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().ok()
    }

    /// A string, or `null`.
    pub(super) fn optional(&mut self) -> Option<Option<String>> {
        match self.expect("null") {
            Some(()) => Some(None),
            None => self.string().map(Some),
        }
    }

    pub(super) fn string(&mut self) -> Option<String> {
        self.expect("\"")?;
        let mut string = String::new();
        loop {
            let plain = self.rest.find(['"', '\\'])?;
            string.push_str(&self.rest[..plain]);
            let is_end = self.rest[plain..].starts_with('"');
            self.rest = &self.rest[plain + 1..];
            if is_end {
                return Some(string);
            }
            string.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let kind = self.rest.chars().next()?;
        self.rest = &self.rest[kind.len_utf8()..];
        match kind {
            '"' | '\\' => Some(kind),
            'b' => Some('\u{8}'),
            't' => Some('\t'),
            'n' => Some('\n'),
            'f' => Some('\u{c}'),
            'r' => Some('\r'),
            // Only control characters are escaped so, and they need no pairs.
            'u' => {
                let code = u32::from_str_radix(self.rest.get(..4)?, 16).ok()?;
                self.rest = &self.rest[4..];
                char::from_u32(code)
            }
            _ => None,
        }
    }
}
