//! What stands between two lines of dashes before a Markdown text: the few fields of it that articles have.
//!
//! It is the part of YAML that such heads are written in: a name, a colon, a text with or without quotes; lists in brackets or
//! as lines with a dash. Names that articles have not are passed over.

use std::collections::BTreeMap;

const FENCE: &str = "---";

/// The fields by name, each with its values, and the text behind them; no fields when the text has no head.
///
/// # Errors
/// When a head begins and does not end: its fields would be published as text.
pub fn split(text: &str) -> Result<(BTreeMap<String, Vec<String>>, &str), String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(rest) = text.split_once('\n').filter(|(first, _)| first.trim_end() == FENCE).map(|(_, rest)| rest) else {
        return Ok((BTreeMap::new(), text));
    };
    match closed(rest) {
        Some((head, body)) => Ok((fields(head)?, body)),
        // A line of dashes alone is a rule.
        None if fields(rest.lines().next().unwrap_or_default()).map_or(true, |fields| fields.is_empty()) => {
            Ok((BTreeMap::new(), text))
        }
        None => Err(format!("its head begins with {FENCE} and does not end with it")),
    }
}

/// What stands before and behind the line that ends a head.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn fields(head: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut fields = BTreeMap::<String, Vec<String>>::new();
    let mut last = None;
    for line in head.lines() {
        let item = line.trim_start().strip_prefix("- ").filter(|_| last.is_some());
        if let (Some(item), Some(name)) = (item, &last) {
            fields.entry(String::clone(name)).or_default().push(unquoted(item));
        } else if let Some((name, value)) = line.split_once(':') {
            let name = name.trim().to_lowercase();
            fields.insert(name.clone(), values(value.trim()));
            last = Some(name);
        } else if !line.trim().is_empty() && !line.starts_with(['#', ' ', '\t']) {
            return Err(format!("a line of its head is no name and value: {}", line.trim()));
        }
    }
    Ok(fields)
}

fn values(text: &str) -> Vec<String> {
    let list = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match list {
        Some(list) => list.split(',').map(unquoted).filter(|value| !value.is_empty()).collect(),
        None if text.is_empty() => Vec::new(),
        None => vec![unquoted(text)],
    }
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inside = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &[&str])], body: &str) {
        let (fields, rest) = split(text).unwrap();
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(name, values)| (*name, values.to_vec())).collect();
        assert_eq!((fields, rest), (expected, body), "{text}");
    }

    #[test]
    fn names_have_texts_and_lists() {
        check(
            "---\ntitle: A: b\nlanguage: 'de'\n---\ntext\n",
            &[("language", &["de"]), ("title", &["A: b"])],
            "text\n",
        );
        check("---\r\ntags: [a, \"b c\"]\r\n---\r\ntext", &[("tags", &["a", "b c"])], "text");
        check("---\ntags:\n  - a\n  - b\nother: x\n---\n", &[("other", &["x"]), ("tags", &["a", "b"])], "");
        check("\u{feff}---\ntitle: t\n---\nx", &[("title", &["t"])], "x");
    }

    #[test]
    fn a_text_without_a_head_is_all_text() {
        for text in ["", "# A\n\n---\n\nb", "---", "---\na rule\n", "----\na: b\n---\n"] {
            check(text, &[], text);
        }
    }

    #[test]
    fn a_head_that_does_not_end_is_no_text() {
        assert!(split("---\ntitle: t\n\ntext\n").is_err());
    }

    #[test]
    fn a_text_between_rules_is_not_lost_as_a_head() {
        assert!(split("---\nNever: by air.\nNor by sea.\n---\nBut by train.\n").is_err());
        check(
            "---\n# a comment\ntitle: t\nsummary: >\n  more of it\n---\nx",
            &[("summary", &[">"]), ("title", &["t"])],
            "x",
        );
    }
}
