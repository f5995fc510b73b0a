//! Many commands at once come to what they would come to one by one.

use domain::agent::Agent;

use super::*;
use crate::agent::RetireAgent;
use crate::executor::AnyRequest;
use crate::executor::fixture::{House, request, tenant};
use crate::{Command, Error, Outcome};

type Results = Vec<Result<Outcome, Error>>;

fn any<C: Command<Aggregate = Agent>>(id: u128, command: C) -> AnyRequest<Agent> {
    request(id, command).into()
}

fn life() -> Vec<AnyRequest<Agent>> {
    let retire = RetireAgent { agent: AGENT, reason: domain::Code::known("left") };
    vec![
        any(1, register()),
        any(2, capacity(4)),
        any(3, register()),
        any(4, capacity(4)),
        any(5, capacity(5)),
        any(6, retire),
        any(7, capacity(6)),
    ]
}

/// Done with so many events, or turned down with such a code; repeats are marked.
fn told(results: &Results) -> Vec<String> {
    let one = |result: &Result<Outcome, Error>| match result {
        Ok(Outcome { events, repeated, .. }) => format!("{events}{}", if *repeated { " again" } else { "" }),
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        Err(error) => error.to_string(),
    };
    results.iter().map(one).collect()
}

const LIFE: [&str; 7] = ["1", "1", "AGENT_ALREADY_REGISTERED", "0", "1", "1", "AGENT_RETIRED"];

#[tokio::test]
async fn each_is_decided_on_what_those_before_it_came_to() {
    let house = House::new().await;
    let results = house.executor.execute_in_order(&life()).await;
    assert_eq!(told(&results), LIFE);
    let revisions: Vec<_> = results.iter().flatten().map(|outcome| outcome.revision).collect();
    assert_eq!(revisions, [Some(0), Some(1), Some(1), Some(2), Some(3)]);
    assert_eq!(house.types(STREAM).await.len(), 4);
    let (here, _) = house.executor.load::<Agent>(&tenant(), STREAM).await.unwrap();
    let (elsewhere, _) = house.stranger().load::<Agent>(&tenant(), STREAM).await.unwrap();
    assert_eq!(here, elsewhere);
}

#[tokio::test]
async fn asked_again_they_all_get_their_first_results() {
    let house = House::new().await;
    let first = house.executor.execute_in_order(&life()).await;
    for executor in [house.executor.clone(), house.stranger()] {
        let again = executor.execute_in_order(&life()).await;
        for (first, again) in first.iter().zip(&again) {
            let as_repeat = |outcome: &Outcome| Outcome { repeated: true, ..outcome.clone() };
            assert_eq!(first.as_ref().ok().map(as_repeat), again.as_ref().ok().cloned());
        }
    }
    assert_eq!(house.log().await.len(), 4);
}

#[tokio::test]
async fn they_go_on_where_an_earlier_run_was_cut_off() {
    for done in 0..life().len() {
        let house = House::new().await;
        house.executor.execute_in_order(&life()[..done]).await;
        let house = house.reopen().await;
        let results = house.executor.execute_in_order(&life()).await;
        let bare: Vec<_> = told(&results).into_iter().map(|told| told.replace(" again", "")).collect();
        assert_eq!(bare, LIFE.map(str::to_owned), "after {done}");
        assert_eq!(house.types(STREAM).await.len(), 4);
    }
}

#[tokio::test]
async fn what_another_process_has_done_meanwhile_is_taken_into_account() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    house.stranger().execute(request(2, capacity(5))).await.unwrap();
    let asked = [any(3, capacity(5)), any(4, capacity(3)), any(5, capacity(4))];
    let results = house.executor.execute_in_order(&asked).await;
    assert_eq!(told(&results), ["0", "1", "1"]);
    assert_eq!(house.types(STREAM).await.len(), 4);
}

#[tokio::test]
async fn more_than_fit_one_commit_keep_their_order() {
    let house = House::new().await;
    let many = (0..600_u16).map(|number| any(u128::from(number) + 2, capacity(4 + number % 2)));
    let asked: Vec<_> = std::iter::once(any(1, register())).chain(many).collect();
    let results = house.executor.execute_in_order(&asked).await;
    let revisions: Vec<_> = results.into_iter().map(|result| result.unwrap().revision.unwrap()).collect();
    assert_eq!(revisions, (0..601).collect::<Vec<_>>());
}

#[tokio::test]
async fn streams_are_told_apart() {
    let house = House::new().await;
    let other = AgentId(Uuid::from_u128(0x21));
    let asked = [
        any(1, register()),
        any(2, RegisterAgent { agent: other, ..register() }),
        any(3, capacity(4)),
        any(4, ChangeCapacity { agent: other, capacity: 5 }),
    ];
    let results = house.executor.execute_in_order(&asked).await;
    assert_eq!(told(&results), ["1"; 4]);
    assert_eq!((house.types(STREAM).await.len(), house.types(StreamId::Agent(other)).await.len()), (2, 2));
}
