//! The law of paging: pages put together are the whole list, whatever its rows and however large the pages.

use proptest::collection::btree_set;
use proptest::prelude::*;
use tempfile::TempDir;

use super::{Cursor, Direction, End, Order, Page, PageRequest, fetch};
use crate::engine::{Changes, ReadModel, SqliteReadModel};
use crate::filter::Filter;
use crate::row::{Row, row};

row! {
    /// Something in a list.
    ItemRow in "items" keep 0 {
        key {
            /// Tells it apart.
            id: u32,
        }
        /// Many have the same.
        rank: u32,
        /// Text sorts by its bytes.
        name: String,
    }
    indexes []
}

async fn stand(items: Vec<ItemRow>) -> (SqliteReadModel, TempDir) {
    let directory = TempDir::new().unwrap();
    let model = SqliteReadModel::open(directory.path(), 1).unwrap();
    let mut writer = model.writer().await.unwrap();
    writer.script(&model.dialect().create_table(ItemRow::SPEC_REF, 0)).await.unwrap();
    let upserts = items.iter().map(Row::values).collect();
    writer.write(vec![Changes { spec: ItemRow::SPEC_REF, generation: 0, upserts, deletes: Vec::new() }]).await.unwrap();
    (model, directory)
}

async fn read(model: &dyn ReadModel, order: Order, request: &PageRequest) -> Page<ItemRow> {
    let mut filter = Filter::default();
    filter.compare(&["rank"], ">=", vec![1.into()]);
    fetch(model, filter, order, request).await.unwrap()
}

/// Goes through the list from one end; tells the rows in the order of the list.
async fn walk(model: &dyn ReadModel, order: Order, size: u32, end: End) -> Vec<ItemRow> {
    let mut request = PageRequest { size, end, after: None, before: None };
    let mut rows = Vec::new();
    loop {
        let page = read(model, order, &request).await;
        assert!(page.edges.len() <= size as usize);
        let cursor = |edge: Option<&super::Edge<ItemRow>>| edge.map(|edge| edge.place.cursor());
        let (first, last): (Option<Cursor>, _) = (cursor(page.edges.first()), cursor(page.edges.last()));
        let nodes = page.edges.into_iter().map(|edge| edge.node);
        let more = match end {
            End::First => {
                rows.extend(nodes);
                request.after = last;
                page.has_next
            }
            End::Last => {
                rows.splice(0..0, nodes);
                request.before = first;
                page.has_previous
            }
        };
        if !more {
            return rows;
        }
    }
}

async fn holds(items: Vec<ItemRow>, direction: Direction, size: u32) {
    let order = Order { name: "items", columns: &["rank", "name", "id"], direction };
    let mut expected: Vec<_> = items.iter().filter(|item| item.rank >= 1).cloned().collect();
    expected.sort_by(|a, b| (a.rank, &a.name, a.id).cmp(&(b.rank, &b.name, b.id)));
    if direction == Direction::Descending {
        expected.reverse();
    }
    let (model, _directory) = stand(items).await;
    assert_eq!(walk(&model, order, size, End::First).await, expected);
    assert_eq!(walk(&model, order, size, End::Last).await, expected);
}

/// Clients keep them.
#[tokio::test]
async fn cursors_are_written_as_ever() {
    let (model, _directory) = stand(vec![ItemRow { id: 7, rank: 2, name: "ä".to_owned() }]).await;
    let order = Order { name: "items", columns: &["rank", "name", "id"], direction: Direction::Ascending };
    let page = read(&model, order, &PageRequest::first(1)).await;
    let cursor = page.edges[0].place.cursor();
    assert_eq!(cursor.0, "WyJpdGVtcyIsMiwiw6QiLDdd");
    assert!(read(&model, order, &PageRequest::first(1).before(cursor)).await.edges.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_put_together_are_the_whole_list(
        ids in btree_set((0_u32..1_000, 0_u32..4, "[aA_é]{0,2}"), 0..40),
        size in 1_u32..12,
        descending: bool,
    ) {
        let items = ids.into_iter().zip(0..).map(|((_, rank, name), id)| ItemRow { id, rank, name }).collect();
        let direction = if descending { Direction::Descending } else { Direction::Ascending };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(holds(items, direction, size));
    }
}
