//! What is wrong with JSON that somebody handed in, in words that need no knowledge of a parser.

use serde_json::Error;
use serde_json::error::Category;

/// What is wrong with a line's JSON, with the column alone: the line is counted by whoever reads it.
pub fn in_line(error: &Error) -> String {
    format!("{}, at column {}", what(error), error.column())
}

/// What is wrong with a file's JSON, with the line and the column.
pub fn in_file(error: &Error) -> String {
    format!("{}, at line {}, column {}", what(error), error.line(), error.column())
}

/// Values are not repeated: what serde says of a wrong one quotes what a person may have written.
fn what(error: &Error) -> String {
    let text = error.to_string();
    // The last one: a value that is quoted before it may hold the same words.
    let text = text.rsplit_once(" at line ").map_or(&*text, |(text, _)| text);
    match error.classify() {
        Category::Data => wrong(text),
        Category::Io => "it cannot be read".to_owned(),
        Category::Syntax => format!("it is not JSON: {}", mistake(text)),
        Category::Eof => "it breaks off".to_owned(),
    }
}

/// What is wrong with a value; what is said of fields names no value.
fn wrong(text: &str) -> String {
    let is_of_a_value = text.starts_with("invalid ") || text.starts_with("unknown variant ");
    match text.rsplit_once(", expected ") {
        Some((_, expected)) if is_of_a_value => format!("a wrong value; expected {}", kind(expected)),
        None if is_of_a_value => "a wrong value".to_owned(),
        Some(_) | None => text.to_owned(),
    }
}

/// A kind of value, as those who write JSON call it.
fn kind(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list",
        "a map" => "an object",
        "a boolean" => "true or false",
        "u8" => "a whole number from 0 to 255",
        "u16" | "u32" | "u64" => "a whole number from 0 on",
        "i16" | "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        "string or map" => "one of its names in double quotes",
        _ if expected.starts_with("struct ") => "an object",
        _ => expected,
    }
}

/// A mistake in writing; the parser's own words for those that are not listed would say less than the place does.
fn mistake(text: &str) -> &'static str {
    match text {
        "expected value" => "a value is missing, or a text stands without double quotes",
        "expected ident" => "a word stands without double quotes",
        "key must be a string" => "a name stands without double quotes",
        "expected `:`" => "a colon is missing behind a name",
        "expected `,` or `}`" => "a comma or the closing } is missing",
        "expected `,` or `]`" => "a comma or the closing ] is missing",
        "trailing comma" => "a comma stands before the end of a list or an object",
        "trailing characters" => "something stands behind its end",
        "invalid escape" => "a backslash in a text stands before something that it does not escape",
        "invalid number" | "number out of range" => "a number is written in another way",
        "recursion limit exceeded" => "it is nested too deeply",
        _ if text.starts_with("control character ") => "a text holds a line break or a tab that is not escaped",
        _ => "something stands where it may not",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn check<T: serde::de::DeserializeOwned>(text: &str, expected: &str) {
        let error = serde_json::from_str::<T>(text).err().expect("something is wrong with it");
        assert_eq!(in_line(&error), expected, "{text}");
    }

    #[test]
    fn a_mistake_is_told_in_plain_words() {
        type Any = serde_json::Value;
        check::<Any>("not json", "it is not JSON: a word stands without double quotes, at column 2");
        check::<Any>("{text: 1}", "it is not JSON: a name stands without double quotes, at column 2");
        check::<Any>("{\"a\" 1}", "it is not JSON: a colon is missing behind a name, at column 6");
        check::<Any>(
            "{\"a\": b}",
            "it is not JSON: a value is missing, or a text stands without double quotes, at column 7",
        );
        check::<Any>("{\"a\": 1 \"b\": 2}", "it is not JSON: a comma or the closing } is missing, at column 9");
        check::<Any>("[1,]", "it is not JSON: a comma stands before the end of a list or an object, at column 4");
        check::<Any>("1 2", "it is not JSON: something stands behind its end, at column 3");
        check::<Any>("\"a\tb\"", "it is not JSON: a text holds a line break or a tab that is not escaped, at column 3");
        check::<Any>("{\"a\": ", "it breaks off, at column 6");
    }

    #[test]
    fn a_wrong_value_is_not_repeated() {
        check::<Vec<u8>>("\"my number, expected 0800\"", "a wrong value; expected a list, at column 26");
        check::<Vec<u8>>("\"a, expected 0800 at line 1\"", "a wrong value; expected a list, at column 28");
        check::<Vec<u8>>("[true]", "a wrong value; expected a whole number from 0 to 255, at column 5");
        check::<BTreeMap<String, bool>>("{\"a\": 1}", "a wrong value; expected true or false, at column 7");
    }

    #[test]
    fn a_file_has_lines() {
        let error = serde_json::from_str::<serde_json::Value>("{\n  a: 1}").unwrap_err();
        assert_eq!(in_file(&error), "it is not JSON: a name stands without double quotes, at line 2, column 3");
    }
}
