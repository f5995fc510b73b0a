//! Every view there is, one module each, with what it shows and how it is read.

pub mod agent_workload;
pub mod article_list;
pub mod conversation_list;
pub mod customers;
pub mod hourly_activity;
pub mod hourly_understanding;
pub mod queue_board;
pub mod transcript;

use vault::{Personal, Sealed};

use crate::{Poison, View};

/// The list of all views.
#[must_use]
pub fn all() -> Vec<Box<dyn View>> {
    vec![
        Box::new(agent_workload::AgentWorkload::default()),
        Box::new(article_list::ArticleList::default()),
        Box::new(conversation_list::ConversationList::default()),
        Box::new(customers::Customers::default()),
        Box::new(hourly_activity::HourlyActivity::default()),
        Box::new(hourly_understanding::HourlyUnderstanding::default()),
        Box::new(queue_board::QueueBoard::default()),
        Box::new(transcript::Transcript::default()),
    ]
}

/// The sealed form of a personal field of an event.
pub(crate) fn sealed(field: Option<&Personal<String>>) -> Result<Option<Sealed>, Poison> {
    field.map(|field| field.as_sealed().cloned().ok_or(Poison::InTheClear)).transpose()
}
