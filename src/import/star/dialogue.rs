//! A dialogue as STAR writes it, as far as we need it. Keys we do not know are passed over.

use serde::Deserialize;
use serde_json::Value;

/// One dialogue.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub struct Dialogue {
    /// The customer.
    #[serde(rename = "AnonymizedUserWorkerID")]
    pub user: String,
    /// The agent.
    #[serde(rename = "AnonymizedWizardWorkerID")]
    pub wizard: String,
    /// `woz_` and the second in which the batch began.
    #[serde(rename = "BatchID")]
    pub batch: String,
    /// How far it came.
    pub completion_level: Completion,
    /// Its number.
    #[serde(rename = "DialogueID")]
    pub id: u64,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What it was to be about.
    pub scenario: Scenario,
    /// What the customer said of it.
    #[serde(default)]
    pub user_questionnaire: Vec<Answer>,
    /// What the agent said of it.
    #[serde(default)]
    pub wizard_questionnaire: Vec<Answer>,
}

/// How far a dialogue came.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Completion {
    /// To its end.
    Complete,
    /// Hardly anywhere.
    EarlyDisconnectDuringDialogue,
    /// Not to its end.
    DisconnectDuringDialogue,
    /// To its end, but not through the questions after it.
    DisconnectDuringQuestionnaire,
}

/// What a dialogue was to be about.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub struct Scenario {
    /// Whether nothing was to go wrong.
    pub happy: bool,
    /// Whether several tasks were to be mixed.
    pub multi_task: bool,
    /// The areas, some without a name.
    #[serde(default)]
    pub domains: Vec<Option<String>>,
    /// What the agent could do.
    #[serde(default)]
    pub wizard_capabilities: Vec<Capability>,
}

/// Something the agent could do.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub struct Capability {
    /// The name of the task.
    pub task: Option<String>,
}

/// A question answered by no or yes.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub struct Answer {
    /// The question.
    pub question: String,
    /// No or yes.
    pub answer: bool,
}

/// Something that happened. Times are seconds since 1970; a returned item has none.
#[derive(Deserialize, Debug)]
#[serde(tag = "Action", rename_all = "snake_case", rename_all_fields = "PascalCase")]
pub enum Event {
    /// Someone spoke.
    Utter { agent: Speaker, text: String, unix_time: i64 },
    /// The agent asked what to say.
    RequestSuggestions { text: String, unix_time: i64 },
    /// The agent said what was suggested.
    PickSuggestion {
        text: String,
        action_label: String,
        #[serde(default)]
        action_label_options: Vec<String>,
        unix_time: i64,
    },
    /// The agent asked a knowledge base.
    Query {
        #[serde(rename = "APIName")]
        api: String,
        constraints: Value,
        unix_time: i64,
    },
    /// The knowledge base answered.
    ReturnItem {
        #[serde(rename = "APIName")]
        api: String,
        #[serde(default)]
        item: Option<Value>,
        total_items: i64,
    },
    /// The agent set an item before themselves.
    SelectPrimary {
        #[serde(default)]
        primary_item: Option<Value>,
        unix_time: i64,
    },
    /// The agent set a second item beside it.
    SelectSecondary {
        #[serde(default)]
        secondary_item: Option<Value>,
        unix_time: i64,
    },
    /// The agent turned to a task.
    SelectTask { task: String, unix_time: i64 },
    /// The customer was told in secret how to behave.
    Instruct {},
    /// The customer called it done.
    Complete { unix_time: i64 },
    /// Something this program does not know.
    #[serde(other)]
    Unknown,
}

/// Who spoke.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Speaker {
    /// The customer.
    User,
    /// The agent.
    Wizard,
}

impl Event {
    /// The name of the action.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Utter { agent: Speaker::User, .. } => "utter (user)",
            Self::Utter { agent: Speaker::Wizard, .. } => "utter (wizard)",
            Self::RequestSuggestions { .. } => "request_suggestions",
            Self::PickSuggestion { .. } => "pick_suggestion",
            Self::Query { .. } => "query",
            Self::ReturnItem { .. } => "return_item",
            Self::SelectPrimary { .. } => "select_primary",
            Self::SelectSecondary { .. } => "select_secondary",
            Self::SelectTask { .. } => "select_task",
            Self::Instruct {} => "instruct",
            Self::Complete { .. } => "complete",
            Self::Unknown => "unknown action",
        }
    }

    /// When it happened, seconds since 1970, if it says.
    pub fn second(&self) -> Option<i64> {
        match self {
            Self::Utter { unix_time, .. }
            | Self::RequestSuggestions { unix_time, .. }
            | Self::PickSuggestion { unix_time, .. }
            | Self::Query { unix_time, .. }
            | Self::SelectPrimary { unix_time, .. }
            | Self::SelectSecondary { unix_time, .. }
            | Self::SelectTask { unix_time, .. }
            | Self::Complete { unix_time } => Some(*unix_time),
            Self::ReturnItem { .. } | Self::Instruct {} | Self::Unknown => None,
        }
    }
}
