//! Refuses documents nested so deep that parsing them would exhaust the stack.
//!
//! The parser descends once per bracket and has no bound of its own until the whole text is read, so the
//! brackets are counted first, in one pass and in constant space.

/// The deepest nesting of brackets handed to the parser. Real documents stay below 30.
pub(crate) const MAX_NESTING: usize = 100;

/// Whether the brackets of `document` stay within [`MAX_NESTING`].
pub(crate) fn is_shallow(document: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = document.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            b'#' => rest = after_comment(rest),
            b'"' => rest = after_string(rest),
            _ => {}
        }
        if depth > MAX_NESTING {
            return false;
        }
    }
    true
}

fn after_comment(rest: &[u8]) -> &[u8] {
    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    &rest[end..]
}

fn after_string(rest: &[u8]) -> &[u8] {
    match rest.strip_prefix(b"\"\"") {
        Some(block) => after_block_string(block),
        None => after_plain_string(rest),
    }
}

fn after_plain_string(mut rest: &[u8]) -> &[u8] {
    loop {
        match rest {
            [b'\\', _, tail @ ..] => rest = tail,
            // A line break ends a string that was never closed: what follows is brackets again.
            [b'"' | b'\n' | b'\r', tail @ ..] => return tail,
            [_, tail @ ..] => rest = tail,
            [] => return rest,
        }
    }
}

fn after_block_string(mut rest: &[u8]) -> &[u8] {
    loop {
        match rest {
            [b'\\', b'"', b'"', b'"', tail @ ..] => rest = tail,
            [b'"', b'"', b'"', tail @ ..] => return tail,
            [_, tail @ ..] => rest = tail,
            [] => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOMB: usize = 100_000;

    #[test]
    fn brackets_of_any_kind_count() {
        for bracket in ["{", "(", "["] {
            assert!(is_shallow(&bracket.repeat(MAX_NESTING)));
            assert!(!is_shallow(&bracket.repeat(BOMB)));
        }
        assert!(is_shallow(&"{a}".repeat(BOMB)));
    }

    #[test]
    fn brackets_in_text_and_comments_do_not_count() {
        let many = "[".repeat(BOMB);
        assert!(is_shallow(&format!("{{ say(text: \"{many} \\\" {many}\") }}")));
        assert!(is_shallow(&format!("{{ say(text: \"\"\"{many} \\\"\"\" {many}\"\"\") }}")));
        assert!(is_shallow(&format!("# {many}\n{{ a }}")));
    }

    #[test]
    fn text_does_not_hide_the_brackets_after_it() {
        let many = "[".repeat(BOMB);
        for opening in ["\"\"", "\"x\"", "\"\"\"x\"\"\"", "# x\n", "\"unclosed\n"] {
            assert!(!is_shallow(&format!("{opening}{many}")), "{opening}");
        }
    }
}
