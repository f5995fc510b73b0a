//! What is known of a dialogue before its first event: who takes part, when it began, what it was to be about.

use chrono::{DateTime, Utc};
use commands::agent::RegisterAgent;
use commands::conversation::{AddTag, Assign, OpenConversation, SetField};
use commands::customer::RegisterCustomer;
use domain::conversation::{Answering, FieldValue, Priority};
use domain::customer::{Identity, IdentityKind};
use domain::{AgentId, Code, CustomerId, Language};
use vault::Personal;

use super::NAME;
use super::dialogue::{Completion, Dialogue};
use crate::import::ids::Ids;
use crate::import::plan::{Customer, Draft};

/// How many Conversations an imported agent may hold: all there are, since a source does not say.
const CAPACITY: u16 = 1_000;
/// How many characters of an anonymous id make a name.
const NAME_CHARS: usize = 8;

/// The customer, told by the id the source gives them.
pub fn customer(dialogue: &Dialogue, ids: &Ids) -> Result<Customer, String> {
    let kind = IdentityKind::External { system: Code::known(NAME) };
    let identity = Identity::new(kind, &dialogue.user).map_err(|error| format!("AnonymizedUserWorkerID: {error}"))?;
    let customer = ids.customer(&identity);
    let register = RegisterCustomer {
        customer,
        identity_id: ids.identity(customer, &identity),
        identity,
        verified_by: Code::known("import"),
        name: None,
        remark: None,
        language: Some(english()),
        channel: None,
        source: Code::known(NAME),
    };
    Ok(Customer { register, links: Vec::new() })
}

/// The agent.
pub fn agent(dialogue: &Dialogue, ids: &Ids) -> RegisterAgent {
    let short: String = dialogue.wizard.chars().take(NAME_CHARS).collect();
    RegisterAgent {
        agent: ids.agent(&dialogue.wizard),
        name: Personal::clear(format!("{NAME} {short}")),
        languages: vec![english()],
        capacity: CAPACITY,
    }
}

fn english() -> Language {
    "en".parse().expect("`en` is a language tag")
}

/// When it began: at its first event; one without events at the time of its batch.
pub fn began(dialogue: &Dialogue) -> Result<DateTime<Utc>, String> {
    let of_batch = || dialogue.batch.strip_prefix("woz_").and_then(|second| second.parse().ok());
    let second = dialogue.events.iter().find_map(super::dialogue::Event::second).or_else(of_batch);
    second.and_then(time).ok_or_else(|| "neither an event nor BatchID says when it was".to_owned())
}

/// The time of a second since 1970.
pub fn time(second: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(second, 0)
}

/// Opens the Conversation, gives it to the agent, and notes what it was to be about.
pub fn begin(draft: &mut Draft, dialogue: &Dialogue, customer: CustomerId, agent: AgentId, at: DateTime<Utc>) {
    let conversation = draft.conversation;
    let open = OpenConversation {
        conversation,
        customer,
        channel: Code::known(NAME),
        language: Some(english()),
        subject: None,
        answering: Answering::Assistant,
        priority: Priority::NORMAL,
    };
    draft.add("setup", at, open);
    draft.add("setup", at, Assign { conversation, agent, epoch: None });
    for tag in tags(draft, dialogue) {
        draft.add(&format!("setup/{tag}"), at, AddTag { conversation, tag });
    }
    for (field, value) in fields(draft, dialogue) {
        let field = Code::known(field);
        draft.add(&format!("setup/{field}"), at, SetField { conversation, field, value: Some(value) });
    }
}

fn tags(draft: &mut Draft, dialogue: &Dialogue) -> Vec<Code> {
    let scenario = &dialogue.scenario;
    let tasks = scenario.wizard_capabilities.iter().map(|capability| ("task", capability.task.as_deref()));
    let domains = scenario.domains.iter().map(|domain| ("domain", domain.as_deref()));
    let mut tags = Vec::new();
    for (kind, name) in tasks.chain(domains) {
        match name {
            Some(name) => tags.extend(draft.code(kind, &format!("{kind}:{name}"))),
            None => draft.skip(format!("{kind}: without a name")),
        }
    }
    tags.sort();
    tags.dedup();
    tags
}

fn fields(draft: &mut Draft, dialogue: &Dialogue) -> Vec<(&'static str, FieldValue)> {
    let completion = match dialogue.completion_level {
        Completion::Complete => "complete",
        Completion::EarlyDisconnectDuringDialogue => "early_disconnect_during_dialogue",
        Completion::DisconnectDuringDialogue => "disconnect_during_dialogue",
        Completion::DisconnectDuringQuestionnaire => "disconnect_during_questionnaire",
    };
    let batch = draft.code("BatchID", &dialogue.batch).map(|batch| ("star_batch", FieldValue::Code(batch)));
    let known = [
        ("multi_task", FieldValue::Flag(dialogue.scenario.multi_task)),
        ("happy", FieldValue::Flag(dialogue.scenario.happy)),
        ("star_completion", FieldValue::Code(Code::known(completion))),
    ];
    batch.into_iter().chain(known).collect()
}
