//! What each event of a dialogue becomes.

use chrono::{DateTime, Utc};
use commands::conversation::{
    OfferSuggestions, PickSuggestion, QueryKnowledge, Rate, RecordCustomerLeft, RecordTurn, RequestSuggestions,
    Resolve, ReturnKnowledge, SelectKnowledge, SetField,
};
use domain::conversation::{FieldValue, RatingScale, Visibility};
use domain::ids::{QueryId, SuggestionId};
use domain::{AgentId, Code, CustomerId, Participant};
use serde_json::Value;
use vault::Personal;

use super::dialogue::{Completion, Dialogue, Event, Speaker};
use super::{questions, setup};
use crate::import::ids::{self, Ids};
use crate::import::plan::{Draft, Plan};

/// What made the suggestions.
const SUGGESTER: &str = "star-suggestions";

/// The plan of one dialogue.
///
/// # Errors
/// The reason why nothing of it can be taken in.
pub fn plan(dialogue: &Dialogue, ids: &Ids) -> Result<Plan, String> {
    let at = setup::began(dialogue)?;
    let customer = setup::customer(dialogue, ids)?;
    let agent = setup::agent(dialogue, ids);
    let mut mapper = Mapper {
        customer: customer.register.customer,
        agent: agent.agent,
        at,
        request: None,
        query: None,
        draft: Draft::new(ids.conversation(&dialogue.id.to_string()), customer, vec![agent]),
        ids,
    };
    mapper.dialogue(dialogue);
    Ok(mapper.draft.finish())
}

struct Mapper<'a> {
    ids: &'a Ids,
    draft: Draft,
    customer: CustomerId,
    agent: AgentId,
    /// When the event at hand happened: one without a time happened with the one before.
    at: DateTime<Utc>,
    /// The request for suggestions that was not answered yet.
    request: Option<SuggestionId>,
    /// The question that was not answered yet.
    query: Option<QueryId>,
}

