//! Examples of what helped an agent.

use super::{Sample, code, id};
use crate::conversation::ConversationEvent;
use crate::conversation::event::{
    KnowledgeQueried, KnowledgeReturned, KnowledgeSelected, SuggestionPicked, SuggestionsOffered, SuggestionsRequested,
};
use crate::ids::{QueryId, SuggestionId};
use crate::{AgentId, TurnId};

const AGENT: AgentId = AgentId(id(2));
const REQUEST: SuggestionId = SuggestionId(id(30));
const QUERY: QueryId = QueryId(id(31));

impl Sample<'_> {
    pub(super) fn knowledge(&self) -> Vec<ConversationEvent> {
        [self.suggestions(), self.queries()].concat()
    }

    fn suggestions(&self) -> Vec<ConversationEvent> {
        let offered = SuggestionsOffered {
            request: REQUEST,
            source: code("ranker/3"),
            options: vec![code("apologise"), code("refund")],
        };
        let none_offered = SuggestionsOffered { options: Vec::new(), ..offered.clone() };
        let (option, rank, turn) = (code("refund"), Some(1), Some(TurnId(id(10))));
        let picked = SuggestionPicked { request: REQUEST, agent: AGENT, option, rank, turn };
        let own = SuggestionPicked { option: code("own_words"), rank: None, turn: None, ..picked };
        vec![
            SuggestionsRequested { request: REQUEST, agent: AGENT, text: self.personal() }.into(),
            offered.into(),
            none_offered.into(),
            picked.into(),
            own.into(),
        ]
    }

    fn queries(&self) -> Vec<ConversationEvent> {
        let (source, item) = (code("flights"), Some(self.personal()));
        let returned = KnowledgeReturned { query: QUERY, source: source.clone(), total: Some(3), item: item.clone() };
        vec![
            KnowledgeQueried { query: QUERY, source, constraints: self.personal() }.into(),
            returned.clone().into(),
            KnowledgeReturned { total: None, item: None, ..returned }.into(),
            KnowledgeSelected { slot: code("primary"), item }.into(),
            KnowledgeSelected { slot: code("primary"), item: None }.into(),
        ]
    }
}
