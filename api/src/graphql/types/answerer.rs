//! Who answers, and who is asked to.

use async_graphql::{Context, Description, Enum, Error, ID, Object};
use domain::conversation::{Answering, HandoffTarget, QueueTarget};
use domain::{AgentId, HandoffId, QueueId};

use super::{Agent, Queue};
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::scalars::Code;

/// What kind of participant answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "projections::views::conversation_list::AnsweringKind")]
pub enum AnsweringKind {
    /// The machine.
    Assistant,
    /// Nobody, until a queue is served.
    Queue,
    /// One agent.
    Agent,
}

/// Who answers: the Assistant, a queue, or an agent.
#[derive(Clone, PartialEq, Eq, Debug, Description)]
pub struct Answerer {
    kind: AnsweringKind,
    queue: Option<QueueId>,
    skill: Option<(domain::Code, u8)>,
    agent: Option<AgentId>,
}

impl From<&Answering> for Answerer {
    fn from(answering: &Answering) -> Self {
        match answering {
            Answering::Assistant => Self::assistant(),
            Answering::Queue { target } => Self::queue(target),
            Answering::Agent { agent } => Self::agent(*agent),
        }
    }
}

impl From<&HandoffTarget> for Answerer {
    fn from(target: &HandoffTarget) -> Self {
        match (target.queue(), target) {
            (Some(queue), _) => Self::queue(&queue),
            (None, HandoffTarget::Agent { agent }) => Self::agent(*agent),
            (None, HandoffTarget::Assistant | HandoffTarget::Queue { .. } | HandoffTarget::Skill { .. }) => {
                Self::assistant()
            }
        }
    }
}

impl Answerer {
    fn assistant() -> Self {
        Self { kind: AnsweringKind::Assistant, queue: None, skill: None, agent: None }
    }

    fn agent(agent: AgentId) -> Self {
        Self { kind: AnsweringKind::Agent, agent: Some(agent), ..Self::assistant() }
    }

    fn queue(target: &QueueTarget) -> Self {
        let (queue, skill) = match target {
            QueueTarget::Queue { queue } => (Some(*queue), None),
            QueueTarget::Skill { skill, level } => (None, Some((skill.clone(), *level))),
        };
        Self { kind: AnsweringKind::Queue, queue, skill, agent: None }
    }
}

#[Object(use_type_description)]
impl Answerer {
    /// What kind of participant it is.
    async fn kind(&self) -> AnsweringKind {
        self.kind
    }

    /// The queue it waits in, when that is a defined one.
    #[graphql(name = "queue")]
    async fn waiting_in(&self, context: &Context<'_>) -> Result<Option<Queue>, Error> {
        match self.queue {
            Some(id) => load::queue(context, id).await,
            None => Ok(None),
        }
    }

    /// The skill it waits for, when it waits for anyone who has it.
    async fn skill(&self) -> Option<Code> {
        self.skill.as_ref().map(|(skill, _)| Code(skill.clone()))
    }

    /// The least level of the skill.
    async fn skill_level(&self) -> Option<u8> {
        self.skill.as_ref().map(|(_, level)| *level)
    }

    /// The agent who answers.
    #[graphql(name = "agent")]
    async fn answering_agent(&self, context: &Context<'_>) -> Result<Option<Agent>, Error> {
        match self.agent {
            Some(id) => load::known_agent(context, id).await,
            None => Ok(None),
        }
    }
}

/// A Handoff that waits to be accepted.
#[derive(Clone, PartialEq, Eq, Debug, Description)]
pub struct Handoff {
    pub(super) id: HandoffId,
    pub(super) target: HandoffTarget,
}

#[Object(use_type_description)]
impl Handoff {
    /// Its id.
    async fn id(&self) -> ID {
        NodeId::Handoff(self.id).into()
    }

    /// Who is asked.
    async fn target(&self) -> Answerer {
        (&self.target).into()
    }
}
