//! Personal data does not leave in the clear, by serde, by `Debug` or by an error message.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Personal;
use crate::Sealed;

#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    lines: Vec<Personal<String>>,
}

fn sealed() -> Sealed {
    Sealed::new(Uuid::from_u128(1), vec![7; 40])
}

#[test]
fn clear_data_is_not_serialized_alone_or_nested() {
    let clear = || Personal::clear("secret".to_owned());
    let alone = serde_json::to_string(&clear()).unwrap_err();
    let nested = serde_json::to_string(&Letter { lines: vec![Personal::sealed(sealed()), clear()] }).unwrap_err();
    assert_eq!(alone.to_string(), "clear personal data cannot be serialized");
    assert_eq!(nested.to_string(), alone.to_string());
}

#[test]
fn sealed_data_is_a_string_and_comes_back_equal() {
    let letter = Letter { lines: vec![Personal::sealed(sealed())] };
    let json = serde_json::to_string(&letter).unwrap();
    assert_eq!(json, format!(r#"{{"lines":["{}"]}}"#, sealed()));
    assert_eq!(serde_json::from_str::<Letter>(&json).unwrap().lines, letter.lines);
}

#[test]
fn what_is_not_sealed_is_refused_without_repeating_it() {
    for json in [r#""13800138000""#, "13800138000", "-13800138000", "13800138000.5", r#"["13800138000"]"#] {
        let refused = serde_json::from_str::<Personal<String>>(json).unwrap_err();
        assert!(!refused.to_string().contains("13800138000"), "{refused}");
    }
}

#[test]
fn a_wire_form_with_anything_odd_is_refused() {
    let good = sealed().to_string();
    assert!(good.parse::<Sealed>().is_ok());
    let short = format!("s1.{}.AAAA", "A".repeat(22));
    let odd = [
        "",
        "s1",
        "s1.",
        "s1..",
        &short,
        &good[1..],
        &good.replace("s1", "s2"),
        &format!("{good}="),
        &format!("{good}."),
    ];
    for text in odd {
        assert!(text.parse::<Sealed>().is_err(), "{text}");
    }
}

#[test]
fn debug_shows_neither_form() {
    let letter = Letter { lines: vec![Personal::clear("secret".to_owned()), Personal::sealed(sealed())] };
    assert_eq!(format!("{letter:?}"), "Letter { lines: [Personal(..), Personal(..)] }");
    assert_eq!(format!("{:?}", sealed()), "Sealed(00000000-0000-0000-0000-000000000001)");
}

#[test]
fn the_schema_marks_the_field_as_personal() {
    let schema = serde_json::to_value(schemars::schema_for!(Personal<String>)).unwrap();
    assert_eq!(schema["type"], "string");
    assert_eq!(schema["x-personal"], true);
}
