//! Understanding: what a text means, and which model says so.

use std::collections::BTreeMap;

use async_graphql::{Context, Error, Object, SimpleObject};
use commands::understanding::Heard;
use domain::TurnId;
use uuid::Uuid;

use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::load;
use crate::graphql::scalars::Language;
use crate::graphql::services::Services;
use crate::graphql::types::{IntentModel, TurnUnderstanding};
use crate::graphql::user_error::load_fault;

/// The longest text that is read, in bytes: as much of a turn as is understood.
const LONGEST: usize = 8 << 10;

/// What a text means, that nobody said in a Conversation. Nothing of it is recorded.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct Reading {
    /// What it means.
    understanding: TurnUnderstanding,
    /// The text without the personal data in it, which is named by class.
    redacted: String,
    /// What spoke for the likeliest intent, the strongest first.
    reasons: Vec<Reason>,
    /// How strongly the likeliest intent stands out; nothing when the model knows no part of the text.
    strength: Option<f64>,
    /// From what strength on a text counts as wanting something.
    least_strength: Option<f64>,
}

/// Words or letters that spoke for an intent, or against it.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct Reason {
    /// The words or letters.
    feature: String,
    /// How much: below zero against it.
    weight: f64,
}

/// The queries of this room.
#[derive(Default)]
pub struct UnderstandingQueries;

#[Object]
impl UnderstandingQueries {
    /// What a text would mean if a customer said it, and why. Nothing is recorded.
    #[graphql(complexity = "1000 + child_complexity")]
    async fn understand(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is said, at most 8 KiB.")] text: String,
        #[graphql(desc = "The language it is likely to be in.")] language: Option<Language>,
    ) -> Result<Reading, Error> {
        require(context, &[Operation::ReadConversations])?;
        if text.len() > LONGEST {
            return Err(fault(ErrorCode::BadRequest, "the text is longer than 8 KiB"));
        }
        let executor = &context.data_unchecked::<Services>().executor;
        let understander = executor.understander(&load::tenant(context)?).await.map_err(load_fault)?;
        let understander = understander
            .ok_or_else(|| fault(ErrorCode::Unavailable, "this server understands nothing; see `understanding`"))?;
        let (turn, now, languages) = (TurnId(Uuid::nil()), executor.clock().now(), &BTreeMap::new());
        let declared = language.as_ref().map(|language| &language.0);
        let understood = understander.understand(Heard { turn, text: &text, now, declared, languages });
        let reasons = understander.explain(&text, &understood).into_iter();
        let strength = understander.strength(&text, &understood);
        Ok(Reading {
            understanding: TurnUnderstanding::unrecorded(understood),
            redacted: understander.redact(&text),
            strength: strength.and_then(|strength| strength.reached).map(f64::from),
            least_strength: strength.map(|strength| strength.least.into()),
            reasons: reasons
                .map(|reason| Reason { feature: reason.gram, weight: reason.contribution.into() })
                .collect(),
        })
    }

    /// The model that recognises the tenant's intents.
    async fn intent_model(&self, context: &Context<'_>) -> Result<IntentModel, Error> {
        require(context, &[Operation::ReadOverviews])?;
        load::intent_model(context).await
    }
}
