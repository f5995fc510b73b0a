//! Answers of a given shape.

use serde_json::{Value, json};

use super::scripted::{self, Scripted};
use crate::encoder::http::{Answer, ProviderError, Question};
use crate::outgoing::{Consent, Outgoing};
use crate::personal::PersonalGuard;

#[derive(serde::Deserialize, PartialEq, Debug)]
struct Summary {
    summary: String,
}

async fn summary(scripted: &Scripted) -> Result<Answer<Summary>, ProviderError> {
    let guard = PersonalGuard::default();
    let texts = [Outgoing::new("call me at +44 20 7946 0000", None, &guard, Consent::Given).unwrap()];
    let shape = json!({"type": "object", "properties": {"summary": {"type": "string"}}});
    let question = Question {
        model: "small",
        instruction: "summarise",
        texts: &texts,
        shape_name: "summary",
        shape: &shape,
        most_tokens: 50,
    };
    scripted.provider(|_| ()).ask(&question).await
}

fn said(content: &str) -> Value {
    json!({"model": "small-2", "choices": [{"message": {"content": content}}], "usage": {"total_tokens": 9}})
}

#[tokio::test]
async fn an_answer_has_the_shape_that_was_asked_for() {
    let answer = scripted::Answer::Json(200, said(r#"{"summary": "a call is wanted"}"#));
    let scripted = Scripted::with(vec![answer]).await;
    let answer = summary(&scripted).await.unwrap();
    assert_eq!((answer.value.summary.as_str(), answer.model.as_str()), ("a call is wanted", "small-2"));
    let asked = &scripted.asked()[0];
    assert_eq!(asked["response_format"]["json_schema"]["name"], "summary");
    assert!(!asked.to_string().contains("7946"), "{asked}");
}

#[tokio::test]
async fn a_fence_around_an_answer_is_no_part_of_it() {
    for fence in ["```json\n", "```\n", "  ```json "] {
        let content = format!("{fence}{}\n```\n", r#"{"summary": "a call is wanted"}"#);
        let scripted = Scripted::with(vec![scripted::Answer::Json(200, said(&content))]).await;
        assert_eq!(summary(&scripted).await.unwrap().value.summary, "a call is wanted");
    }
}

#[tokio::test]
async fn an_answer_of_another_shape_is_none() {
    let refusal = json!({"model": "small", "choices": [{"message": {"content": null, "refusal": "no"}}]});
    for wrong in [said("sure!"), said("```"), said("{}"), json!({"model": "small", "choices": []}), refusal] {
        let scripted = Scripted::with(vec![scripted::Answer::Json(200, wrong)]).await;
        let answer = summary(&scripted).await;
        assert!(matches!(answer, Err(ProviderError::Unexpected(_))), "{answer:?}");
    }
}
