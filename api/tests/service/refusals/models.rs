//! What is turned down about the model of intents.

use api::auth::Role::Supervisor;
use serde_json::json;

use super::step::Step::{self, Refused};

pub fn versions() -> Vec<Step> {
    vec![
        Refused(Supervisor, "promoteModel", json!({"version": 7}), "MODEL_VERSION_NOT_FOUND"),
        Refused(Supervisor, "promoteModel", json!({"version": 0}), "MODEL_ANSWERS_ALREADY"),
        Refused(Supervisor, "rollBackModel", json!({"reason": "worse"}), "NOTHING_TO_ROLL_BACK_TO"),
        Refused(Supervisor, "startShadowing", json!({"version": 7}), "MODEL_VERSION_NOT_FOUND"),
        Refused(Supervisor, "endShadowing", json!({}), "NO_SHADOW"),
    ]
}
