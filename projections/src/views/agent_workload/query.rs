//! Reading agents and what they hold.

use std::collections::HashMap;

use domain::agent::Presence;
use domain::{AgentId, Code};
use event_store::Tenant;

use super::{AgentRow, HeldRow};
use crate::answer::Cells;
use crate::filter::Filter;
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::row::take;
use crate::views::conversation_list::ConversationStatus;
use crate::{Error, ReadModel};

const TABLE: &str = "held_conversations";
const HAS_SKILL: &str = "exists (select 1 from agent_skills s where s.tenant = agents.tenant \
    and s.agent = agents.id and s.skill = {})";
const AGENTS: Order = Order { name: "agents", columns: &["id"], direction: Direction::Ascending };
const HELD: Order = Order { name: "held", columns: &["since", "conversation"], direction: Direction::Ascending };

/// Which agents are wanted: those to which everything given here applies. An empty list says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AgentFilter {
    /// With one of these presences.
    pub presences: Vec<Presence>,
    /// Whether they serve no longer.
    pub retired: Option<bool>,
    /// Having this skill, at whatever level.
    pub skill: Option<Code>,
}

/// An agent with how much they hold.
#[derive(Clone, PartialEq, Debug)]
pub struct AgentLine {
    /// The agent.
    pub agent: AgentRow,
    /// How many open Conversations they hold.
    pub open: u64,
    /// How many snoozed ones.
    pub snoozed: u64,
}

/// A page of agents in the order of their ids.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn page(
    model: &dyn ReadModel,
    tenant: &Tenant,
    wanted: &AgentFilter,
    request: &PageRequest,
) -> Result<Page<AgentLine>, Error> {
    let mut filter = Filter::of(tenant);
    filter.one_of("presence", &wanted.presences);
    filter.equal_if("retired", wanted.retired.as_ref());
    if let Some(skill) = &wanted.skill {
        filter.holds(HAS_SKILL, skill);
    }
    let page: Page<AgentRow> = page::fetch(model, filter, AGENTS, request).await?;
    let ids: Vec<_> = page.edges.iter().map(|edge| edge.node.id).collect();
    let counts = counts(model, tenant, &ids).await?;
    Ok(page.map(|agent| counts.line(agent)))
}

/// The agents of these ids; those that do not exist are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn by_ids(model: &dyn ReadModel, tenant: &Tenant, ids: &[AgentId]) -> Result<Vec<AgentLine>, Error> {
    let agents = page::by_column(model, tenant, "id", ids, "id").await?;
    let counts = counts(model, tenant, ids).await?;
    Ok(agents.into_iter().map(|agent| counts.line(agent)).collect())
}

/// One agent; nothing when there is none of the id.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn one(model: &dyn ReadModel, tenant: &Tenant, id: AgentId) -> Result<Option<AgentLine>, Error> {
    Ok(by_ids(model, tenant, &[id]).await?.pop())
}

/// A page of the Conversations an agent holds, open and snoozed, the longest held first.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn held(
    model: &dyn ReadModel,
    tenant: &Tenant,
    agent: AgentId,
    request: &PageRequest,
) -> Result<Page<HeldRow>, Error> {
    let mut filter = Filter::of(tenant);
    filter.equal("agent", &agent);
    filter.one_of("status", &[ConversationStatus::Open, ConversationStatus::Snoozed]);
    page::fetch(model, filter, HELD, request).await
}

#[derive(Debug, Default)]
struct Counts {
    open: HashMap<AgentId, u64>,
    snoozed: HashMap<AgentId, u64>,
}

impl Counts {
    fn line(&self, agent: AgentRow) -> AgentLine {
        let of = |counts: &HashMap<AgentId, u64>| counts.get(&agent.id).copied().unwrap_or_default();
        AgentLine { open: of(&self.open), snoozed: of(&self.snoozed), agent }
    }

    fn add(&mut self, mut cells: Cells<'_>) -> Result<(), Error> {
        let agent: AgentId = take(&mut cells, TABLE, "agent")?;
        let counts = match take(&mut cells, TABLE, "status")? {
            ConversationStatus::Open => &mut self.open,
            ConversationStatus::Snoozed => &mut self.snoozed,
            ConversationStatus::Resolved | ConversationStatus::Closed | ConversationStatus::Merged => return Ok(()),
        };
        counts.insert(agent, take(&mut cells, TABLE, "count")?);
        Ok(())
    }
}

async fn counts(model: &dyn ReadModel, tenant: &Tenant, ids: &[AgentId]) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    if ids.is_empty() {
        return Ok(counts);
    }
    let mut filter = Filter::of(tenant);
    filter.one_of("agent", ids);
    let (conditions, params) = filter.finish();
    let sql = format!("select agent, status, count(*) from {TABLE} where {conditions} group by agent, status");
    for cells in model.query(&sql, params).await?.rows() {
        counts.add(cells)?;
    }
    Ok(counts)
}
