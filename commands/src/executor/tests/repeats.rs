//! A command is carried out once, however often it is sent.

use domain::agent::Agent;

use super::*;
use crate::executor::fixture::{House, request, tenant};
use crate::{Error, Outcome};

#[tokio::test]
async fn a_repeat_returns_the_first_result_after_the_state_has_moved_on() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    let first = house.executor.execute(request(2, capacity(4))).await.unwrap();
    house.executor.execute(request(3, capacity(5))).await.unwrap();

    let accepted_again = house.executor.execute(request(2, capacity(4))).await.unwrap();
    assert_eq!(accepted_again, Outcome { repeated: true, ..first });
    let refused_by_now = house.executor.execute(request(1, register())).await.unwrap();
    assert!(refused_by_now.repeated);
    assert_eq!(refused_by_now.revision, Some(0));
    assert_eq!(house.log().await.len(), 3);
}

#[tokio::test]
async fn the_state_is_right_after_a_repeat() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    house.executor.execute(request(2, capacity(4))).await.unwrap();
    house.executor.execute(request(3, capacity(5))).await.unwrap();
    house.executor.execute(request(2, capacity(4))).await.unwrap();
    assert!(house.executor.execute(request(4, capacity(5))).await.unwrap().events == 0);
}

#[tokio::test]
async fn a_command_id_is_not_used_for_another_input() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    let accepted_if_new = house.executor.execute(request(1, capacity(4))).await;
    assert!(matches!(accepted_if_new, Err(Error::CommandReused)), "{accepted_if_new:?}");
    let refused_anyway = house.executor.execute(request(1, RegisterAgent { capacity: 9, ..register() })).await;
    assert!(matches!(refused_anyway, Err(Error::CommandReused)), "{refused_anyway:?}");
}

#[tokio::test]
async fn a_command_that_changes_nothing_is_remembered_unless_a_reaction_asked() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    let unchanged = house.executor.execute(request(2, capacity(3))).await.unwrap();
    assert_eq!((unchanged.events, unchanged.revision, unchanged.repeated), (0, Some(0), false));
    assert!(house.executor.execute(request(2, capacity(3))).await.unwrap().repeated);
    assert!(matches!(house.executor.execute(request(2, capacity(4))).await, Err(Error::CommandReused)));

    house.executor.follow_up(request(3, capacity(3))).await.unwrap();
    assert!(!house.executor.execute(request(3, capacity(4))).await.unwrap().repeated);
}

#[tokio::test]
async fn a_refusal_is_not_remembered() {
    let house = House::new().await;
    let too_early = house.executor.execute(request(2, capacity(4))).await;
    assert!(matches!(too_early, Err(Error::Refused(refusal)) if refusal.code() == "AGENT_NOT_FOUND"));
    house.executor.execute(request(1, register())).await.unwrap();
    assert!(!house.executor.execute(request(2, capacity(4))).await.unwrap().repeated);
}

#[tokio::test]
async fn a_stream_that_is_not_where_the_caller_saw_it_is_a_conflict() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    let mut seen = request(2, capacity(4));
    seen.expected_revision = Some(0);
    house.executor.execute(seen.clone()).await.unwrap();
    assert!(house.executor.execute(seen.clone()).await.unwrap().repeated);

    seen.command_id = Uuid::from_u128(3);
    let late = house.executor.execute(seen).await;
    assert!(matches!(late, Err(Error::Conflict { actual: Some(1) })), "{late:?}");
}

#[tokio::test]
async fn a_process_that_starts_with_an_empty_memory_goes_on_where_the_log_ends() {
    let house = House::new().await;
    house.executor.execute(request(1, register())).await.unwrap();
    house.executor.execute(request(2, capacity(4))).await.unwrap();
    let (before, _) = house.executor.load::<Agent>(&tenant(), STREAM).await.unwrap();

    let house = house.reopen().await;
    let (after, revision) = house.executor.load::<Agent>(&tenant(), STREAM).await.unwrap();
    assert_eq!((after, revision), (before, Some(1)));
    assert!(house.executor.execute(request(2, capacity(4))).await.unwrap().repeated);
    assert_eq!(house.executor.execute(request(3, capacity(5))).await.unwrap().revision, Some(2));
}

#[tokio::test]
async fn an_import_run_again_elsewhere_gives_the_same_event_ids() {
    let mut imported = request(1, register());
    imported.occurred_at = Some(crate::testing::minutes(-60));
    let mut ids = Vec::new();
    for _ in 0..2 {
        let house = House::new().await;
        house.executor.execute(imported.clone()).await.unwrap();
        let log = house.log().await;
        assert_eq!(log[0].occurred_at, crate::testing::minutes(-60));
        assert_eq!(log[0].recorded_at, crate::testing::noon());
        ids.push(log[0].event_id);
    }
    assert_eq!(ids[0], ids[1]);
}
