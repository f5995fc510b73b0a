//! Cases about commands that come more than once.

use tokio::task::JoinSet;

use super::Log;
use super::fixture::{append, conflict, fill, id, must, stream, tenant, whole};
use crate::{AppendError, Appended, Expected};

/// Nothing is written, and the result is marked.
pub async fn a_repeat_returns_the_first_result(log: Log) {
    let store = &*log.events;
    let command = append(stream(1), Expected::NoStream, 2);
    let first = must(store, command.clone()).await;
    let second = must(store, command.clone()).await;
    assert_eq!(second, Appended { repeated: true, ..first.clone() });
    let found = store.find_command(&tenant(), command.command_id).await.expect("the log can be read");
    assert_eq!(found, Some((command.digest, Appended { repeated: true, ..first })));
    assert_eq!(store.find_command(&tenant(), id()).await.expect("the log can be read"), None);
    assert_eq!(whole(store).await.len(), 2);
}

/// What the command expected then does not hold any more, which must not matter.
pub async fn a_repeat_is_found_after_the_stream_moved_on(log: Log) {
    let store = &*log.events;
    for expected in [Expected::NoStream, Expected::Revision(3), Expected::Any] {
        let command = append(stream(1), expected, 1);
        let first = must(store, command.clone()).await;
        fill(store, &stream(1), 3).await;
        assert_eq!(must(store, command).await, Appended { repeated: true, ..first });
        if expected == Expected::Revision(3) {
            fill(store, &stream(2), 1).await;
        }
    }
}

/// One of many at the same time is the first.
pub async fn concurrent_repeats_write_once(log: Log) {
    for expected in [Expected::NoStream, Expected::Revision(1), Expected::Any] {
        let command = append(stream(1), expected, 2);
        let mut tasks = JoinSet::new();
        for _ in 0..50 {
            let (store, command) = (log.events.clone(), command.clone());
            tasks.spawn(async move { must(&*store, command).await });
        }
        let answers = tasks.join_all().await;
        assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
        assert!(answers.iter().all(|answer| answer.position == answers[0].position));
    }
    assert_eq!(whole(&*log.events).await.len(), 6);
}

/// Whatever else the second command says.
pub async fn a_command_id_with_another_input_is_refused(log: Log) {
    let store = &*log.events;
    let command = append(stream(1), Expected::NoStream, 1);
    must(store, command.clone()).await;
    for (to, expected, count) in [(1, Expected::NoStream, 1), (1, Expected::Revision(0), 1), (2, Expected::Any, 0)] {
        let mut other = append(stream(to), expected, count);
        other.command_id = command.command_id;
        other.digest = [8; 32];
        let refused = store.append(other).await;
        assert!(matches!(refused, Err(AppendError::CommandReused)), "{refused:?}");
    }
    assert_eq!(whole(store).await.len(), 1);
}

/// A conflict leaves no trace of the command.
pub async fn a_refused_command_may_be_sent_again(log: Log) {
    let store = &*log.events;
    let mut command = append(stream(1), Expected::Revision(0), 1);
    assert_eq!(conflict(store, command.clone()).await, None);
    fill(store, &stream(1), 1).await;
    assert!(!must(store, command.clone()).await.repeated);
    command.expected = Expected::Any;
    assert!(must(store, command).await.repeated);
}
