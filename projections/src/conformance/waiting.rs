//! Reading one's own writes.

use std::time::Duration;

use super::Stand;
use super::stand::{LONG, names, run};
use super::story::story;
use crate::views::{self, transcript};
use crate::{Error, Projections, WaitError};

/// A position that is yet to come is waited for.
pub async fn who_waits_is_woken_by_the_runner(stand: Stand) {
    let projections = stand.projections().await;
    let running = run(&projections);
    let waiting = tokio::spawn({
        let projections = projections.clone();
        async move { projections.wait_for(&names(views::all), 60, LONG).await }
    });
    stand.tell(&story(2)).await;
    waiting.await.unwrap().unwrap();
    running.stop().await;
}

/// Where no runner is, the table tells.
pub async fn who_waits_in_another_process_sees_the_position(stand: Stand) {
    let running = run(&stand.projections().await);
    let other = Projections::new(stand.model.clone(), stand.store.clone());
    let head = stand.tell(&story(2)).await;
    other.wait_for(&names(views::all), head, LONG).await.unwrap();
    running.stop().await;
}

/// It says who is behind; a name that no view has is no view.
pub async fn waiting_ends_with_its_time(stand: Stand) {
    let projections = stand.projections().await;
    let late = projections.wait_for(&[transcript::NAME], 1, Duration::from_millis(1)).await;
    assert!(matches!(late, Err(WaitError::TimedOut { view: transcript::NAME, position: 1 })), "{late:?}");
    let unknown = projections.wait_for(&["weather"], 0, LONG).await;
    assert!(matches!(unknown, Err(WaitError::Failed(Error::UnknownView { .. }))), "{unknown:?}");
}
