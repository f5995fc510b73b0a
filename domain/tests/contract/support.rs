//! What the tests of the contract have in common.

use std::path::PathBuf;

use domain::Event;
use serde_json::Value;
use vault::{PersonalFields, Sealed};

/// Text that must never be seen outside of a sealed field.
pub const CANARY: &str = "canary 王小明";

/// Where the committed contracts of events are.
pub fn schemas_dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schemas/events")
}

/// The file of one event of one version, `<stream>/<event>.v<n>.<ending>`.
pub fn contract_file(event_type: &str, version: u32, ending: &str) -> PathBuf {
    let (stream, event) = event_type.split_once('.').unwrap();
    schemas_dir().join(stream).join(format!("{event}.v{version}.{ending}"))
}

/// Holds a text against a committed file; with `UPDATE_EXPECT=1` it becomes the file.
pub fn assert_committed(file: &PathBuf, text: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    } else if std::fs::read_to_string(file).is_ok_and(|committed| committed != text) {
        eprintln!(
            "{} is published: words may change, another shape is another version; see docs/adding.md",
            file.display()
        );
    }
    expect_test::expect_file![file].assert_eq(text);
}

/// Pretty JSON that ends like a text file.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The event with its personal fields sealed, always to the same ciphertext, which nothing opens.
pub fn sealed(event: &Event) -> Event {
    let fixed: Sealed = format!("s1.{}.{}", "A".repeat(22), "A".repeat(38)).parse().unwrap();
    let mut event = event.clone();
    event.visit_personal(&mut |_, field| field.seal_with(&mut |_| Ok(fixed.clone())).unwrap());
    event
}

/// The body of an event whose personal fields are sealed.
pub fn body(event: &Event) -> Value {
    serde_json::from_slice(&event.encode().unwrap()).unwrap()
}
