//! How texts are cut.

use proptest::prelude::*;

use super::{Grams, Kind, Normal};

fn words(text: &str) -> Vec<String> {
    let normal = Normal::of(text);
    normal.words.iter().map(|word| normal.word(word).to_owned()).collect()
}

fn grams(text: &str, grams: &Grams) -> Vec<(Kind, String)> {
    let normal = Normal::of(text);
    let mut found = Vec::new();
    grams.each(&normal, |gram| found.push((gram.kind, normal.text[gram.range].to_owned())));
    found
}

fn keys(text: &str) -> Vec<u32> {
    let mut keys = Vec::new();
    Grams { words: 2, characters: (2, 4), pairs: 0 }.each(&Normal::of(text), |gram| keys.push(gram.key));
    keys
}

#[test]
fn words_end_at_spaces_and_punctuation() {
    assert_eq!(words("Where's my order, please?"), ["where's", "my", "order", "please", "?"]);
    assert_eq!(words("«Où est-il»"), ["où", "est", "il"]);
    assert_eq!(words("주문을 취소해 주세요."), ["주문을", "취소해", "주세요"]);
}

#[test]
fn chinese_characters_and_kana_are_words() {
    assert_eq!(words("退款ok吗"), ["退", "款", "ok", "吗"]);
    assert_eq!(words("アプリ"), ["ア", "プ", "リ"]);
}

#[test]
fn forms_of_one_text_are_one_text() {
    assert_eq!(Normal::of("ＡＢＣ").text, "abc");
    assert_eq!(Normal::of("Cafe\u{301}").text, "café");
    assert_eq!(words("don\u{2019}t"), ["don't"]);
    assert_eq!(words("ﾃｽﾄ"), words("テスト"));
}

#[test]
fn digits_count_as_the_same() {
    assert_eq!(keys("order 12"), keys("order 98"));
    assert_ne!(keys("order 12"), keys("order 123"));
}

#[test]
fn n_grams_are_parts_of_the_text() {
    let found = grams("to go", &Grams { words: 2, characters: (2, 2), pairs: 0 });
    let of = |kind| found.iter().filter(|(of, _)| *of == kind).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
    assert_eq!(of(Kind::Words), ["to", "to go", "go", "to", "go"]);
    assert_eq!(of(Kind::Characters), ["t", "to", "o", "g", "go", "o"]);
}

#[test]
fn pairs_leave_a_gap() {
    let normal = Normal::of("cancel my flight");
    let mut gapped = Vec::new();
    Grams { words: 1, characters: (0, 0), pairs: 2 }.each(&normal, |gram| {
        if gram.gapped {
            gapped.push(normal.text[gram.range].to_owned());
        }
    });
    assert_eq!(gapped, ["cancel my flight"]);
}

proptest! {
    #[test]
    fn every_range_lies_on_borders_of_characters(text in "\\PC*|.{0,100}") {
        let normal = Normal::of(&text);
        for word in &normal.words {
            prop_assert!(!normal.word(word).is_empty());
        }
        let mut fine = true;
        Grams { words: 3, characters: (1, 5), pairs: 3 }
            .each(&normal, |gram| fine &= normal.text.get(gram.range).is_some());
        prop_assert!(fine);
    }

    #[test]
    fn case_does_not_matter(text in "[a-z \\.]{0,40}") {
        prop_assert_eq!(Normal::of(&text.to_uppercase()), Normal::of(&text));
    }
}
