//! `colloquy understand`: what a text means, and why; nothing is recorded.

use std::collections::BTreeMap;
use std::io::Read as _;

use anyhow::Context as _;
use clap::Args;
use commands::understanding::{Heard, Strength, Understander, Wish};
use domain::conversation::event::TurnUnderstood;
use domain::conversation::understanding::{Confidence, RecognisedIntent};
use domain::{Language, TurnId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Call;
use crate::edge;
use crate::node;

/// How many reasons are named.
const REASONS: usize = 8;

/// Print what a text means: language, intents and why, mood, facts, personal data.
#[derive(Args, Debug)]
pub struct Understand {
    /// The text; standard input when it is `-`.
    text: String,
    /// The language it is likely to be in, as a tag such as `en` or `zh-Hans`.
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
}

pub async fn run(call: &Call, understand: Understand) -> anyhow::Result<()> {
    let text = if understand.text == "-" { standard_input()? } else { understand.text };
    let understander = node::understander(&call.settings).await?;
    let (languages, declared) = (BTreeMap::new(), understand.language.as_ref());
    let heard = Heard { turn: TurnId(Uuid::nil()), text: &text, now: edge::now(), declared, languages: &languages };
    let reading = Reading::of(&understander, heard);
    Ok(call.output.result(&reading.document(), || reading.text())?)
}

fn standard_input() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input is not text")?;
    Ok(text.trim_end().to_owned())
}

/// All that is known of a text.
struct Reading {
    understood: TurnUnderstood,
    /// Which clause spoke for which intent; none where the text was judged as a whole.
    wishes: Vec<Wish>,
    reasons: Vec<(String, f32)>,
    strength: Option<Strength>,
    redacted: String,
}

impl Reading {
    fn of(understander: &Understander, heard: Heard<'_>) -> Self {
        let understood = understander.understand(heard);
        let reasons = understander.explain(heard.text, &understood).into_iter().take(REASONS);
        Self {
            strength: understander.strength(heard.text, &understood),
            wishes: understander.wishes(heard.text, &understood),
            understood,
            reasons: reasons.map(|reason| (reason.gram, reason.contribution)).collect(),
            redacted: understander.redact(heard.text),
        }
    }

    fn document(&self) -> Value {
        let TurnUnderstood { language, also, intents, ranking, sentiment, urgency, emotions, personal, models, .. } =
            &self.understood;
        let reasons: Vec<_> =
            self.reasons.iter().map(|(feature, weight)| json!({"feature": feature, "weight": weight})).collect();
        let entities: Vec<_> = self.understood.entities.iter().map(entity).collect();
        let wishes = self.wishes.iter();
        let clauses: Vec<_> = wishes.map(|wish| json!({"intent": wish.intent, "text": wish.clause})).collect();
        json!({
            "language": language, "alsoIn": also, "intents": intents, "clauses": clauses, "ranking": ranking,
            "because": reasons,
            "strength": self.strength.and_then(|strength| strength.reached),
            "least": self.strength.map(|strength| strength.least),
            "sentiment": sentiment, "urgency": urgency, "emotions": emotions, "entities": entities,
            "personal": personal, "redacted": self.redacted, "models": models,
        })
    }

    fn text(&self) -> String {
        let understood = &self.understood;
        let language = understood.language.as_ref();
        let language = language.map(|known| format!("{} {}", known.language, share(known.confidence)));
        let sentiment = understood.sentiment;
        let also = understood.also.iter().map(ToString::to_string).collect::<Vec<_>>();
        let lines = [
            ("language", language.unwrap_or_else(|| "unknown".to_owned())),
            ("also in", also.join(", ")),
            ("intents", self.intents()),
            ("clauses", self.clauses()),
            ("ranking", self.ranking()),
            ("because", self.because()),
            ("sentiment", format!("{} {:+.2}", word(&sentiment.polarity), f64::from(sentiment.score) / 1000.0)),
            ("urgency", word(&understood.urgency)),
            ("emotions", understood.emotions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            ("entities", self.entities()),
            ("personal", self.personal()),
            ("redacted", if understood.personal.is_empty() { String::new() } else { self.redacted.clone() }),
            ("models", self.models()),
        ];
        let shown = lines.iter().filter(|(_, value)| !value.is_empty());
        shown.map(|(name, value)| format!("{name:<10}{value}")).collect::<Vec<_>>().join("\n")
    }

    /// What is wanted; else why nothing of what is likeliest counts.
    fn intents(&self) -> String {
        if !self.understood.intents.is_empty() {
            return intents(&self.understood.intents);
        }
        let why = self.strength.map(|Strength { reached, least }| match reached {
            Some(reached) => format!(": the likeliest has a strength of {reached:.2}, and {least:.2} counts"),
            None => ": the model knows no part of it".to_owned(),
        });
        format!("none that is known{}", why.unwrap_or_default())
    }

    /// Which clause spoke for which intent, where they were looked at one by one.
    fn clauses(&self) -> String {
        let each = self.wishes.iter().map(|wish| format!("{} in {:?}", wish.intent, wish.clause));
        each.collect::<Vec<_>>().join("; ")
    }

    /// The likeliest intents of the whole text, which is not what counts where its clauses decided.
    fn ranking(&self) -> String {
        let whole = if self.wishes.is_empty() { "" } else { " (of the whole text; its clauses decided)" };
        format!("{}{whole}", intents(&self.understood.ranking))
    }

    fn because(&self) -> String {
        let reasons = self.reasons.iter().map(|(feature, weight)| format!("{feature:?} {weight:+.2}"));
        reasons.collect::<Vec<_>>().join(", ")
    }

    fn entities(&self) -> String {
        let entity = |entity: &domain::conversation::understanding::FoundEntity| {
            let value = entity.value.as_clear().map_or("", String::as_str);
            format!("{} {}..{} {value}", entity.kind, entity.start, entity.end)
        };
        self.understood.entities.iter().map(entity).collect::<Vec<_>>().join("; ")
    }

    fn personal(&self) -> String {
        let personal = self.understood.personal.iter();
        let found =
            personal.map(|found| format!("{} {}..{} {}", found.class, found.start, found.end, share(found.confidence)));
        found.collect::<Vec<_>>().join("; ")
    }

    fn models(&self) -> String {
        let models = &self.understood.models;
        let intent = models.intent.as_ref().map_or("no intents", |code| code.as_str());
        [
            models.language.as_str(),
            intent,
            models.sentiment.as_str(),
            models.entities.as_str(),
            models.personal.as_str(),
        ]
        .join(", ")
    }
}

fn entity(found: &domain::conversation::understanding::FoundEntity) -> Value {
    json!({"kind": found.kind, "start": found.start, "end": found.end, "value": found.value.as_clear()})
}

fn intents(recognised: &[RecognisedIntent]) -> String {
    let each = recognised.iter().map(|one| format!("{} {}", one.intent, share(one.confidence)));
    each.collect::<Vec<_>>().join(", ")
}

fn share(confidence: Confidence) -> String {
    format!("{:.2}", confidence.share())
}

/// The name of a variant, as it stands in events.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
