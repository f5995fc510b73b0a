//! What a conversation of a line becomes.

use chrono::{DateTime, Utc};
use commands::agent::RegisterAgent;
use commands::conversation::{AddTag, Assign, OpenConversation, Rate, RecordTurn, Release, Resolve};
use commands::customer::{LinkIdentity, RegisterCustomer};
use domain::conversation::{Answering, Priority, RatingScale, Visibility};
use domain::customer::{Identity, IdentityKind};
use domain::{Code, CustomerId, Participant};
use vault::Personal;

use super::check;
use super::record::{self, Conversation, Rating, Scale, Speaker, Turn};
use crate::import::ids::{self, Ids};
use crate::import::plan::{Customer, Draft, Plan};

/// How many Conversations an imported agent may hold: all there are, since a source does not say.
const CAPACITY: u16 = 1_000;

/// The plan of one line.
///
/// # Errors
/// The first field that is not as it must be, and why.
pub fn plan(conversation: &Conversation, source: &Code, ids: &Ids) -> Result<Plan, String> {
    check::whole(conversation)?;
    let customer = customer(&conversation.customer, source, ids)?;
    let agents = conversation.agents.iter().map(|agent| register(agent, ids)).collect();
    let mut mapper = Mapper {
        customer: customer.register.customer,
        answering: Answering::Assistant,
        draft: Draft::new(ids.conversation(&conversation.id), customer, agents),
        ids,
    };
    mapper.conversation(conversation);
    Ok(mapper.draft.finish())
}

/// The source's own id tells a customer best; of addresses, any does.
fn customer(known: &record::Customer, source: &Code, ids: &Ids) -> Result<Customer, String> {
    let external = IdentityKind::External { system: source.clone() };
    let given = [
        (external, "id", &known.id),
        (IdentityKind::Email, "email", &known.email),
        (IdentityKind::Phone, "phone", &known.phone),
    ];
    let mut identities = Vec::new();
    for (kind, field, text) in given {
        if let Some(text) = text {
            identities.push(Identity::new(kind, text).map_err(|error| format!("customer.{field}: {error}"))?);
        }
    }
    let first = identities.first().ok_or("customer: at least one of id, email and phone tells a customer")?;
    let customer = ids.customer(first);
    let verified_by = Code::known("import");
    let mut identities = identities.into_iter().map(|identity| (ids.identity(customer, &identity), identity));
    let (identity_id, identity) = identities.next().expect("there is a first identity");
    let register = RegisterCustomer {
        customer,
        identity_id,
        identity,
        verified_by: verified_by.clone(),
        name: known.name.clone().map(Personal::clear),
        remark: None,
        language: known.language.clone(),
        channel: None,
        source: source.clone(),
    };
    let link =
        |(identity_id, identity)| LinkIdentity { customer, identity_id, identity, verified_by: verified_by.clone() };
    Ok(Customer { register, links: identities.map(link).collect() })
}

fn register(agent: &record::Agent, ids: &Ids) -> RegisterAgent {
    let name = Personal::clear(agent.name.clone());
    RegisterAgent { agent: ids.agent(&agent.id), name, languages: agent.languages.clone(), capacity: CAPACITY }
}

struct Mapper<'a> {
    ids: &'a Ids,
    draft: Draft,
    customer: CustomerId,
    answering: Answering,
}

impl Mapper<'_> {
    fn conversation(&mut self, conversation: &Conversation) {
        self.draft.saw("conversation");
        let first = conversation.turns.first().map(|turn| turn.at);
        let at = conversation.opened_at.or(first).expect("a conversation without both was turned down");
        self.open(conversation, at);
        for (index, turn) in conversation.turns.iter().enumerate() {
            self.draft.saw("turn");
            self.turn(index, turn);
        }
        let id = self.draft.conversation;
        if let Some(resolution) = &conversation.resolution {
            let note = resolution.note.clone().map(Personal::clear);
            let resolve = Resolve { conversation: id, code: resolution.code.clone(), note, epoch: None };
            self.draft.add("resolution", resolution.at, resolve);
        }
        for (index, rating) in conversation.ratings.iter().enumerate() {
            self.draft.saw("rating");
            self.rate(index, rating);
        }
    }

    fn open(&mut self, conversation: &Conversation, at: DateTime<Utc>) {
        let id = self.draft.conversation;
        let open = OpenConversation {
            conversation: id,
            customer: self.customer,
            channel: conversation.channel.clone(),
            language: conversation.language.clone(),
            subject: conversation.subject.clone().map(Personal::clear),
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        self.draft.add("open", at, open);
        for tag in &conversation.tags {
            self.draft.add(&format!("tag/{tag}"), at, AddTag { conversation: id, tag: tag.clone() });
        }
    }

    fn turn(&mut self, index: usize, turn: &Turn) {
        let (id, place) = (self.draft.conversation, format!("turn/{index}"));
        let author = self.author(turn);
        if turn.visibility == Visibility::Public {
            self.let_answer(&place, turn.at, author);
        }
        let external = turn.id.as_deref().map(|channels| self.ids.external(id, channels));
        let recorded = RecordTurn {
            conversation: id,
            turn: ids::turn(id, &place),
            author,
            visibility: turn.visibility,
            text: Personal::clear(turn.text.clone()),
            attachments: Vec::new(),
            reply_to: None,
            external,
            epoch: None,
        };
        self.draft.add(&place, turn.at, recorded);
    }

    fn author(&self, turn: &Turn) -> Participant {
        match (turn.by, &turn.agent) {
            (Speaker::Customer, _) => Participant::Customer(self.customer),
            (Speaker::Agent, Some(agent)) => Participant::Agent(self.ids.agent(agent)),
            (Speaker::Agent, None) | (Speaker::Assistant, _) => Participant::Assistant,
        }
    }

    /// Whoever speaks to the customer must answer; a source seldom says when that changed, so it was then.
    fn let_answer(&mut self, place: &str, at: DateTime<Utc>, author: Participant) {
        let answering = match author {
            Participant::Customer(_) => return,
            Participant::Assistant => Answering::Assistant,
            Participant::Agent(agent) => Answering::Agent { agent },
        };
        if answering == self.answering {
            return;
        }
        let conversation = self.draft.conversation;
        match answering.agent() {
            Some(agent) => self.draft.add(place, at, Assign { conversation, agent, epoch: None }),
            None => {
                let reason = Code::known("import");
                self.draft.add(place, at, Release { conversation, to: None, reason, epoch: None });
            }
        }
        self.answering = answering;
    }

    fn rate(&mut self, index: usize, rating: &Rating) {
        let conversation = self.draft.conversation;
        let by = Participant::Customer(self.customer);
        let scale = match (rating.scale, &rating.question) {
            (Scale::YesNo, Some(question)) => RatingScale::YesNo { question: question.clone() },
            (Scale::Nps, _) => RatingScale::Nps,
            (Scale::Ces, _) => RatingScale::Ces,
            (Scale::Csat, _) | (Scale::YesNo, None) => RatingScale::Csat,
        };
        let comment = rating.comment.clone().map(Personal::clear);
        let rate = Rate { conversation, by, scale, score: rating.score, comment };
        self.draft.add(&format!("rating/{index}"), rating.at, rate);
    }
}
