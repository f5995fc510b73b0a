//! What `phonenumber` 0.3.10 (libphonenumber 9.0.33) said of numbers, against what we find.
//!
//! `checked.tsv` holds, for each country, libphonenumber's example of a mobile and a fixed number as it formats them, and
//! random digits that it refuses in all of our regions.

use std::sync::LazyLock;

use crate::personal::{Found, PersonalClass, PersonalGuard};

const CHECKED: &str = include_str!("checked.tsv");

fn rows(form: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    CHECKED.lines().filter_map(move |line| match line.split('\t').collect::<Vec<_>>()[..] {
        [region, found, _, number] if found == form => Some((region, number)),
        _ => None,
    })
}

static GUARD: LazyLock<PersonalGuard> = LazyLock::new(PersonalGuard::default);

fn phones(text: &str) -> Vec<Found> {
    let found = GUARD.find(text, None);
    found.into_iter().filter(|found| found.class == PersonalClass::Phone).collect()
}

#[test]
fn what_phonenumber_formats_internationally_is_found_without_a_cue() {
    let missed: Vec<_> = rows("international")
        .filter(|(_, number)| {
            let text = format!("see {number}, please");
            !phones(&text).iter().any(|found| found.span == (4..4 + number.len()))
        })
        .collect();
    // Ascension, Saint Helena and the like have numbers of four or five digits.
    assert!(missed.len() * 50 <= rows("international").count(), "{missed:?}");
}

#[test]
fn what_phonenumber_formats_nationally_is_found_beside_a_cue() {
    let missed: Vec<_> = rows("national")
        .filter(|(_, number)| {
            let text = format!("call {number}.");
            !phones(&text).iter().any(|found| found.span == (5..5 + number.len()))
        })
        .collect();
    assert_eq!(missed, []);
}

#[test]
fn what_phonenumber_refuses_is_not_found_without_a_cue() {
    let all = rows("invalid").count();
    let found: Vec<_> = rows("invalid").filter(|(_, number)| !phones(&format!("see {number}")).is_empty()).collect();
    assert!(found.len() * 20 <= all, "{} of {all}: {found:?}", found.len());
}

#[test]
fn every_national_form_needs_its_region() {
    let guard = PersonalGuard::new(crate::personal::Settings { regions: vec![], threshold: 0.7 });
    assert!(guard.find("see 13812345678", None).is_empty());
    assert_eq!(phones("see 13812345678").len(), 1);
}

#[test]
fn extensions_and_brackets_belong_to_a_number() {
    for (text, number) in [
        ("ring (579)888-3058 now", "(579)888-3058"),
        ("ring 463-612-6138x036", "463-612-6138x036"),
        ("电话010-62345678转801。", "010-62345678转801"),
    ] {
        let found = phones(text);
        assert_eq!(found.iter().map(|found| &text[found.span.clone()]).collect::<Vec<_>>(), [number]);
    }
}

#[test]
fn what_only_looks_like_a_number_is_left_alone() {
    for text in [
        "on 2018-02-24 12:45:18",
        "due 24.02.2018",
        "it costs 1 250 000 €",
        "order 2025112600017",
        "pi is 3.14159265358",
        "20251126 93000",
        "订单号13812345678",
        "¥13812345678",
        "version 10.12.2024.1",
    ] {
        assert!(phones(text).is_empty(), "{text}");
    }
}
