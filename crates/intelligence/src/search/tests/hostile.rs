//! Any text may be put and asked.

use proptest::prelude::*;

use super::*;

/// What breaks query languages, and what breaks code that takes bytes for characters.
const HOSTILE: [&str; 12] = [
    "",
    " ",
    "\"unclosed",
    "AND OR NOT",
    "title:refund^99999 AND (",
    "body:[* TO *]",
    "-refund +",
    "'; drop table articles; --",
    "\u{0}\u{FFFF}\u{202E}",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "ﾞﾟ\u{3099}e\u{301}\u{301}\u{301}",
    "ẞIJﬀİ",
];

fn check(index: &Index, text: &str) {
    for audience in [Audience::Customer, Audience::Agent] {
        let query =
            Query { audience, entities: &[text], state: &[(text, text)], earlier: &[text], ..Query::new("acme", text) };
        for hit in index.reader().search(&query).expect("an answer") {
            for shown in [hit.title, hit.snippet] {
                let mut end = 0;
                for range in shown.ranges {
                    assert!(range.start >= end && shown.text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                    end = range.end;
                }
            }
        }
    }
}

#[test]
fn no_query_is_an_error() {
    let index = index_of(&[article("one", "Refunds", "Refund and return")]);
    for text in HOSTILE {
        check(&index, text);
    }
    check(&index, &"refund ".repeat(20_000));
    check(&index, &"x".repeat(200_000));
    check(&index, &"返".repeat(20_000));
}

#[test]
fn no_limit_is_an_error() {
    let index = index_of(&[article("one", "Refunds", "Refund and return")]);
    for limit in [0, 1, usize::MAX] {
        let hits = found(&index, &Query { limit, ..Query::new("acme", "refund") });
        assert_eq!(hits.len(), limit.min(1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_put_and_found_by_itself(texts in prop::collection::vec("(\\PC|refund |返品|환불 ){0,60}", 1..4), language in 0..Language::ALL.len()) {
        let put = |(id, text): (usize, &String)| Article {
            language: Language::ALL[language],
            tags: vec![text.clone()],
            entities: vec![text.clone()],
            ..article(&id.to_string(), text, &text.repeat(9))
        };
        let index = index_of(&texts.iter().enumerate().map(put).collect::<Vec<_>>());
        for text in &texts {
            check(&index, text);
            // A mark without a letter is no word, though Unicode counts some marks as alphabetic.
            if text.chars().any(|c| c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)) {
                prop_assert!(!found(&index, &Query::new("acme", text)).is_empty());
            }
        }
    }
}
