//! Any text as a turn: nothing panics, places lie on boundaries of characters, and the same text gives the same answer.
//!
//! The first byte names the language, or none; the rest is the text, with what is no UTF-8 replaced.

#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use intelligence::entities::{Declared, Extractor, ItemList, ListItem, Pattern};
use intelligence::intent::IntentModel;
use intelligence::intent::starter::starter;
use intelligence::language::{Detector, Language, Prior};
use intelligence::personal::{PersonalGuard, redact};
use intelligence::sentiment::MoodReader;
use libfuzzer_sys::fuzz_target;

static GUARD: LazyLock<PersonalGuard> = LazyLock::new(PersonalGuard::default);
static MOOD: LazyLock<MoodReader> = LazyLock::new(MoodReader::new);
static MODEL: LazyLock<IntentModel> = LazyLock::new(starter);
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&declared()).expect("the declaration is valid"));

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let language = Language::ALL.get(usize::from(*first)).copied();
    let text = String::from_utf8_lossy(rest);
    personal(&text, language);
    entities(&text, language);
    meaning(&text, language);
});

/// Languages, mood and intents: an answer to any text, the same every time, sure between 0 and 1, with places in it.
fn meaning(text: &str, language: Option<Language>) {
    let detection = Detector::new().detect(text, &Prior::default());
    assert_eq!(detection, Detector::new().detect(text, &Prior::default()));
    assert!((0.0..=1.0).contains(&detection.confidence));
    assert_places(text, detection.spans.iter().map(|span| &span.span));
    let mood = MOOD.read(text, language);
    assert_eq!(mood, MOOD.read(text, language));
    assert!((-1.0..=1.0).contains(&mood.score) && (0.0..=1.0).contains(&mood.confidence));
    let intents = MODEL.predict(text);
    assert_eq!(intents, MODEL.predict(text));
    assert!(intents.ranked.iter().all(|ranked| (0.0..=1.0).contains(&ranked.confidence)));
    let several = MODEL.intents(text);
    assert!(several.len() <= MODEL.linear().labels().len());
}

/// Findings lie within the text, in order; redaction keeps what stands between them.
fn personal(text: &str, language: Option<Language>) {
    let found = GUARD.find(text, language);
    assert_places(text, found.iter().map(|found| &found.span));
    assert_eq!(found, GUARD.find(text, language));
    let redacted = redact(text, &found);
    let mut rest = redacted.as_str();
    let mut from = 0;
    for one in &found {
        rest = rest.strip_prefix(&text[from..one.span.start]).expect("what is not found stays");
        rest = rest.strip_prefix(one.class.placeholder()).expect("what is found is masked");
        from = one.span.end;
    }
    assert_eq!(rest, &text[from..]);
}

fn entities(text: &str, language: Option<Language>) {
    let found = EXTRACTOR.extract(text, language, now());
    assert_places(text, found.iter().map(|entity| &entity.span));
    assert_eq!(found, EXTRACTOR.extract(text, language, now()));
}

fn assert_places<'s>(text: &str, spans: impl Iterator<Item = &'s Range<usize>>) {
    let mut from = 0;
    for span in spans {
        assert!(from <= span.start && span.start < span.end, "places are in order and not empty");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "places lie on boundaries");
        from = span.end;
    }
}

fn now() -> DateTime<Utc> {
    "2025-11-26T09:30:00Z".parse().expect("it is a time")
}

fn declared() -> Declared {
    let coat = ListItem { id: "coat".to_owned(), names: vec!["Coat".to_owned(), "外套".to_owned()] };
    Declared {
        patterns: vec![Pattern { name: "order".to_owned(), expression: r"ord-?\d{4,12}".to_owned() }],
        lists: vec![ItemList { name: "product".to_owned(), items: vec![coat] }],
        time_zone: chrono_tz::Asia::Shanghai,
    }
}
