//! What must hold of a conversation before anything of it is written: the rules its commands would otherwise meet
//! halfway.

use std::collections::HashSet;

use super::record::{Conversation, Rating, Scale, Speaker, Turn};

/// The longest id of a source, in characters.
const LONGEST_ID: usize = 255;

/// Looks at everything at once.
///
/// # Errors
/// The first field that is not as it must be, and why.
pub fn whole(conversation: &Conversation) -> Result<(), String> {
    id("id", &conversation.id)?;
    at_most("tags", conversation.tags.len(), 50)?;
    let mut agents = HashSet::new();
    for (index, agent) in conversation.agents.iter().enumerate() {
        id(&format!("agents[{index}].id"), &agent.id)?;
        at_most(&format!("agents[{index}].languages"), agent.languages.len(), 20)?;
        if agent.name.trim().is_empty() || agent.name.chars().count() > 200 {
            return Err(format!("agents[{index}].name: a name has 1 to 200 characters"));
        }
        agents.insert(agent.id.as_str());
    }
    if conversation.customer.name.as_ref().is_some_and(|name| name.chars().count() > 200) {
        return Err("customer.name: a name has at most 200 characters".to_owned());
    }
    turns(conversation, &agents)?;
    end(conversation)
}

fn turns(conversation: &Conversation, agents: &HashSet<&str>) -> Result<(), String> {
    let mut ids = HashSet::new();
    let mut before = conversation.opened_at;
    for (index, one) in conversation.turns.iter().enumerate() {
        let wrong = |what: &str| Err(format!("turns[{index}].{what}"));
        turn(one, agents).or_else(|what| wrong(&what))?;
        if before.is_some_and(|before| one.at < before) {
            return wrong("at: turns stand in the order in which they were said");
        }
        if one.id.as_deref().is_some_and(|id| !ids.insert(id)) {
            return wrong("id: another turn has the same");
        }
        before = Some(one.at);
    }
    if before.is_none() {
        return Err("opened_at: without turns it must say when it began".to_owned());
    }
    Ok(())
}

fn turn(turn: &Turn, agents: &HashSet<&str>) -> Result<(), String> {
    if turn.text.trim().is_empty() {
        return Err("text: nothing was said".to_owned());
    }
    match (turn.by, turn.agent.as_deref()) {
        (Speaker::Agent, None) => Err("agent: say which agent spoke".to_owned()),
        (Speaker::Agent, Some(agent)) if !agents.contains(agent) => {
            Err("agent: `agents` does not list this agent".to_owned())
        }
        (Speaker::Customer | Speaker::Assistant, Some(_)) => Err("agent: no agent spoke".to_owned()),
        (Speaker::Customer, None) if turn.visibility == domain::conversation::Visibility::Internal => {
            Err("visibility: a customer writes no notes".to_owned())
        }
        (Speaker::Agent, Some(_)) | (Speaker::Customer | Speaker::Assistant, None) => Ok(()),
    }
}

fn end(conversation: &Conversation) -> Result<(), String> {
    let last = conversation.turns.last().map(|turn| turn.at).or(conversation.opened_at);
    if let (Some(resolution), Some(last)) = (&conversation.resolution, last)
        && resolution.at < last
    {
        return Err("resolution.at: it was settled after the last turn".to_owned());
    }
    let wrong = |(index, rating)| rating_problem(rating).map(|what| format!("ratings[{index}].{what}"));
    match conversation.ratings.iter().enumerate().find_map(wrong) {
        Some(problem) => Err(problem),
        None => Ok(()),
    }
}

fn rating_problem(rating: &Rating) -> Option<&'static str> {
    let range = match rating.scale {
        Scale::Csat => 1..=5,
        Scale::Nps => 0..=10,
        Scale::Ces => 1..=7,
        Scale::YesNo => 0..=1,
    };
    match (rating.scale, &rating.question) {
        (Scale::YesNo, None) => Some("question: say which question was answered"),
        (Scale::Csat | Scale::Nps | Scale::Ces, Some(_)) => Some("question: this scale has none"),
        _ if !range.contains(&rating.score) => Some("score: it is not on the scale"),
        (Scale::YesNo, Some(_)) | (Scale::Csat | Scale::Nps | Scale::Ces, None) => None,
    }
}

fn id(field: &str, text: &str) -> Result<(), String> {
    if (1..=LONGEST_ID).contains(&text.chars().count()) {
        Ok(())
    } else {
        Err(format!("{field}: an id has 1 to 255 characters"))
    }
}

fn at_most(field: &str, count: usize, most: usize) -> Result<(), String> {
    if count <= most { Ok(()) } else { Err(format!("{field}: there are at most {most}")) }
}
