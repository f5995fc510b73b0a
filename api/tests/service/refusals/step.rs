//! A step of a story, and how stories are played.

use std::collections::BTreeSet;

use api::auth::Role;
use chrono::TimeDelta;
use event_store::subscribe;
use serde_json::Value;

use crate::support::{Stack, done, refusal};

/// A step of a story.
pub enum Step {
    /// A mutation that is done.
    Done(Role, &'static str, Value),
    /// A mutation that is turned down with this code.
    Refused(Role, &'static str, Value, &'static str),
    /// An event of this type follows by itself.
    Follows(&'static str),
    /// Time goes by.
    Days(i64),
}

/// Plays a story and notes the codes that were told.
pub async fn play(stack: &Stack, steps: Vec<Step>, told: &mut BTreeSet<&'static str>) {
    for step in steps {
        match step {
            Step::Done(role, name, input) => drop(done(&stack.mutate(role, name, input).await).clone()),
            Step::Refused(role, name, input, code) => {
                let payload = stack.mutate(role, name, input.clone()).await;
                assert_eq!(refusal(&payload), code, "{name} {input}");
                told.insert(code);
            }
            Step::Follows(event_type) => follows(stack, event_type).await,
            Step::Days(days) => stack.clock.advance(TimeDelta::days(days)),
        }
    }
}

async fn follows(stack: &Stack, event_type: &str) {
    let mut log = subscribe(stack.services.store.clone(), 0);
    while !log.next().await.unwrap().iter().any(|event| &*event.event_type == event_type) {}
}
