//! Queues, and what waits in them.

use std::collections::HashMap;

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Lookahead, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::ConversationId;
use event_store::Tenant;
use projections::Page;
use projections::views::queue_board::{self, QueueRow};

use super::Conversation;
use super::conversation::nodes;
use crate::graphql::access::require;
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::paging::{At, PageArgs, connection, read_fault};
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;

/// A page of Conversations that wait, the most pressing first, then who has waited longest.
pub type WaitingConnection = Connection<At, Waiting, EmptyFields, EmptyFields>;

/// A queue as it is set up.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Queue(pub QueueRow);

/// A skill at a level.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct SkillNeed {
    /// Which.
    skill: Code,
    /// The least level, 1 to 10.
    level: u8,
}

/// Weekly hours in a time zone.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Hours {
    /// A name of the IANA time zone database.
    time_zone: Code,
    /// The times of the week.
    windows: Vec<Window>,
}

/// A time of one weekday.
#[derive(Clone, Copy, PartialEq, Eq, Debug, SimpleObject)]
pub struct Window {
    /// From 1, Monday, to 7, Sunday.
    weekday: u8,
    /// The first minute of the day.
    from_minute: u16,
    /// The minute after the last.
    to_minute: u16,
}

impl From<&domain::queue::Hours> for Hours {
    fn from(hours: &domain::queue::Hours) -> Self {
        let window = |window: &domain::queue::Window| Window {
            weekday: window.weekday,
            from_minute: window.from_minute,
            to_minute: window.to_minute,
        };
        Self { time_zone: Code(hours.time_zone.clone()), windows: hours.windows.iter().map(window).collect() }
    }
}

#[Object(use_type_description)]
impl Queue {
    /// Its id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Queue(self.0.id).into()
    }

    /// What it is called.
    async fn name(&self) -> Code {
        Code(self.0.name.clone())
    }

    /// What serving it takes.
    async fn skills(&self) -> Vec<SkillNeed> {
        let need = |need: &domain::queue::SkillNeed| SkillNeed { skill: Code(need.skill.clone()), level: need.level };
        self.0.skills.0.iter().map(need).collect()
    }

    /// In which languages it is served; any, when empty.
    async fn languages(&self) -> Vec<Language> {
        self.0.languages.0.iter().cloned().map(Language).collect()
    }

    /// When it is served; always, when there are none.
    async fn hours(&self) -> Option<Hours> {
        self.0.hours.as_ref().map(|hours| (&hours.0).into())
    }

    /// Its place among queues, from 1, the most pressing, to 5.
    async fn priority(&self) -> u32 {
        self.0.priority
    }

    /// Whether it takes no more.
    async fn retired(&self) -> bool {
        self.0.retired
    }

    /// What waits in it, the most pressing first, then who has waited longest.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn waiting(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
    ) -> Result<WaitingConnection, Error> {
        let args = PageArgs::new(first, after, last, before);
        waiting(context, &self.0.tenant, &format!("queue:{}", self.0.id), args).await
    }

    /// The revision of its last event; hand it to `expectedRevision`.
    async fn revision(&self) -> Position {
        Position(self.0.revision)
    }

    /// The place in the log of its last event.
    async fn position(&self) -> Position {
        Position(self.0.position)
    }
}

/// A Conversation that waits.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Waiting {
    entry: queue_board::QueueEntryRow,
    /// Nothing too where nobody asks for it.
    conversation: Option<Conversation>,
}

#[Object(use_type_description)]
impl Waiting {
    /// The Conversation.
    async fn conversation(&self, context: &Context<'_>) -> Result<Option<&Conversation>, Error> {
        require(context, load::SEE_CONVERSATIONS)?;
        Ok(self.conversation.as_ref())
    }

    /// Since when it waits here.
    async fn since(&self) -> DateTime<Utc> {
        self.entry.since
    }

    /// Its place among the waiting, from 1, the most pressing, to 5.
    async fn priority(&self) -> u32 {
        self.entry.priority
    }
}

/// Everything that waits.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct QueueBoard {
    /// Every place where something waits.
    pub lines: Vec<QueueLine>,
    /// How many wait altogether.
    pub waiting: u64,
}

/// What waits in one place.
#[derive(Clone, PartialEq, Eq, Debug, Description)]
pub struct QueueLine {
    pub(crate) tenant: Tenant,
    pub(crate) line: queue_board::QueueLine,
}

#[Object(use_type_description)]
impl QueueLine {
    /// The queue, when the place is a defined one.
    async fn queue(&self, context: &Context<'_>) -> Result<Option<Queue>, Error> {
        match self.line.queue.strip_prefix("queue:").and_then(|id| id.parse().ok()) {
            Some(id) => load::queue(context, id).await,
            None => Ok(None),
        }
    }

    /// The skill, when it is anyone who has it.
    async fn skill(&self) -> Option<Code> {
        let (skill, _) = self.line.queue.strip_prefix("skill:")?.rsplit_once(':')?;
        skill.parse().ok().map(Code)
    }

    /// The least level of the skill.
    async fn skill_level(&self) -> Option<u8> {
        let (_, level) = self.line.queue.strip_prefix("skill:")?.rsplit_once(':')?;
        level.parse().ok()
    }

    /// How many wait.
    async fn waiting_count(&self) -> u64 {
        self.line.waiting
    }

    /// Since when the one waits that has waited longest.
    async fn longest_since(&self) -> DateTime<Utc> {
        self.line.longest_since
    }

    /// How many wait of each priority, from 1 to 5.
    async fn by_priority(&self) -> Vec<u64> {
        self.line.by_priority.to_vec()
    }

    /// What waits here, the most pressing first, then who has waited longest.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn waiting(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
    ) -> Result<WaitingConnection, Error> {
        waiting(context, &self.tenant, &self.line.queue, PageArgs::new(first, after, last, before)).await
    }
}

async fn waiting(
    context: &Context<'_>,
    tenant: &Tenant,
    key: &str,
    args: PageArgs,
) -> Result<WaitingConnection, Error> {
    let request = args.request()?;
    let model = &*context.data_unchecked::<Services>().read;
    let page = queue_board::waiting(model, tenant, key, &request).await.map_err(|error| read_fault(&error))?;
    let mut conversations = conversations(context, &page).await?;
    Ok(connection(page, EmptyFields, |entry| {
        let conversation = conversations.remove(&entry.conversation);
        Waiting { entry, conversation }
    }))
}

/// The Conversations of a page of what waits, in one read; none where nobody asks for them.
async fn conversations(
    context: &Context<'_>,
    page: &Page<queue_board::QueueEntryRow>,
) -> Result<HashMap<ConversationId, Conversation>, Error> {
    let shown = nodes(context).map(|entry| entry.field("conversation"));
    if !shown.iter().any(Lookahead::exists) {
        return Ok(HashMap::new());
    }
    let ids: Vec<_> = page.edges.iter().map(|edge| edge.node.conversation).collect();
    Conversation::by_ids(context, &ids, &shown).await
}
