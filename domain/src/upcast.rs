//! How bodies of older versions become bodies of the current one. A published shape never changes; a new shape is a new
//! version with one entry here.

use serde_json::Value;

/// One step from a version to the next.
#[derive(Clone, Copy, Debug)]
pub struct Upcast {
    /// The event it is for.
    pub event_type: &'static str,
    /// The version it takes; it gives the next one.
    pub from: u32,
    /// The step; total, because what it takes was once valid.
    pub apply: fn(Value) -> Value,
}

/// Every step there is. All events are in their first version still.
pub const UPCASTS: &[Upcast] = &[];

/// Takes a body from one version to another, step by step; `None` when a step is missing or `to` lies before `from`.
#[must_use]
pub fn to_version(upcasts: &[Upcast], event_type: &str, from: u32, to: u32, body: Value) -> Option<Value> {
    if from > to || from == 0 {
        return None;
    }
    (from..to).try_fold(body, |body, version| {
        let step = upcasts.iter().find(|step| step.event_type == event_type && step.from == version)?;
        Some((step.apply)(body))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const STEPS: &[Upcast] = &[
        Upcast { event_type: "a.b", from: 1, apply: |old| json!({"name": old["n"]}) },
        Upcast { event_type: "a.b", from: 2, apply: |old| json!({"names": [old["name"]]}) },
    ];

    #[test]
    fn steps_are_taken_one_after_another() {
        assert_eq!(to_version(STEPS, "a.b", 1, 3, json!({"n": 7})), Some(json!({"names": [7]})));
        assert_eq!(to_version(STEPS, "a.b", 3, 3, json!({"names": []})), Some(json!({"names": []})));
    }

    #[test]
    fn a_missing_step_a_newer_version_and_version_zero_give_nothing() {
        assert_eq!(to_version(STEPS, "a.c", 1, 2, json!({})), None);
        assert_eq!(to_version(STEPS, "a.b", 4, 3, json!({})), None);
        assert_eq!(to_version(STEPS, "a.b", 0, 1, json!({})), None);
    }
}
