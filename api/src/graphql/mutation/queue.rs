//! The mutations about a queue.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::queue::{ChangeQueue, DefineQueue, QueueSetup, RetireQueue};
use domain::QueueId;
use domain::queue::{Hours, SkillNeed, Window};
use uuid::Uuid;

use super::envelope::Envelope;
use super::inputs::{SkillInput, new_id};
use super::payload::QueuePayload;
use super::run::run;
use crate::graphql::access::Operation;
use crate::graphql::bounds::AtMost;
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::user_error::UserError;

const MANAGE: &[Operation] = &[Operation::ManageService];

/// A time of one weekday.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct WindowInput {
    /// From 1, Monday, to 7, Sunday.
    weekday: u8,
    /// The first minute of the day, from 0.
    from_minute: u16,
    /// The minute after the last, to 1440.
    to_minute: u16,
}

/// Weekly hours in a time zone.
#[derive(InputObject, Clone, Debug)]
pub struct HoursInput {
    /// A name of the IANA time zone database, such as `Asia/Shanghai`.
    time_zone: Code,
    /// The times of the week.
    #[graphql(validator(custom = "AtMost(\"windows\", 50)"))]
    windows: Vec<WindowInput>,
}

/// What a queue is.
#[derive(InputObject, Clone, Debug)]
pub struct QueueSetupInput {
    /// What it is called.
    name: Code,
    /// What serving it takes.
    #[graphql(default, validator(custom = "AtMost(\"skills\", 50)"))]
    skills: Vec<SkillInput>,
    /// In which languages it is served; any, when empty.
    #[graphql(default, validator(custom = "AtMost(\"languages\", 50)"))]
    languages: Vec<Language>,
    /// When it is served; always, when absent.
    hours: Option<HoursInput>,
    /// Its place among queues, from 1, the most pressing, to 5.
    #[graphql(default = 3)]
    priority: u8,
}

/// Sets up a queue.
#[derive(InputObject, Debug)]
pub struct DefineQueueInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// The id it shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// What it is.
    #[graphql(flatten)]
    setup: QueueSetupInput,
}

/// Sets up a queue otherwise. Everything it is stands here.
#[derive(InputObject, Debug)]
pub struct ChangeQueueInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which queue.
    queue_id: ID,
    /// What it is from here on.
    #[graphql(flatten)]
    setup: QueueSetupInput,
}

/// Retires a queue.
#[derive(InputObject, Debug)]
pub struct RetireQueueInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which queue.
    queue_id: ID,
    /// Why.
    reason: Code,
}

impl HoursInput {
    fn hours(self) -> Hours {
        let window = |input: WindowInput| Window {
            weekday: input.weekday,
            from_minute: input.from_minute,
            to_minute: input.to_minute,
        };
        Hours { time_zone: self.time_zone.0, windows: self.windows.into_iter().map(window).collect() }
    }
}

impl QueueSetupInput {
    fn setup(self) -> QueueSetup {
        let need = |input: SkillInput| SkillNeed { skill: input.skill.0, level: input.level };
        QueueSetup {
            name: self.name.0,
            skills: self.skills.into_iter().map(need).collect(),
            languages: self.languages.into_iter().map(|language| language.0).collect(),
            hours: self.hours.map(HoursInput::hours),
            priority: self.priority,
        }
    }
}

/// All of them.
#[derive(Default)]
pub struct QueueMutations;

#[Object]
impl QueueMutations {
    /// Sets up a queue.
    async fn define_queue(&self, context: &Context<'_>, input: DefineQueueInput) -> Result<QueuePayload, Error> {
        let queue = QueueId(new_id(input.id, &input.envelope, "queue"));
        let command = DefineQueue { queue, setup: input.setup.setup() };
        let ran = run(context, MANAGE, &input.envelope, Ok(command)).await?;
        Ok(QueuePayload::new(Ok(queue), ran))
    }

    /// Sets up a queue otherwise.
    async fn change_queue(&self, context: &Context<'_>, input: ChangeQueueInput) -> Result<QueuePayload, Error> {
        let queue = node_id::queue(&input.queue_id, "queueId").map_err(UserError::from);
        let command = queue.clone().map(|queue| ChangeQueue { queue, setup: input.setup.setup() });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(QueuePayload::new(queue, ran))
    }

    /// Retires a queue: it takes no more.
    async fn retire_queue(&self, context: &Context<'_>, input: RetireQueueInput) -> Result<QueuePayload, Error> {
        let queue = node_id::queue(&input.queue_id, "queueId").map_err(UserError::from);
        let command = queue.clone().map(|queue| RetireQueue { queue, reason: input.reason.0.clone() });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(QueuePayload::new(queue, ran))
    }
}
