//! A group on its way behind another that is not written after all.

use event_store::{Append, Appended};
use tokio::task::JoinHandle;

use super::*;

/// Two appends on their way at once: the first waits for a rival that holds the head, the second was planned on the first.
struct TwoOnTheirWay {
    /// Dropped with the rest.
    _database: Database,
    store: Arc<dyn EventStore>,
    rival: Client,
    first: Append,
    second: Append,
    answers: [JoinHandle<Result<Appended, AppendError>>; 2],
}

async fn two_on_their_way(second: impl FnOnce(&Append) -> Append) -> Option<TwoOnTheirWay> {
    let database = Database::create().await?;
    let store = database.process().await;
    must(&*store, append(stream(1), Expected::NoStream, 1)).await;
    let rival = client(&database.url()).await;
    rival.batch_execute("begin; update colloquy.head set writer = gen_random_uuid()").await.unwrap();
    let first = append(stream(2), Expected::NoStream, 1);
    let second = second(&first);
    let send = |sent: &Append| {
        let (store, sent) = (store.clone(), sent.clone());
        tokio::spawn(async move { store.append(sent).await })
    };
    let under_way = || tokio::time::sleep(Duration::from_millis(200));
    let ahead = send(&first);
    under_way().await;
    let behind = send(&second);
    under_way().await;
    let answers = [ahead, behind];
    Some(TwoOnTheirWay { _database: database, store, rival, first, second, answers })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_planned_on_a_group_that_was_not_written_is_decided_again() {
    let after_it = |_: &Append| append(stream(2), Expected::Revision(0), 1);
    let Some(two) = two_on_their_way(after_it).await else { return };
    let remember = "insert into colloquy.commands_apart values ('acme', $1, $2, 'conversation-2', null, 1, 0)";
    two.rival.execute(remember, &[&two.first.command_id, &two.first.digest.as_slice()]).await.unwrap();
    two.rival.batch_execute("commit").await.unwrap();
    let [first, second] = two.answers;
    assert!(first.await.unwrap().unwrap().repeated);
    let second = second.await.unwrap();
    assert!(matches!(second, Err(AppendError::Conflict { actual: None })), "{second:?}");
    assert_eq!(whole(&*two.store).await.len(), 1);
    must(&*two.store, append(stream(2), Expected::NoStream, 1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeat_on_its_way_behind_its_command_is_answered_as_one_whoever_was_in_between() {
    let Some(two) = two_on_their_way(Clone::clone).await else { return };
    two.rival.batch_execute("commit").await.unwrap();
    let [first, second] = two.answers;
    let (first, second) = (first.await.unwrap().unwrap(), second.await.unwrap().unwrap());
    assert!(!first.repeated && second.repeated);
    assert_eq!((first.position, second.position), (2, 2));
    assert_eq!(whole(&*two.store).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_groups_that_were_lost_on_their_way_nothing_is_remembered() {
    let after_it = |_: &Append| append(stream(2), Expected::Revision(0), 1);
    let Some(two) = two_on_their_way(after_it).await else { return };
    // The rival holds the head until both are lost: otherwise the first might still be written.
    let all_others = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    two.rival.batch_execute(all_others).await.unwrap();
    for answer in two.answers {
        let answer = answer.await.unwrap();
        assert!(matches!(answer, Err(AppendError::Store(Error::Unavailable { .. }))), "{answer:?}");
    }
    two.rival.batch_execute("rollback").await.unwrap();
    // A new session looks everything up for its first group, and believes its memory from then on.
    let other = append(stream(3), Expected::Any, 1);
    for sent in [other, two.first, two.second] {
        assert!(!until_available(&*two.store, &sent).await.repeated);
    }
    assert_gapless(&whole(&*two.store).await, 0);
}
