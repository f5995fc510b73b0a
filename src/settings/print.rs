//! The settings as a TOML document, with secrets taken out.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::Settings;

/// A document that could be used as the configuration file, but for its secrets.
#[must_use]
pub fn to_toml(settings: &Settings) -> String {
    let Ok(Value::Object(keys)) = serde_json::to_value(settings) else {
        unreachable!("settings are an object of plain values")
    };
    let mut document = String::new();
    table(&mut document, "", &keys);
    document
}

/// The plain values first: in TOML what follows a table's heading belongs to the table.
fn table(document: &mut String, path: &str, keys: &Map<String, Value>) {
    for (key, value) in keys.iter().filter(|(_, value)| !value.is_null() && !has_heading(value)) {
        // A JSON text, number, truth value or list of texts is also a TOML one.
        writeln!(document, "{key} = {value}").expect("a text can always grow");
    }
    for (key, value) in keys {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match value {
            Value::Object(inner) => section(document, &format!("[{path}]"), &path, inner),
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_object)
                .for_each(|inner| section(document, &format!("[[{path}]]"), &path, inner)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

fn section(document: &mut String, heading: &str, path: &str, keys: &Map<String, Value>) {
    writeln!(document, "\n{heading}").expect("a text can always grow");
    table(document, path, keys);
}

fn has_heading(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().any(Value::is_object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::layers::load;
    use super::super::{Flags, Secret, StoreSetting, TokenSetting};
    use super::*;

    fn with_secrets() -> Settings {
        Settings {
            store: StoreSetting::Postgres(Secret::new("postgres://me:hunter2@db/colloquy".to_owned())),
            allowed_origins: vec!["https://desk.example".to_owned()],
            tokens: vec![TokenSetting {
                name: "desk".to_owned(),
                token: Some(Secret::new("hunter2-hunter2-hunter2".to_owned())),
                token_file: None,
                tenant: "default".to_owned(),
                role: "agent".to_owned(),
                subject: None,
            }],
            ..Settings::default()
        }
    }

    #[test]
    fn no_secret_is_printed() {
        let settings = with_secrets();
        for shown in [to_toml(&settings), format!("{settings:?}"), serde_json::to_string(&settings).unwrap()] {
            assert!(!shown.contains("hunter2"), "{shown}");
            assert!(shown.contains("desk.example"), "{shown}");
        }
    }

    #[test]
    fn what_is_printed_can_be_read_back() {
        let settings = Settings { allowed_origins: vec!["*".to_owned()], ..Settings::default() };
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("colloquy.toml");
        std::fs::write(&file, to_toml(&settings)).unwrap();
        assert_eq!(load(Flags::new(), HashMap::new(), Some(&file)).unwrap(), settings);
    }
}
