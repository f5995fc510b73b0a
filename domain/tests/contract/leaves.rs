//! No published shape has a place for free text in the clear.

use domain::Event;
use serde_json::{Value, json};

/// Names every place in a schema that takes text in the clear which nothing confines.
fn free_text(schema: &Value, path: &str, found: &mut Vec<String>) {
    let anything = !has_any(schema, &["type", "$ref", "oneOf", "anyOf", "allOf", "const", "enum"]);
    let text =
        schema["type"] == "string" || schema["type"].as_array().is_some_and(|types| types.contains(&json!("string")));
    let known_format = schema["format"] == "uuid" || schema["format"] == "date-time";
    let confined = known_format || has_any(schema, &["x-personal", "x-prose", "enum", "const", "pattern"]);
    if anything || (text && !confined) {
        found.push(path.to_owned());
    }
    for (step, inner) in inside(schema) {
        free_text(inner, &format!("{path}/{step}"), found);
    }
}

fn has_any(schema: &Value, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

/// The schemas that stand in a schema, with their places.
fn inside(schema: &Value) -> Vec<(String, &Value)> {
    let named = ["properties", "$defs", "patternProperties"];
    let named = named.into_iter().flat_map(|keyword| schema[keyword].as_object().into_iter().flatten());
    let listed = ["oneOf", "anyOf", "allOf", "prefixItems"];
    let listed = listed.into_iter().flat_map(|keyword| {
        let all = schema[keyword].as_array().into_iter().flatten().enumerate();
        all.map(move |(index, inner)| (format!("{keyword}/{index}"), inner))
    });
    let single = ["items", "additionalProperties"];
    let single = single.into_iter().filter_map(|keyword| schema.get(keyword).map(|inner| (keyword.to_owned(), inner)));
    let single = single.filter(|(_, inner)| **inner != Value::Bool(false));
    named.map(|(name, inner)| (name.clone(), inner)).chain(listed).chain(single).collect()
}

#[test]
fn text_in_an_event_is_personal_or_confined() {
    let mut found = Vec::new();
    for published in Event::schemas() {
        free_text(&Value::from(published.schema), published.event_type, &mut found);
    }
    assert!(found.is_empty(), "free text in the clear; make it Personal or a Code: {found:#?}");
}

/// An article is written by the house, for many, and is nobody's personal data: no key could seal it. What is written in any
/// other stream is about somebody.
#[test]
fn prose_in_the_clear_stands_in_articles_only() {
    for published in Event::schemas() {
        let has_prose = Value::from(published.schema).to_string().contains("x-prose");
        let is_written = ["article.drafted", "article.revised"].contains(&published.event_type);
        assert_eq!(has_prose, is_written, "{}", published.event_type);
    }
}

#[test]
fn free_text_is_found_wherever_it_hides() {
    let check = |field: Value, expected: &[&str]| {
        let mut found = Vec::new();
        free_text(&json!({"type": "object", "properties": {"a": field}}), "e", &mut found);
        assert_eq!(found, expected);
    };
    check(json!({"type": "string"}), &["e/a"]);
    check(json!({"type": ["string", "null"]}), &["e/a"]);
    check(json!(true), &["e/a"]);
    check(json!({}), &["e/a"]);
    check(json!({"type": "array", "items": {"type": "string"}}), &["e/a/items"]);
    check(json!({"oneOf": [{"type": "null"}, {"type": "string", "minLength": 1}]}), &["e/a/oneOf/1"]);
    check(json!({"type": "object", "additionalProperties": {"type": "string"}}), &["e/a/additionalProperties"]);
    check(json!({"type": "string", "format": "uuid"}), &[]);
    check(json!({"type": "string", "x-personal": true}), &[]);
    check(json!({"type": "string", "pattern": "^[a-z]$"}), &[]);
}
