//! Replays a dialogue up to each pick: the situation the wizard was in, and what was picked.

use intelligence::dialogue::Situation;
use serde_json::{Map, Value};

use super::star::{Dialogue, Event};

/// The situations of a dialogue in which the wizard picked a reply, and the template that was picked.
pub fn picks(dialogue: &Dialogue) -> Vec<(Situation, String)> {
    let mut replay = Replay::of(dialogue);
    let mut picks = Vec::new();
    for event in &dialogue.events {
        if event.action == "pick_suggestion"
            && let Some(label) = &event.action_label
        {
            picks.push((replay.situation(), label.clone()));
        }
        replay.take(event);
    }
    picks
}

/// A dialogue up to some event.
struct Replay {
    situation: Situation,
    tasks: Vec<String>,
    query: Vec<String>,
    result: Vec<String>,
    latest: Option<Item>,
}

/// What the data base found last.
struct Item {
    api: String,
    fields: Map<String, Value>,
}

impl Replay {
    fn of(dialogue: &Dialogue) -> Self {
        let tasks = &dialogue.scenario.wizard_capabilities;
        Self {
            situation: Situation::default(),
            tasks: tasks.iter().map(|capability| format!("can {}", capability.task)).collect(),
            query: Vec::new(),
            result: Vec::new(),
            latest: None,
        }
    }

    fn situation(&self) -> Situation {
        let said = self.situation.said.last().map_or("", String::as_str);
        let latest = self.latest.as_ref().map(|item| item.facts(said)).unwrap_or_default();
        let facts = [self.tasks.as_slice(), &self.query, &self.result, &latest].concat();
        Situation { facts, ..self.situation.clone() }
    }

    /// What an event adds. What the wizard typed to be offered suggestions adds nothing: it would give the pick away.
    fn take(&mut self, event: &Event) {
        match (event.agent.as_str(), event.action.as_str()) {
            ("User", "utter") => {
                self.situation.said.extend(event.text.clone());
                self.situation.unanswered += 1;
                self.forget_look_up();
            }
            ("Wizard", "utter") => self.acted("utter"),
            ("Wizard", "pick_suggestion") => self.acted(event.action_label.as_deref().unwrap_or_default()),
            ("Wizard", "query") => self.queried(event),
            ("KnowledgeBase", "return_item") => self.found(event),
            (_, _) => {}
        }
    }

    fn acted(&mut self, label: &str) {
        self.situation.actions.push(label.to_owned());
        self.situation.unanswered = 0;
        self.forget_look_up();
    }

    fn forget_look_up(&mut self) {
        self.query.clear();
        self.result.clear();
    }

    fn queried(&mut self, event: &Event) {
        let api = event.api_name.as_deref().unwrap_or_default();
        let request = event.constraints.iter().find_map(|constraint| constraint.get("RequestType")?.as_str());
        self.query = vec![format!("asked {api} {}", request.unwrap_or("search"))];
        let slots = event.constraints.iter().flat_map(|constraint| constraint.keys());
        self.query.extend(slots.map(|slot| format!("asked {api} {slot}")));
    }

    /// Nothing, or which table answered and with which message.
    fn found(&mut self, event: &Event) {
        let api = event.api_name.clone().unwrap_or_default();
        let Some(fields) = event.item.clone() else {
            self.result = vec![format!("found nothing in {api}")];
            return;
        };
        let message = ["Message", "ReservationStatus"].into_iter().find_map(|name| fields.get(name)?.as_str());
        let message = message.unwrap_or("an item");
        self.result = vec![format!("found {api}"), format!("found {api} {message}")];
        self.latest = Some(Item { api, fields });
    }
}

impl Item {
    /// What of an item may decide, long after it was found: whether something holds, how many steps there are, whether
    /// the customer just named a value of it.
    fn facts(&self, said: &str) -> Vec<String> {
        let (api, said) = (&self.api, said.to_lowercase());
        let fact = |(name, value): (&String, &Value)| match value {
            Value::Bool(holds) => Some(format!("{api} {name} {holds}")),
            Value::Array(steps) => Some(format!("{api} {name} {}", steps.len())),
            Value::String(text) => said.contains(&text.to_lowercase()).then(|| format!("said {api} {name}")),
            Value::Null | Value::Number(_) | Value::Object(_) => None,
        };
        self.fields.iter().filter_map(fact).collect()
    }
}
