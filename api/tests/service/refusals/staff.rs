//! What is turned down about agents and queues.

use api::auth::Role::Supervisor;
use serde_json::json;
use uuid::Uuid;

use super::step::Step::{self, Done, Refused};
use crate::support::*;

const RETIRED: Uuid = Uuid::from_u128(0x70);

pub fn agents() -> Vec<Step> {
    let on_agent = json!({"agentId": AGENT, "level": 11, "skill": "refunds"});
    vec![
        Refused(Supervisor, "registerAgent", json!({"id": AGENT, "name": "Anna"}), "AGENT_ALREADY_REGISTERED"),
        Refused(Supervisor, "renameAgent", json!({"agentId": NOBODY, "name": "Anna"}), "AGENT_NOT_FOUND"),
        Refused(Supervisor, "renameAgent", json!({"agentId": AGENT, "name": ""}), "INVALID_NAME"),
        Refused(Supervisor, "grantSkill", on_agent, "INVALID_LEVEL"),
        Refused(Supervisor, "revokeSkill", json!({"agentId": AGENT, "skill": "magic"}), "SKILL_NOT_FOUND"),
        Refused(Supervisor, "changeCapacity", json!({"agentId": AGENT, "capacity": 1001}), "INVALID_CAPACITY"),
        Done(Supervisor, "registerAgent", json!({"id": RETIRED, "name": "Rita"})),
        Done(Supervisor, "retireAgent", json!({"agentId": RETIRED, "reason": "left"})),
        Refused(Supervisor, "renameAgent", json!({"agentId": RETIRED, "name": "Rita"}), "AGENT_RETIRED"),
        Refused(
            Supervisor,
            "assignConversation",
            json!({"conversationId": CONVERSATION, "agentId": RETIRED}),
            "AGENT_UNAVAILABLE",
        ),
    ]
}

pub fn queues() -> Vec<Step> {
    let hours = json!({"timeZone": "UTC", "windows": [{"weekday": 8, "fromMinute": 0, "toMinute": 60}]});
    let nowhere = json!({"timeZone": "Asia/Shangai", "windows": []});
    let skills: Vec<_> = (0..26).map(|number| json!({"skill": format!("s{number}")})).collect();
    vec![
        Refused(Supervisor, "defineQueue", json!({"id": QUEUE, "name": "billing"}), "QUEUE_ALREADY_DEFINED"),
        Refused(Supervisor, "changeQueue", json!({"queueId": NOBODY, "name": "billing"}), "QUEUE_NOT_FOUND"),
        Refused(Supervisor, "defineQueue", json!({"name": "q", "priority": 6}), "INVALID_PRIORITY"),
        Refused(Supervisor, "defineQueue", json!({"name": "q", "hours": hours}), "INVALID_HOURS"),
        Refused(Supervisor, "defineQueue", json!({"name": "q", "hours": nowhere}), "UNKNOWN_TIME_ZONE"),
        Refused(Supervisor, "defineQueue", json!({"name": "q", "skills": skills}), "TOO_MANY"),
        Done(Supervisor, "retireQueue", json!({"queueId": QUEUE, "reason": "merged"})),
        Refused(Supervisor, "changeQueue", json!({"queueId": QUEUE, "name": "billing"}), "QUEUE_RETIRED"),
        Refused(
            Supervisor,
            "requestHandoff",
            json!({"conversationId": CONVERSATION, "target": {"queueId": QUEUE}, "reason": "asked_for"}),
            "QUEUE_UNAVAILABLE",
        ),
    ]
}
