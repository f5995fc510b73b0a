//! What stands between two lines of dashes before a Markdown text: the few fields of it that articles have.
//!
//! It is the part of YAML that such heads are written in: a name, a colon, a text with or without quotes; lists in brackets or
//! as lines with a dash. What is indented belongs to the name above it.

use std::collections::BTreeMap;

const FENCE: &str = "---";
/// The line of the file at which a head begins, behind its fence.
const FIRST_LINE: usize = 2;

/// What a name of a head stands for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Field {
    /// The line of the file that names it.
    pub line: usize,
    /// Its values.
    pub values: Vec<String>,
}

/// The fields of a head by name.
pub type Head = BTreeMap<String, Field>;

/// The fields of the head, and the text behind them; no fields when the text has no head.
///
/// # Errors
/// When a head begins and does not end: its fields would be published as text. When a line of it is no name and value.
pub fn split(text: &str) -> Result<(Head, &str), String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(rest) = text.split_once('\n').filter(|(first, _)| first.trim_end() == FENCE).map(|(_, rest)| rest) else {
        return Ok((Head::new(), text));
    };
    match closed(rest) {
        Some((head, body)) => Ok((fields(head)?, body)),
        // A line of dashes alone is a rule.
        None if fields(rest.lines().next().unwrap_or_default()).map_or(true, |fields| fields.is_empty()) => {
            Ok((Head::new(), text))
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

fn fields(head: &str) -> Result<Head, String> {
    let mut fields = Head::new();
    // The name above, and how far it is indented.
    let mut last: Option<(String, usize)> = None;
    for (text, line) in head.lines().zip(FIRST_LINE..) {
        let said = text.trim_start();
        let indented = text.len() - said.len();
        let is_below = last.as_ref().is_some_and(|(_, above)| indented > *above);
        if said.is_empty() || said.starts_with('#') {
            continue;
        } else if let (Some(item), Some((name, _))) = (said.strip_prefix("- "), &last) {
            fields.entry(name.clone()).or_default().values.push(unquoted(item));
        } else if is_below {
            if let Some((name, _)) = last.as_ref().filter(|(name, _)| is_field(said) && has_value(&fields, name)) {
                return Err(format!("line {line} of its head is indented below {name}, which has a value already"));
            }
        } else if let Some((name, value)) = said.split_once(':') {
            let name = name.trim().to_lowercase();
            fields.insert(name.clone(), Field { line, values: values(value.trim()) });
            last = Some((name, indented));
        } else if indented == 0 {
            return Err(format!("line {line} of its head is no name and value: {}", said.trim_end()));
        }
    }
    Ok(fields)
}

/// Whether a line reads as a name and a value.
fn is_field(line: &str) -> bool {
    let name =
        line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' ')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

/// Whether a name has a value on its own line, other than the sign of a text that follows.
fn has_value(fields: &Head, name: &str) -> bool {
    fields[name].values.iter().any(|value| !value.starts_with(['|', '>']))
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
            .map(|(name, field)| (name.as_str(), field.values.iter().map(String::as_str).collect::<Vec<_>>()))
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
    fn what_is_indented_belongs_to_the_name_above() {
        check("---\ntitle: t\nseo:\n  title: other\n---\nx", &[("seo", &[]), ("title", &["t"])], "x");
        check("---\n  title: t\n  language: de\n---\nx", &[("language", &["de"]), ("title", &["t"])], "x");
    }

    #[test]
    fn a_field_that_is_indented_by_mistake_is_not_lost() {
        let error = split("---\ntitle: Internal\n audience: agent\n---\nx").unwrap_err();
        assert!(error.contains("line 3 of its head is indented below title"), "{error}");
        check("---\ntitle: one\n  and two\n---\nx", &[("title", &["one"])], "x");
        check("---\nnote: |\n  to: all\n---\nx", &[("note", &["|"])], "x");
    }

    #[test]
    fn a_name_knows_its_line() {
        let (head, _) = split("---\n# a: comment\n\ntitle: t\n---\nx").unwrap();
        assert_eq!(head.iter().map(|(name, field)| (name.as_str(), field.line)).collect::<Vec<_>>(), [("title", 4)]);
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
