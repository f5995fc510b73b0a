//! What is turned down about articles.

use api::auth::Role::Supervisor;
use serde_json::{Value, json};

use super::step::Step::{self, Done, Refused};
use crate::support::*;

/// An article with something else in it.
fn article(other: &Value) -> Value {
    let mut article = json!({"language": "en", "audience": "CUSTOMER", "title": "Refunds", "body": "In five days."});
    article.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    article
}

pub fn written() -> Vec<Step> {
    let tags: Vec<_> = (0..26).map(|number| format!("t{number}")).collect();
    let body = "x".repeat(65_537);
    vec![
        Refused(Supervisor, "draftArticle", article(&json!({"title": "two\nlines"})), "INVALID_TITLE"),
        Refused(Supervisor, "draftArticle", article(&json!({"body": body})), "INVALID_BODY"),
        Refused(Supervisor, "draftArticle", article(&json!({"tags": tags})), "TOO_MANY_ARTICLE_TAGS"),
        Refused(Supervisor, "draftArticle", article(&json!({"entities": [""]})), "INVALID_ENTITIES"),
        Done(Supervisor, "draftArticle", article(&json!({"id": ARTICLE}))),
        Refused(Supervisor, "draftArticle", article(&json!({"id": ARTICLE})), "ARTICLE_ALREADY_DRAFTED"),
        Refused(Supervisor, "reviseArticle", article(&json!({"articleId": NOBODY})), "ARTICLE_NOT_FOUND"),
    ]
}

pub fn published() -> Vec<Step> {
    let reason = json!({"articleId": ARTICLE, "reason": "outdated"});
    vec![
        Done(Supervisor, "draftArticle", article(&json!({"id": ARTICLE}))),
        Done(Supervisor, "reviseArticle", article(&json!({"articleId": ARTICLE, "body": "In six days."}))),
        Refused(
            Supervisor,
            "publishArticle",
            json!({"articleId": ARTICLE, "version": 1}),
            "ARTICLE_VERSION_NOT_LATEST",
        ),
        Refused(Supervisor, "restoreArticle", reason.clone(), "ARTICLE_NOT_RETIRED"),
        Done(Supervisor, "retireArticle", reason.clone()),
        Refused(Supervisor, "publishArticle", json!({"articleId": ARTICLE}), "ARTICLE_RETIRED"),
        Done(Supervisor, "restoreArticle", reason),
    ]
}
