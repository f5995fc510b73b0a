//! What the searches for entities and for personal data share: a text folded once, and how its characters meet.

mod folded;

pub(crate) use folded::Folded;

/// Whether a character belongs to a script that sets no blanks between words, so that anything may stand beside it.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}' | '々' | '〇')
}

/// Whether a character is a Han character.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}' | '々')
}

/// Whether a character sticks to a letter or digit beside it: a letter or digit of a script with blanks. All of those that
/// we read lie below U+2000; letters in circles and squares lie above.
pub(crate) fn sticks(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c < '\u{2000}' && c.is_alphanumeric())
}
