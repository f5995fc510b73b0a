//! Every rule that turns a mutation down, by its code.

mod articles;
mod conversations;
mod customers;
mod ending;
mod limits;
mod models;
mod ownership;
mod staff;
mod step;

use std::collections::BTreeSet;

use api::graphql::user_error_code::UserErrorCode;
use async_graphql::resolver_utils::EnumType;
use serde_json::json;

use self::step::{Step, play};
use crate::support::Stack;

/// Codes that no input of GraphQL can lead to, and why.
const OUT_OF_REACH: &[(&str, &str)] =
    &[("NOT_THIS_AGENT", "an agent who names another is told FORBIDDEN before the command is asked for")];

fn all() -> Vec<Vec<Step>> {
    vec![
        staff::agents(),
        staff::queues(),
        articles::written(),
        models::versions(),
        articles::published(),
        customers::known(),
        customers::agreeing(),
        customers::merged(),
        conversations::begun(),
        conversations::spoken(),
        conversations::marked(),
        ownership::handed_off(),
        ownership::escalated(),
        ending::asleep(),
        ending::ended(),
        ending::merged(),
        limits::conversation(),
        limits::people(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_code_is_the_answer_to_something() {
    let mut told = BTreeSet::new();
    for steps in all() {
        // Each on a stage of its own, so that one does not lean on what another left behind.
        play(&Stack::set().await, steps, &mut told).await;
    }
    let listed: BTreeSet<String> = UserErrorCode::items().iter().map(|item| item.name.to_owned()).collect();
    let reached: BTreeSet<String> = told.into_iter().map(str::to_owned).collect();
    let missing: Vec<_> = listed.difference(&reached).collect();
    let excused: Vec<_> = OUT_OF_REACH.iter().map(|(code, _)| *code).collect();
    assert_eq!(json!(missing), json!(excused));
}
