//! A conversation as a line holds it.

use chrono::{DateTime, Utc};
use domain::conversation::Visibility;
use domain::{Code, Language};
use serde::Deserialize;

/// What a line is.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One conversation.
    Conversation,
}

/// One conversation, from its beginning as far as it came.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// What the line is.
    #[serde(rename = "type")]
    pub _kind: Kind,
    /// What the source calls it; unique within the source.
    pub id: String,
    /// Where it came in.
    pub channel: Code,
    /// When it began; with the first turn when absent.
    pub opened_at: Option<DateTime<Utc>>,
    /// In which language.
    pub language: Option<Language>,
    /// What it was about, in a line.
    pub subject: Option<String>,
    /// Whose matter.
    pub customer: Customer,
    /// The agents who spoke.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// Names it goes under.
    #[serde(default)]
    pub tags: Vec<Code>,
    /// What was said, in order.
    #[serde(default)]
    pub turns: Vec<Turn>,
    /// How it was settled, if it was.
    pub resolution: Option<Resolution>,
    /// What the customer thought of it.
    #[serde(default)]
    pub ratings: Vec<Rating>,
}

/// A customer, told by at least one of `id`, `email` and `phone`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// What the source calls them.
    pub id: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their phone number, the country first.
    pub phone: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// Which language they prefer.
    pub language: Option<Language>,
}

/// An agent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// What the source calls them.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Which languages they speak.
    #[serde(default)]
    pub languages: Vec<Language>,
}

/// Something that was said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The channel's own id of it.
    pub id: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who spoke.
    pub by: Speaker,
    /// Which agent, when one spoke.
    pub agent: Option<String>,
    /// What was said.
    pub text: String,
    /// Who saw it.
    #[serde(default = "everyone")]
    pub visibility: Visibility,
}

/// Who spoke.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The machine.
    Assistant,
    /// An agent.
    Agent,
}

/// How it was settled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub code: Code,
    /// More, in words.
    pub note: Option<String>,
}

/// A verdict of the customer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// When.
    pub at: DateTime<Utc>,
    /// What is measured.
    pub scale: Scale,
    /// The name of the question, for a question answered by no or yes.
    pub question: Option<Code>,
    /// How much.
    pub score: u8,
    /// What they wrote with it.
    pub comment: Option<String>,
}

/// What a rating measures.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Satisfaction, 1 to 5.
    Csat,
    /// Likelihood to recommend, 0 to 10.
    Nps,
    /// Effort, 1 to 7.
    Ces,
    /// No or yes, 0 or 1.
    YesNo,
}

fn everyone() -> Visibility {
    Visibility::Public
}
