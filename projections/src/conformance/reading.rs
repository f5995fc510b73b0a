//! The queries of the views other than the list.

use std::collections::BTreeMap;

use domain::ConversationId;
use domain::article::Standing;
use domain::conversation::Visibility;

use super::Stand;
use super::fixture::{agent, article, code, conversation, tenant, time};
use super::stand::run_to;
use super::story::story;
use crate::views::article_list::{self, ArticleFilter};
use crate::views::conversation_list::{self, ConversationRow, ConversationStatus};
use crate::views::hourly_activity::{Activity, ActivityFilter, Grouping, activity};
use crate::views::{agent_workload, queue_board, transcript};
use crate::{AsOf, PageRequest, Range, conversation_as_of};

const CONVERSATIONS: u64 = 30;

async fn told(stand: &Stand) -> Vec<ConversationRow> {
    let projections = stand.projections().await;
    let head = stand.tell(&story(CONVERSATIONS)).await;
    run_to(&projections, head).await;
    let ids: Vec<_> = (0..CONVERSATIONS).map(conversation).collect();
    conversation_list::by_ids(&*stand.model, &tenant(), &ids).await.unwrap()
}

/// It agrees with the list.
pub async fn the_board_shows_what_waits(stand: Stand) {
    let rows = told(&stand).await;
    let mut expected = BTreeMap::<_, Vec<ConversationId>>::new();
    for row in rows.iter().filter(|row| row.status == ConversationStatus::Open) {
        if let Some(queue) = &row.queue {
            expected.entry(queue.clone()).or_default().push(row.id);
        }
    }
    let board = queue_board::board(&*stand.model, &tenant()).await.unwrap();
    assert_eq!(board.len(), expected.len());
    for (line, (queue, mut ids)) in board.into_iter().zip(expected) {
        assert_eq!((&line.queue, line.waiting), (&queue, ids.len() as u64));
        assert_eq!(line.by_priority.iter().sum::<u64>(), line.waiting);
        let page = queue_board::waiting(&*stand.model, &tenant(), &queue, &PageRequest::first(100)).await.unwrap();
        let entries: Vec<_> = page.edges.into_iter().map(|edge| edge.node).collect();
        assert!(entries.is_sorted_by_key(|entry| (entry.priority, entry.since)));
        assert_eq!(entries.iter().map(|entry| entry.since).min(), Some(line.longest_since));
        let mut found: Vec<_> = entries.into_iter().map(|entry| entry.conversation).collect();
        found.sort_unstable();
        ids.sort_unstable();
        assert_eq!(found, ids);
    }
    assert_eq!(queue_board::queues(&*stand.model, &tenant()).await.unwrap().len(), 7);
}

/// It agrees with the list.
pub async fn agents_show_what_they_hold(stand: Stand) {
    let rows = told(&stand).await;
    let filter = agent_workload::AgentFilter { skill: Some("billing".parse().unwrap()), ..Default::default() };
    let page = agent_workload::page(&*stand.model, &tenant(), &filter, &PageRequest::first(10)).await.unwrap();
    assert_eq!(page.edges.len(), 7);
    for line in page.edges.into_iter().map(|edge| edge.node) {
        let of = |status| {
            let held = rows.iter().filter(|row| row.agent == Some(line.agent.id) && row.status == status);
            held.count() as u64
        };
        assert_eq!(line.open, of(ConversationStatus::Open));
        assert_eq!(line.snoozed, of(ConversationStatus::Snoozed));
        let (tenant, request) = (tenant(), PageRequest::first(100));
        let held = agent_workload::held(&*stand.model, &tenant, line.agent.id, &request).await.unwrap();
        assert_eq!(held.edges.len() as u64, line.open + line.snoozed);
    }
    let filter = agent_workload::AgentFilter { skill: Some("sales".parse().unwrap()), ..Default::default() };
    let page = agent_workload::page(&*stand.model, &tenant(), &filter, &PageRequest::first(10)).await.unwrap();
    assert!(page.edges.is_empty());
    assert!(agent_workload::one(&*stand.model, &tenant(), agent(6)).await.unwrap().unwrap().agent.retired);
}

/// Notes are told apart, and what was redacted is gone.
pub async fn a_transcript_is_read_in_pages(stand: Stand) {
    told(&stand).await;
    let read = async |only, request: PageRequest| {
        transcript::page(&*stand.model, &tenant(), conversation(1), only, &request).await.unwrap()
    };
    let first = read(None, PageRequest::first(3)).await;
    assert!(first.has_next && first.edges[0].node.redacted && first.edges[0].node.text.is_none());
    let rest = read(None, PageRequest::first(3).after(first.edges[2].place.cursor())).await;
    assert_eq!((rest.edges.len(), rest.has_next, rest.edges[0].node.turn_index), (1, false, 3));
    assert_eq!(read(Some(Visibility::Public), PageRequest::first(9)).await.edges.len(), 3);
    assert_eq!(read(Some(Visibility::Internal), PageRequest::last(9)).await.edges.len(), 1);
}

