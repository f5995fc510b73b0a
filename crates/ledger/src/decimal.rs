//! Numbers as the formats write them: ASCII digits, and no zero before another digit.

/// The number; `None` when it is spelled in any other way or too large.
pub(crate) fn parse(text: &str) -> Option<u64> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_one_spelling = text == "0" || !text.starts_with('0');
    (is_plain && has_one_spelling).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!(parse("0"), Some(0));
        assert_eq!(parse("70000"), Some(70_000));
        assert_eq!(parse("18446744073709551615"), Some(u64::MAX));
        for bad in ["", "00", "07", "+7", "-1", " 1", "1 ", "1.0", "x", "٣", "18446744073709551616"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
