//! Cases about appends that follow each other in one stream.

use tokio::task::JoinSet;

use super::Log;
use super::fixture::{append, assert_gapless, fill, must, stream, whole};
use crate::{Append, AppendError, Expected};

/// Single events, each expected right behind the one before.
fn chain(to: usize, from_revision: u64, count: u64) -> Vec<Append> {
    let expected = |revision: u64| revision.checked_sub(1).map_or(Expected::NoStream, Expected::Revision);
    (from_revision..from_revision + count).map(|revision| append(stream(to), expected(revision), 1)).collect()
}

/// Each is found by its own command, and they stand side by side.
pub async fn a_chain_is_written_in_order(log: Log) {
    let store = &*log.events;
    fill(store, &stream(2), 1).await;
    let chain = chain(1, 0, 40);
    let answers = store.append_chain(chain.clone()).await;
    assert_eq!(answers.len(), chain.len());
    for (n, (append, answer)) in (0..).zip(chain.iter().zip(answers)) {
        let appended = answer.expect("nothing stands against this append");
        assert_eq!((appended.revision, appended.position, appended.repeated), (Some(n), n + 2, false));
        assert_eq!(must(store, append.clone()).await.position, appended.position);
    }
    let events = whole(store).await;
    assert_gapless(&events, 0);
    assert!(events[1..].iter().map(|event| event.command_id).eq(chain.iter().map(|append| append.command_id)));
}

/// A chain of nothing has no answer and does no harm.
pub async fn an_empty_chain_is_answered_at_once(log: Log) {
    assert!(log.events.append_chain(Vec::new()).await.is_empty());
    assert!(whole(&*log.events).await.is_empty());
}

/// Also when what stands behind it would hold by accident.
pub async fn nothing_behind_a_conflict_is_written(log: Log) {
    let store = &*log.events;
    let mut chain = chain(1, 0, 5);
    chain[2].expected = Expected::Revision(7);
    chain[3].expected = Expected::Revision(1);
    chain[4].expected = Expected::Any;
    let answers = store.append_chain(chain).await;
    assert!(matches!(answers[..], [Ok(_), Ok(_), Err(AppendError::Conflict { actual: Some(1) })]), "{answers:?}");
    assert_eq!(whole(store).await.len(), 2);
}

/// What stands behind it was decided on a state without what the repeat had done.
pub async fn nothing_behind_a_repeat_is_written(log: Log) {
    let store = &*log.events;
    let first = append(stream(1), Expected::NoStream, 1);
    must(store, first.clone()).await;
    let answers = store.append_chain(vec![first, append(stream(1), Expected::Any, 1)]).await;
    assert!(matches!(&answers[..], [Ok(appended)] if appended.repeated), "{answers:?}");
    let mut reused = chain(2, 0, 3);
    reused[1].command_id = reused[0].command_id;
    reused[1].digest = [8; 32];
    let answers = store.append_chain(reused).await;
    assert!(matches!(answers[..], [Ok(_), Err(AppendError::CommandReused)]), "{answers:?}");
    assert_eq!(whole(store).await.len(), 2);
}

/// A chain that was written and is sent again writes nothing, however far it had come.
pub async fn a_chain_sent_again_writes_nothing(log: Log) {
    let store = &*log.events;
    let chain = chain(1, 0, 10);
    assert_eq!(store.append_chain(chain.clone()).await.len(), 10);
    for tail in 0..chain.len() {
        let answers = store.append_chain(chain[tail..].to_vec()).await;
        assert!(matches!(&answers[..], [Ok(appended)] if appended.repeated), "{answers:?}");
    }
    assert_eq!(whole(store).await.len(), 10);
}

/// One wins whole; the others write nothing.
pub async fn of_rival_chains_one_wins(log: Log) {
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let store = log.events.clone();
        tasks.spawn(async move { store.append_chain(chain(1, 0, 10)).await.len() });
    }
    let mut lengths = tasks.join_all().await;
    lengths.sort_unstable();
    assert_eq!(lengths, [[1; 19].as_slice(), &[10]].concat());
    let events = whole(&*log.events).await;
    assert_eq!(events.len(), 10);
    assert_gapless(&events, 0);
}
