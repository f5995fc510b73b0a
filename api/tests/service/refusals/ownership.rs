//! What is turned down about who answers and who is called.

use api::auth::Role::{Agent, Assistant, Supervisor};
use serde_json::{Value, json};

use super::conversations::on;
use super::step::Step::{self, Done, Refused};
use crate::support::*;

fn handoff(target: &Value) -> Value {
    on(json!({"id": HANDOFF, "target": target, "reason": "asked_for"}))
}

pub fn handed_off() -> Vec<Step> {
    let level = json!({"skill": {"skill": "refunds", "level": 11}});
    vec![
        Refused(Agent, "acceptHandoff", on(json!({"handoffId": HANDOFF})), "NO_HANDOFF"),
        Refused(Assistant, "requestHandoff", handoff(&json!({"assistant": true})), "ALREADY_ANSWERING"),
        Refused(Assistant, "requestHandoff", handoff(&level), "INVALID_LEVEL"),
        Done(Assistant, "requestHandoff", handoff(&json!({"agentId": COLLEAGUE}))),
        Refused(Assistant, "requestHandoff", handoff(&json!({"queueId": QUEUE})), "HANDOFF_PENDING"),
        Refused(Agent, "acceptHandoff", on(json!({"handoffId": HANDOFF})), "HANDOFF_FOR_ANOTHER"),
        Refused(
            Supervisor,
            "releaseConversation",
            on(json!({"to": {"assistant": true}, "reason": "simple"})),
            "NOT_ASSIGNED",
        ),
        Done(Supervisor, "assignConversation", on(json!({"agentId": COLLEAGUE}))),
        Refused(Agent, "resolveConversation", on(json!({"code": "answered"})), "HELD_BY_ANOTHER"),
    ]
}

pub fn escalated() -> Vec<Step> {
    let to = |tier: u8| on(json!({"tier": tier, "urgency": "NORMAL", "reason": "angry"}));
    vec![
        Refused(Agent, "escalateConversation", to(10), "INVALID_TIER"),
        Refused(Agent, "escalateConversation", to(0), "NOT_AN_ESCALATION"),
        Refused(Agent, "acknowledgeEscalation", on(json!({})), "NOT_ESCALATED"),
        Done(Agent, "escalateConversation", to(2)),
        Refused(Agent, "deescalateConversation", to(3), "NOT_A_DEESCALATION"),
        Done(Agent, "acknowledgeEscalation", on(json!({}))),
        Refused(Agent, "acknowledgeEscalation", on(json!({})), "ALREADY_ACKNOWLEDGED"),
    ]
}
