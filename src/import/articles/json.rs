//! Articles in a JSON file: one alone, or a list of them.

use serde::Deserialize;

use super::found::Fields;
use crate::json;

/// An article as such files have it; what else stands there is passed over.
#[derive(Deserialize, Debug)]
struct Record {
    id: Option<Id>,
    title: Option<String>,
    #[serde(alias = "content")]
    body: Option<String>,
    language: Option<String>,
    audience: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    entities: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

/// An article with its id, or what is wrong with it; never what it says.
type Article = Result<(String, Fields), String>;

/// What a file holds.
///
/// # Errors
/// When it is no JSON, or neither an object nor a list.
pub fn articles(text: &[u8]) -> Result<Vec<Article>, String> {
    let value: serde_json::Value = serde_json::from_slice(text).map_err(|error| json::in_file(&error))?;
    match value {
        serde_json::Value::Array(values) => Ok(values.into_iter().map(article).collect()),
        value @ serde_json::Value::Object(_) => Ok(vec![article(value)]),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => Err("neither an article nor a list of articles".to_owned()),
    }
}

fn article(value: serde_json::Value) -> Article {
    let record: Record = serde_json::from_value(value)
        .map_err(|_| "a field has a value of another kind than articles have".to_owned())?;
    let missing = |name: &str| format!("it has no {name}");
    let id = match record.id.ok_or_else(|| missing("id"))? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    };
    let fields = Fields {
        title: record.title.ok_or_else(|| missing("title"))?,
        body: record.body.ok_or_else(|| missing("content or body"))?,
        language: record.language,
        audience: record.audience,
        tags: record.tags,
        entities: record.entities,
    };
    Ok((id, fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(String, String), String>> {
        let read = articles(text.as_bytes()).unwrap();
        read.into_iter().map(|article| article.map(|(id, fields)| (id, fields.body))).collect()
    }

    #[test]
    fn one_alone_and_a_list_are_read() {
        let one = r#"{"id": "doc_1", "title": "Fees", "content": "text", "path": "x"}"#;
        assert_eq!(read(one), [Ok(("doc_1".to_owned(), "text".to_owned()))]);
        let list = format!(r#"[{one}, {{"id": 7, "title": "Other", "body": "more"}}]"#);
        assert_eq!(read(&list)[1], Ok(("7".to_owned(), "more".to_owned())));
    }

    #[test]
    fn what_is_wrong_is_said_of_the_one_that_it_is_wrong_with() {
        let list = r#"[{"id": "1", "title": "Fees"}, {"title": "x", "body": "y"}, {"id": "1", "title": 7}, 1]"#;
        let read = read(list);
        assert_eq!(read[0], Err("it has no content or body".to_owned()));
        assert_eq!(read[1], Err("it has no id".to_owned()));
        assert!(read[2].is_err() && read[3].is_err());
        assert!(articles(b"{").is_err() && articles(b"\"text\"").is_err());
        let unquoted = articles(b"[\n{id: 1}]").unwrap_err();
        assert_eq!(unquoted, "it is not JSON: a name stands without double quotes, at line 2, column 2");
    }
}
