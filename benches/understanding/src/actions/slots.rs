//! Slots tracked over the turns of WOZ 2.0: plain numbers, no goal.

use std::collections::{BTreeMap, BTreeSet};

use intelligence::dialogue::{Act, DialogueState, Speaker, TurnFacts};
use serde::Deserialize;
use serde_json::Value;

use crate::data::Folder;

/// The slots that customers fill.
const SLOTS: [&str; 3] = ["food", "area", "price range"];

/// How English customers say that any value will do, and other names of values; written after reading training dialogues.
const ANY: [&str; 7] = ["care", "matter", "any", "anything", "preference", "whatever", "anywhere"];
const OTHER_NAMES: [(&str, &str, &str); 6] = [
    ("price range", "moderately", "moderate"),
    ("price range", "inexpensive", "cheap"),
    ("price range", "cheaply", "cheap"),
    ("area", "center", "centre"),
    ("food", "asian", "asian oriental"),
    ("food", "steak", "steakhouse"),
];

/// Words for slots themselves: "any part of town".
const SLOT_WORDS: [(&str, &str); 7] = [
    ("price", "price range"),
    ("cost", "price range"),
    ("area", "area"),
    ("part", "area"),
    ("food", "food"),
    ("type", "food"),
    ("kind", "food"),
];

/// A dialogue.
#[derive(Deserialize)]
struct Dialogue {
    dialogue: Vec<Turn>,
}

/// What the service said, and what the customer answered.
#[derive(Deserialize)]
struct Turn {
    transcript: String,
    system_acts: Vec<Value>,
    belief_state: Vec<Belief>,
}

#[derive(Deserialize)]
struct Belief {
    act: String,
    slots: Vec<(String, String)>,
}

impl Turn {
    /// The labelled values of the slots after this turn.
    fn belief(&self) -> BTreeMap<&str, &str> {
        let informed = self.belief_state.iter().filter(|belief| belief.act == "inform");
        informed.flat_map(|belief| &belief.slots).map(|(slot, value)| (slot.as_str(), value.as_str())).collect()
    }
}

/// Values by their words, of the training dialogues' labels.
type Lexicon = BTreeMap<String, (String, String)>;

/// Tracks the slots of the English test dialogues by names of values in the text, and prints how often they are right.
///
/// # Errors
/// When the data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let files = data.archive("woz2-en-de-it/woz.tar.xz", |name| name.ends_with("_en.json"))?;
    let read = |part: &str| -> anyhow::Result<Vec<Dialogue>> {
        let file = files.iter().find(|(name, _)| name.ends_with(&format!("woz_{part}_en.json")));
        Ok(serde_json::from_str(file.map_or("[]", |(_, text)| text))?)
    };
    let lexicon = lexicon(&read("train")?);
    println!("\nSlots of WOZ 2.0 in English, by names of values in the text ({} of them)", lexicon.len());
    println!("{:34} {:>6} {:>9} {:>6} {:>6} {:>6}", "", "turns", "all right", "food", "area", "price");
    for part in ["validate", "test"] {
        measure(part, &read(part)?, &lexicon);
    }
    Ok(())
}

fn lexicon(dialogues: &[Dialogue]) -> Lexicon {
    let beliefs = dialogues.iter().flat_map(|dialogue| &dialogue.dialogue).flat_map(Turn::belief);
    let named = beliefs.filter(|(slot, value)| SLOTS.contains(slot) && *value != "dontcare");
    let named = named.map(|(slot, value)| (slot, value, value)).chain(OTHER_NAMES);
    named.map(|(slot, name, value)| (name.to_owned(), (slot.to_owned(), value.to_owned()))).collect()
}

fn measure(name: &str, dialogues: &[Dialogue], lexicon: &Lexicon) {
    let (mut turns, mut whole, mut each) = (0, 0, [0; SLOTS.len()]);
    for dialogue in dialogues {
        let mut state = DialogueState::default();
        for turn in &dialogue.dialogue {
            state = state.after(&service(turn));
            state = {
                let facts = customer(turn, &state, lexicon);
                state.after(&facts)
            };
            let right = SLOTS.map(|slot| {
                let found = state.slots().get(slot).and_then(|slot| slot.standing());
                found == turn.belief().get(slot).copied()
            });
            turns += 1;
            whole += usize::from(right.iter().all(|&right| right));
            for (count, right) in each.iter_mut().zip(right) {
                *count += usize::from(right);
            }
        }
    }
    let share = |count: usize| 100.0 * count as f64 / f64::from(turns);
    let [food, area, price] = each.map(share);
    println!("{name:34} {turns:6} {:9.1} {food:6.1} {area:6.1} {price:6.1}", share(whole));
}

/// The service's acts as they are labelled: slots it asks for. Values in them report what was found and are no offers.
fn service(turn: &Turn) -> TurnFacts {
    let asked = turn.system_acts.iter().filter_map(Value::as_str).filter(|slot| SLOTS.contains(slot));
    asked.fold(TurnFacts::new(Speaker::Service, Act::Inform), TurnFacts::wants)
}

/// Values by their names in the text, the longest first; "any" goes to what was asked or is named beside it.
fn customer(turn: &Turn, state: &DialogueState, lexicon: &Lexicon) -> TurnFacts {
    let words: Vec<String> = turn
        .transcript
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut facts = TurnFacts::new(Speaker::Customer, Act::Inform);
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=2.min(words.len() - at))
            .rev()
            .find_map(|length| Some((length, lexicon.get(&words[at..at + length].join(" "))?)));
        at += longest.map_or(1, |(length, _)| length);
        if let Some((_, (slot, value))) = longest {
            facts = facts.value(slot, value);
        }
    }
    if !words.iter().any(|word| ANY.contains(&word.as_str())) {
        return facts;
    }
    let meant = SLOT_WORDS.iter().filter(|(word, _)| words.iter().any(|said| said == word)).map(|&(_, slot)| slot);
    let asked = state.open(Speaker::Service).wanted.iter().map(String::as_str);
    let named: BTreeSet<String> = facts.values.iter().map(|named| named.slot.clone()).collect();
    let any: BTreeSet<&str> = meant.chain(asked).filter(|&slot| !named.contains(slot)).collect();
    any.into_iter().fold(facts, |facts, slot| facts.value(slot, "dontcare"))
}