impl Mapper<'_> {
    fn dialogue(&mut self, dialogue: &Dialogue) {
        setup::begin(&mut self.draft, dialogue, self.customer, self.agent, self.at);
        if dialogue.events.is_empty() {
            self.draft.saw("dialogue without events");
        }
        for (index, event) in dialogue.events.iter().enumerate() {
            self.draft.saw(event.name());
            self.at = event.second().and_then(setup::time).unwrap_or(self.at);
            self.event(&index.to_string(), event);
        }
        self.end(dialogue.completion_level);
        self.rate("user", Participant::Customer(self.customer), &dialogue.user_questionnaire);
        self.rate("wizard", Participant::Agent(self.agent), &dialogue.wizard_questionnaire);
    }

    fn event(&mut self, place: &str, event: &Event) {
        let (conversation, agent) = (self.draft.conversation, self.agent);
        match event {
            Event::Utter { agent: Speaker::User, text, .. } => {
                self.turn(place, Participant::Customer(self.customer), text);
            }
            Event::Utter { agent: Speaker::Wizard, text, .. } => self.turn(place, Participant::Agent(agent), text),
            Event::RequestSuggestions { text, .. } => {
                let request = ids::suggestion(conversation, place);
                self.request = Some(request);
                self.add(place, RequestSuggestions { conversation, request, agent, text: personal(text) });
            }
            Event::PickSuggestion { text, action_label, action_label_options, .. } => {
                self.pick(place, text, action_label, action_label_options);
            }
            Event::Query { api, constraints, .. } => self.query(place, api, constraints),
            Event::ReturnItem { api, item, total_items } => self.answer(place, api, item.as_ref(), *total_items),
            Event::SelectPrimary { primary_item, .. } => self.select(place, "primary", primary_item.as_ref()),
            Event::SelectSecondary { secondary_item, .. } => self.select(place, "secondary", secondary_item.as_ref()),
            Event::SelectTask { task, .. } => {
                if let Some(task) = self.draft.code("select_task", task) {
                    let (field, value) = (Code::known("current_task"), Some(FieldValue::Code(task)));
                    self.add(place, SetField { conversation, field, value });
                }
            }
            Event::Complete { .. } => self.resolve(place, "completed"),
            Event::Instruct {} => self.draft.skip("instruct: hidden from the customer, not a turn"),
            Event::Unknown => self.draft.skip("unknown action"),
        }
    }

    fn turn(&mut self, place: &str, author: Participant, text: &str) {
        let conversation = self.draft.conversation;
        let turn = RecordTurn {
            conversation,
            turn: ids::turn(conversation, place),
            author,
            visibility: Visibility::Public,
            text: personal(text),
            attachments: Vec::new(),
            reply_to: None,
            external: Some(self.ids.external(conversation, place)),
            epoch: None,
        };
        self.add(place, turn);
    }

    /// What was suggested was said. Suggestions that nobody asked for are an offer of their own.
    fn pick(&mut self, place: &str, text: &str, option: &str, options: &[String]) {
        let (conversation, agent) = (self.draft.conversation, self.agent);
        let request = self.request.take().unwrap_or_else(|| ids::suggestion(conversation, place));
        let options = options.iter().filter_map(|option| self.draft.code("suggestion", option)).collect();
        self.add(place, OfferSuggestions { conversation, request, source: Code::known(SUGGESTER), options });
        self.turn(place, Participant::Agent(agent), text);
        if let Some(option) = self.draft.code("suggestion", option) {
            let turn = Some(ids::turn(conversation, place));
            self.add(place, PickSuggestion { conversation, request, agent, option, turn });
        }
    }

    fn query(&mut self, place: &str, api: &str, constraints: &Value) {
        let conversation = self.draft.conversation;
        self.query = None;
        if let Some(source) = self.draft.code("query", api) {
            let query = ids::query(conversation, place);
            self.query = Some(query);
            let constraints = personal(&constraints.to_string());
            self.add(place, QueryKnowledge { conversation, query, source, constraints });
        }
    }

    fn answer(&mut self, place: &str, api: &str, item: Option<&Value>, total: i64) {
        let conversation = self.draft.conversation;
        let source = self.draft.code("return_item", api);
        match (self.query.take(), source) {
            (Some(query), Some(source)) => {
                // The source writes -1 where it does not say.
                let total = u32::try_from(total).ok();
                let item = item.map(|item| personal(&item.to_string()));
                self.add(place, ReturnKnowledge { conversation, query, source, total, item });
            }
            (None, _) => self.draft.skip("return_item: without a query"),
            (Some(_), None) => {}
        }
    }

    fn select(&mut self, place: &str, slot: &'static str, item: Option<&Value>) {
        let conversation = self.draft.conversation;
        let item = item.map(|item| personal(&item.to_string()));
        self.add(place, SelectKnowledge { conversation, slot: Code::known(slot), item });
    }

    /// A dialogue that did not come to its end: the customer left, and so it was settled.
    fn end(&mut self, completion: Completion) {
        let (stage, is_open) = match completion {
            Completion::Complete => return,
            Completion::EarlyDisconnectDuringDialogue => ("early_dialogue", true),
            Completion::DisconnectDuringDialogue => ("dialogue", true),
            Completion::DisconnectDuringQuestionnaire => ("questionnaire", false),
        };
        let conversation = self.draft.conversation;
        self.add("end", RecordCustomerLeft { conversation, stage: Code::known(stage) });
        if is_open {
            self.resolve("end", "customer_left");
        }
    }

    fn resolve(&mut self, place: &str, code: &'static str) {
        let conversation = self.draft.conversation;
        self.add(place, Resolve { conversation, code: Code::known(code), note: None, epoch: None });
    }

    fn rate(&mut self, whose: &str, by: Participant, answers: &[super::dialogue::Answer]) {
        let conversation = self.draft.conversation;
        for (index, answer) in answers.iter().enumerate() {
            self.draft.saw("answer to a questionnaire");
            match questions::name(&answer.question) {
                Some(question) => {
                    let (scale, score) = (RatingScale::YesNo { question }, u8::from(answer.answer));
                    self.add(&format!("{whose}/{index}"), Rate { conversation, by, scale, score, comment: None });
                }
                None => self.draft.skip("question: without words"),
            }
        }
    }

    fn add(&mut self, place: &str, ask: impl Into<crate::import::ask::Ask>) {
        self.draft.add(place, self.at, ask);
    }
}

fn personal(text: &str) -> Personal<String> {
    Personal::clear(text.to_owned())
}

#[cfg(test)]
mod tests;
