//! New tables beside the live ones.

use std::sync::Arc;

use domain::DomainEvent;
use domain::conversation::ConversationEvent;
use event_store::{SqliteEventStore, SqliteOptions};

use super::Stand;
use super::fixture::{fresh_id, tenant};
use super::stand::{LONG, names, run, run_to};
use super::story::story;
use crate::engine::Lock;
use crate::table::AnyTable;
use crate::views::conversation_list::{self, ConversationFilter, ConversationList};
use crate::{Poison, Projections, RebuildError, Seen, View, registry, views};

/// The runner follows the new generation without being told.
pub async fn a_rebuild_goes_on_beside_live_writes(stand: Stand) {
    let projections = stand.projections().await;
    let lines = story(36);
    let (before, after) = lines.split_at(lines.len() / 2);
    let head = stand.tell(before).await;
    let running = run(&projections);
    projections.wait_for(&names(views::all), head, LONG).await.unwrap();

    let other_process = Projections::new(stand.model.clone(), stand.store.clone());
    let mut told = Vec::new();
    let every = names(views::all);
    let mut tell = |progress| told.push(progress);
    let (rebuilt, ()) = tokio::join!(other_process.rebuild(&every, &mut tell), async {
        for part in after.chunks(20) {
            stand.tell(part).await;
        }
    });
    rebuilt.unwrap();
    let head = stand.store.head().await.unwrap();
    assert!(told.iter().all(|progress| progress.position <= head));
    projections.wait_for(&names(views::all), head, LONG).await.unwrap();
    running.stop().await;
    let live = stand.dump().await;
    projections.rebuild(&every, &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
    assert!(projections.status().await.unwrap().iter().all(|status| status.generation == 3));
}

/// Whenever they look, all rows are there.
pub async fn readers_see_whole_tables_through_the_switch(stand: Stand) {
    let projections = stand.projections().await;
    let head = stand.tell(&story(12)).await;
    run_to(&projections, head).await;
    let (model, (done, mut reading)) = (stand.model.clone(), tokio::sync::watch::channel(false));
    let reader = tokio::spawn(async move {
        let (tenant, all) = (tenant(), ConversationFilter::default());
        let mut reads = 0;
        while !*reading.borrow_and_update() || reads == 0 {
            assert_eq!(conversation_list::count(&*model, &tenant, &all).await.unwrap(), 12);
            reads += 1;
        }
    });
    for _ in 0..3 {
        projections.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    }
    done.send_replace(true);
    reader.await.unwrap();
}

/// Tables of a generation that never went live are in nobody's way.
pub async fn what_a_cut_off_rebuild_left_is_cleared_away(stand: Stand) {
    let projections = stand.projections().await;
    let head = stand.tell(&story(8)).await;
    run_to(&projections, head).await;
    let live = stand.dump().await;
    let mut view = ConversationList::default();
    let mut writer = stand.model.writer().await.unwrap();
    writer.script(&registry::create_tables(&mut view, 2, stand.model.dialect())).await.unwrap();
    writer.script("insert into conversation_tags_g2 values ('acme', 'c', 'left over')").await.unwrap();
    drop(writer);
    projections.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
}

/// The second is told so; the live tables do not mind.
pub async fn one_rebuild_at_a_time(stand: Stand) {
    let projections = stand.projections().await;
    let mut writer = stand.model.writer().await.unwrap();
    assert!(writer.try_lock(Lock::Rebuild).await.unwrap());
    let refused = projections.rebuild(&[conversation_list::NAME], &mut |_| {}).await;
    assert!(matches!(refused, Err(RebuildError::UnderWay)), "{refused:?}");
}

/// Readers of the new program never see rows of the old one.
pub async fn a_changed_version_is_built_when_the_program_starts(stand: Stand) {
    let old = stand.projections().await;
    let head = stand.tell(&story(8)).await;
    run_to(&old, head).await;
    let live = stand.dump().await;
    let new = stand.projections_of(newer).await;
    let status = new.status().await.unwrap().remove(0);
    assert_eq!((status.version, status.generation, status.position), (NEWER, 2, head));
    assert_eq!(stand.dump().await, live);
}

/// A node of the old program, still running while the new one starts, does not touch the new tables.
pub async fn tables_of_a_newer_program_are_left_alone(stand: Stand) {
    let new = stand.projections_of(newer).await;
    let old = stand.projections().await;
    let head = stand.tell(&story(2)).await;
    let running = run(&old);
    let others: Vec<_> = names(views::all).into_iter().filter(|name| *name != conversation_list::NAME).collect();
    old.wait_for(&others, head, LONG).await.unwrap();
    running.stop().await;
    let status = new.status().await.unwrap().remove(0);
    assert_eq!((status.version, status.position), (NEWER, 0));
}

/// What the views hold beyond a log that was restored from a backup never happened.
pub async fn views_ahead_of_a_restored_log_are_built_anew(stand: Stand) {
    let before = stand.projections().await;
    let lost = stand.tell(&story(8)).await;
    run_to(&before, lost).await;

    let directory = std::env::temp_dir().join(format!("restored-{}", fresh_id()));
    std::fs::create_dir_all(&directory).unwrap();
    let store = SqliteEventStore::open(&directory, SqliteOptions::default()).unwrap();
    let restored = Stand { model: Arc::clone(&stand.model), store: Arc::new(store), keep: Box::new(()) };
    let head = restored.tell(&story(1)).await;
    assert!(head < lost);
    let after = restored.projections().await;
    let positions: Vec<_> = after.status().await.unwrap().into_iter().map(|view| view.position).collect();
    assert_eq!(positions, vec![head; positions.len()]);
    std::fs::remove_dir_all(&directory).unwrap();
}

const NEWER: u32 = 99;

fn newer() -> Vec<Box<dyn View>> {
    vec![Box::new(Newer(ConversationList::default()))]
}

/// The list in a later version.
struct Newer(ConversationList);

impl View for Newer {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn version(&self) -> u32 {
        NEWER
    }

    fn reads(&self, category: &str) -> bool {
        category == ConversationEvent::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        self.0.tables()
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        self.0.touch(seen);
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        self.0.apply(seen)
    }
}