/// However hours are put together, the sums are the same.
pub async fn activity_is_the_same_by_hour_and_in_total(stand: Stand) {
    let rows = told(&stand).await;
    let all = ActivityFilter::default();
    let read =
        async |filter: &ActivityFilter, grouping| activity(&*stand.model, &tenant(), filter, grouping).await.unwrap();
    let (hours, days) = (read(&all, Grouping::Hour).await, read(&all, Grouping::Day).await);
    let total = read(&all, Grouping::Total).await.remove(0);
    assert!(hours.len() > 5 && hours.len() > days.len());
    assert_eq!(total.counts.opened, rows.len() as u64);
    assert_eq!(total.counts.notes + spoken(&total), rows.iter().map(|row| row.turns).sum::<u64>());
    for parts in [&hours, &days] {
        assert_eq!(parts.iter().map(spoken).sum::<u64>(), spoken(&total));
        assert_eq!(parts.iter().map(|part| part.resolution.sum_ms).sum::<u64>(), total.resolution.sum_ms);
        assert_eq!(parts.iter().filter_map(|part| part.first_response.max_ms).max(), total.first_response.max_ms);
    }
    let ratings: u64 = total.ratings.iter().map(|rating| rating.count).sum();
    assert_eq!(ratings, 2 * rows.iter().filter(|row| !row.ratings.0.is_empty()).count() as u64);
    let early = ActivityFilter { hours: Range { from: None, to: Some(time(3_600)) }, ..all };
    assert_eq!(read(&early, Grouping::Total).await[0].counts, hours[0].counts);
}

fn spoken(activity: &Activity) -> u64 {
    activity.counts.customer_turns + activity.counts.assistant_turns + activity.counts.agent_turns
}

/// At the head it is the row itself.
pub async fn a_conversation_is_told_as_it_stood(stand: Stand) {
    let rows = told(&stand).await;
    for row in &rows {
        let as_of = async |as_of| conversation_as_of(&*stand.store, &tenant(), row.id, as_of).await.unwrap();
        let now = as_of(AsOf::Position(u64::MAX)).await.unwrap();
        assert_eq!(&now.conversation, row);
        let turns = transcript::page(&*stand.model, &tenant(), row.id, None, &PageRequest::first(100)).await.unwrap();
        assert!(turns.edges.iter().map(|edge| &edge.node).eq(&now.turns));
        let first = as_of(AsOf::Time(row.opened_at)).await.unwrap();
        assert_eq!((first.conversation.revision, first.turns.len()), (0, 0));
        assert_eq!(as_of(AsOf::Time(time(0))).await, None);
        let before = as_of(AsOf::Position(row.position - 1)).await.unwrap();
        assert_eq!(before.conversation.revision, row.revision - 1);
    }
}

/// A draft beside what is published is not looked at.
pub async fn articles_are_filtered_by_what_is_told(stand: Stand) {
    told(&stand).await;
    let all = ArticleFilter::default();
    let read = async |filter: ArticleFilter| {
        let page = article_list::page(&*stand.model, &tenant(), &filter, &PageRequest::first(100)).await.unwrap();
        assert_eq!(article_list::count(&*stand.model, &tenant(), &filter).await.unwrap(), page.edges.len() as u64);
        assert!(page.edges.is_sorted_by(|a, b| a.node.updated_at >= b.node.updated_at));
        let mut ids: Vec<_> = page.edges.into_iter().map(|edge| edge.node.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(read(all.clone()).await.len(), 7);
    let standing = |standing| ArticleFilter { standings: vec![standing], ..all.clone() };
    assert_eq!(read(standing(Standing::Draft)).await, [article(0)]);
    assert_eq!(read(standing(Standing::Retired)).await, [article(4)]);
    let tagged = |tags: &[&str]| ArticleFilter { tags: tags.iter().map(|tag| code(tag)).collect(), ..all.clone() };
    assert_eq!(read(tagged(&["all", "t0"])).await, [article(0), article(6)]);
    assert_eq!(read(ArticleFilter { languages: vec!["de".parse().unwrap()], ..all.clone() }).await, []);
    let row = article_list::one(&*stand.model, &tenant(), article(2)).await.unwrap().unwrap();
    assert_eq!((row.title.as_str(), row.draft.unwrap().0.content.title.as_str()), ("article-2", "revised-2"));
}
