//! Pages are cuts of one list.

use super::Stand;
use super::fixture::{agent, code, customer, tenant, time};
use super::stand::run_to;
use super::story::story;
use crate::views::conversation_list::{
    AnsweringKind, ConversationFilter, ConversationGlance, ConversationRow, ConversationSort, ConversationStatus,
    WaitingFor, count, glances, page,
};
use crate::{Cursor, Direction, Error, PageRequest, Range};

const SORTS: [ConversationSort; 3] =
    [ConversationSort::LastActivity, ConversationSort::Opened, ConversationSort::PriorityThenWaiting];

async fn told(stand: &Stand) {
    let projections = stand.projections().await;
    let head = stand.tell(&story(30)).await;
    run_to(&projections, head).await;
}

/// In every order, both ways, from both ends.
pub async fn pages_put_together_are_the_whole_list(stand: Stand) {
    told(&stand).await;
    for sort in SORTS {
        for direction in [Direction::Ascending, Direction::Descending] {
            let whole = read(&stand, sort, direction, &PageRequest::first(100)).await.0;
            assert_eq!(whole.len(), 30);
            assert!(whole.windows(2).all(|pair| in_order(sort, direction, &pair[0], &pair[1])));
            assert_eq!(forward(&stand, sort, direction).await, whole);
            assert_eq!(backward(&stand, sort, direction).await, whole);
        }
    }
}

type Read = (Vec<ConversationRow>, Option<Cursor>);

async fn read(stand: &Stand, sort: ConversationSort, direction: Direction, request: &PageRequest) -> Read {
    let filter = ConversationFilter::default();
    let page = page(&*stand.model, &tenant(), &filter, sort, direction, request).await.unwrap();
    let glances = glances(&*stand.model, &tenant(), &filter, sort, direction, request).await.unwrap();
    assert_eq!(glances, page.clone().map(|row| ConversationGlance::from(&row)));
    let cursor = match request.end {
        crate::page::End::First => page.edges.last().filter(|_| page.has_next),
        crate::page::End::Last => page.edges.first().filter(|_| page.has_previous),
    };
    (page.edges.iter().map(|edge| edge.node.clone()).collect(), cursor.map(|edge| edge.place.cursor()))
}

async fn forward(stand: &Stand, sort: ConversationSort, direction: Direction) -> Vec<ConversationRow> {
    let (mut rows, mut next) = read(stand, sort, direction, &PageRequest::first(7)).await;
    while let Some(cursor) = next {
        let (more, then) = read(stand, sort, direction, &PageRequest::first(7).after(cursor)).await;
        rows.extend(more);
        next = then;
    }
    rows
}

async fn backward(stand: &Stand, sort: ConversationSort, direction: Direction) -> Vec<ConversationRow> {
    let (mut rows, mut next) = read(stand, sort, direction, &PageRequest::last(7)).await;
    while let Some(cursor) = next {
        let (more, then) = read(stand, sort, direction, &PageRequest::last(7).before(cursor)).await;
        rows.splice(0..0, more);
        next = then;
    }
    rows
}

fn in_order(sort: ConversationSort, direction: Direction, a: &ConversationRow, b: &ConversationRow) -> bool {
    let key = |row: &ConversationRow| match sort {
        ConversationSort::LastActivity => (0, row.last_activity_at, row.id),
        ConversationSort::Opened => (0, row.opened_at, row.id),
        ConversationSort::PriorityThenWaiting => (row.priority, row.waiting_since, row.id),
    };
    match direction {
        Direction::Ascending => key(a) < key(b),
        Direction::Descending => key(a) > key(b),
    }
}

/// Each filter is tried against the rows themselves.
pub async fn filters_and_counts_agree(stand: Stand) {
    told(&stand).await;
    let any = ConversationFilter::default;
    let queue = format!("queue:{}", super::fixture::queue(4));
    let opened = Range { from: Some(time(5_000)), to: Some(time(20_000)) };
    check(&stand, any(), |_| true).await;
    let open = ConversationStatus::Open;
    check(&stand, ConversationFilter { statuses: vec![open], ..any() }, |row| row.status == open).await;
    let kind = AnsweringKind::Queue;
    check(&stand, ConversationFilter { answering: vec![kind], ..any() }, |row| row.answering == kind).await;
    let wanted = queue.clone();
    check(&stand, ConversationFilter { queue: Some(wanted), ..any() }, |row| row.queue.as_ref() == Some(&queue)).await;
    let skill = Some(code("billing"));
    check(&stand, ConversationFilter { skill: skill.clone(), ..any() }, |row| row.skill == skill).await;
    let held = ConversationFilter { agent: Some(agent(5)), ..any() };
    check(&stand, held, |row| row.agent == Some(agent(5))).await;
    let theirs = ConversationFilter { customer: Some(customer(3)), ..any() };
    check(&stand, theirs, |row| row.customer == customer(3)).await;
    let tags = vec![code("vip"), code("t2")];
    let tagged = ConversationFilter { tags: tags.clone(), ..any() };
    check(&stand, tagged, |row| tags.iter().all(|tag| row.tags.0.contains(tag))).await;
    let web = ConversationFilter { channels: vec![code("web"), code("email")], ..any() };
    check(&stand, web, |row| row.channel != code("phone")).await;
    let english = ConversationFilter { languages: vec!["en".parse().unwrap()], ..any() };
    check(&stand, english, |row| row.language.is_some()).await;
    let pressing = ConversationFilter { priorities: vec![1], min_tier: Some(1), ..any() };
    check(&stand, pressing, |row| row.priority == 1 && row.tier >= 1).await;
    let ours = ConversationFilter { waiting_on: vec![WaitingFor::Service], opened: opened.clone(), ..any() };
    check(&stand, ours, |row| {
        row.waiting_on == WaitingFor::Service && (time(5_000)..time(20_000)).contains(&row.opened_at)
    })
    .await;
}

async fn check(stand: &Stand, filter: ConversationFilter, passes: impl Fn(&ConversationRow) -> bool) {
    let (sort, direction) = (ConversationSort::Opened, Direction::Ascending);
    let all = read(stand, sort, direction, &PageRequest::first(100)).await.0;
    let expected: Vec<_> = all.into_iter().filter(passes).collect();
    let request = PageRequest::first(100);
    let page = page(&*stand.model, &tenant(), &filter, sort, direction, &request).await.unwrap();
    let found: Vec<_> = page.edges.into_iter().map(|edge| edge.node).collect();
    assert_eq!(found, expected, "{filter:?}");
    assert_eq!(count(&*stand.model, &tenant(), &filter).await.unwrap(), expected.len() as u64, "{filter:?}");
}

/// A cursor is a place in one list only.
pub async fn a_cursor_of_another_order_is_refused(stand: Stand) {
    told(&stand).await;
    let request = PageRequest::first(3);
    let (_, cursor) = read(&stand, ConversationSort::Opened, Direction::Ascending, &request).await;
    for cursor in [cursor.unwrap(), Cursor("nonsense".to_owned()), Cursor(String::new())] {
        let request = PageRequest::first(3).after(cursor);
        let (filter, sort) = (ConversationFilter::default(), ConversationSort::LastActivity);
        let refused = page(&*stand.model, &tenant(), &filter, sort, Direction::Ascending, &request).await;
        assert!(matches!(refused, Err(Error::InvalidCursor)), "{refused:?}");
    }
}
