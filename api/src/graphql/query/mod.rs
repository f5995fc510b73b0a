//! The queries.

mod activity;
mod articles;
mod conversations;
mod dialogue;
mod knowledge;
mod ledger;
mod log;
mod node;
mod outgoing;
mod people;
mod queues;
mod service;
mod understanding;

use async_graphql::MergedObject;

/// What may be read. Lists are pages of at most 100; `minPosition` waits until the views hold what you wrote.
#[derive(MergedObject, Default)]
pub struct Query(
    service::ServiceQueries,
    node::NodeQueries,
    conversations::ConversationQueries,
    people::PeopleQueries,
    queues::QueueQueries,
    activity::ActivityQueries,
    log::LogQueries,
    ledger::LedgerQueries,
    articles::ArticleQueries,
    knowledge::KnowledgeQueries,
    understanding::UnderstandingQueries,
);
