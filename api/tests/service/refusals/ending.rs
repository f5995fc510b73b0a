//! What is turned down about sleep, the end, and going on elsewhere.

use api::auth::Role::{Agent, Service};
use serde_json::{Value, json};
use uuid::Uuid;

use super::conversations::on;
use super::step::Step::{self, Days, Done, Follows, Refused};
use crate::support::*;

const THIRD: Uuid = Uuid::from_u128(0x81);

pub fn asleep() -> Vec<Step> {
    let until = |until: Value| on(json!({"until": until}));
    vec![
        Refused(Agent, "wakeConversation", on(json!({})), "NOT_SNOOZED"),
        Refused(Agent, "snoozeConversation", until(json!({"time": "2020-01-01T00:00:00Z"})), "SNOOZE_IN_THE_PAST"),
        Refused(Agent, "snoozeConversation", until(json!({"time": "2100-01-01T00:00:00Z"})), "SNOOZE_TOO_FAR"),
        Done(Agent, "snoozeConversation", until(json!({"nextTurn": true}))),
        Refused(Agent, "snoozeConversation", until(json!({"nextTurn": true})), "ALREADY_SNOOZED"),
    ]
}

pub fn ended() -> Vec<Step> {
    vec![
        Refused(Agent, "reopenConversation", on(json!({})), "CONVERSATION_NOT_RESOLVED"),
        Done(Agent, "resolveConversation", on(json!({"code": "answered"}))),
        Refused(Agent, "resolveConversation", on(json!({"code": "answered"})), "CONVERSATION_RESOLVED"),
        Days(400),
        Refused(Agent, "reopenConversation", on(json!({})), "TOO_OLD_TO_REOPEN"),
        Done(Agent, "closeConversation", on(json!({"reason": "old"}))),
        Refused(Agent, "addTag", on(json!({"tag": "late"})), "CONVERSATION_CLOSED"),
    ]
}

pub fn merged() -> Vec<Step> {
    let merge = |id: Uuid, into: Uuid| json!({"conversationId": id, "intoConversationId": into});
    let open = |id: Uuid, customer: Uuid| json!({"id": id, "customerId": customer, "channel": "web"});
    vec![
        Refused(Agent, "mergeConversation", merge(CONVERSATION, CONVERSATION), "MERGE_INTO_ITSELF"),
        Refused(Agent, "mergeConversation", merge(CONVERSATION, NOBODY), "MERGE_TARGET_UNAVAILABLE"),
        Refused(Agent, "unmergeConversation", on(json!({})), "NOT_MERGED"),
        Done(Service, "openConversation", open(THIRD, STRANGER)),
        Refused(Agent, "mergeConversation", merge(CONVERSATION, THIRD), "MERGE_ACROSS_CUSTOMERS"),
        Done(Agent, "mergeConversation", merge(ELSEWHERE, CONVERSATION)),
        Follows("conversation.merge_received"),
        Refused(Agent, "addTag", json!({"conversationId": ELSEWHERE, "tag": "late"}), "CONVERSATION_MERGED"),
        Refused(Agent, "mergeConversation", merge(CONVERSATION, THIRD), "HOLDS_MERGED"),
    ]
}
