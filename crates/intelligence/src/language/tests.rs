//! Short turns of all languages, switches, what is unknown, and laws that hold for any text.

use proptest::prelude::*;

use super::phrases::PHRASES;
use super::{Detection, Detector, Language, Prior};

fn detect(text: &str) -> Detection {
    Detector::new().detect(text, &Prior::default())
}

fn languages(text: &str) -> Vec<(&str, Language)> {
    detect(text).spans.into_iter().map(|part| (&text[part.span], part.language)).collect()
}

#[test]
fn short_turns_are_in_the_language_they_are_in() {
    let wrong: Vec<_> = PHRASES
        .iter()
        .flat_map(|(language, turns)| turns.iter().map(move |turn| (*language, *turn)))
        .map(|(language, turn)| (language, turn, detect(turn)))
        .filter(|(language, _, detection)| detection.language != Some(*language))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_turn_in_one_language_does_not_switch() {
    for (_, turns) in PHRASES {
        for turn in turns {
            assert!(!detect(turn).switches(), "{turn}: {:?}", languages(turn));
        }
    }
}

#[test]
fn what_is_no_language_is_unknown() {
    for text in [
        "",
        " ",
        "12345",
        "4711-0815 / 12,50",
        "👍👍",
        "...",
        "?!",
        "XK-2231",
        "help@example.com",
        "https://example.com/a/b",
    ] {
        let detection = detect(text);
        assert_eq!((detection.language, detection.confidence), (None, 1.0), "{text}");
        assert!(detection.spans.is_empty() && detection.ranked.is_empty(), "{text}");
    }
    assert_eq!(detect("asdkjfh qwpeori zxmcnv kjhg").language, None);
}

#[test]
fn other_languages_are_unknown() {
    for text in [
        "Ik wil graag mijn geld terug voor deze bestelling",
        "Mijn pakket is nog steeds niet aangekomen",
        "Chciałbym zwrócić ten produkt, paczka jest uszkodzona",
        "gdzie jest moja przesylka, czekam juz dwa tygodnie",
        "Jag vill ha pengarna tillbaka för min beställning",
        "Paramı geri istiyorum, paket hala gelmedi",
        "Де моє замовлення?",
        "Къде е поръчката ми?",
        "أين طلبي من فضلك",
        "สินค้าของฉันอยู่ที่ไหน",
        "Πού είναι η παραγγελία μου;",
        "मेरा ऑर्डर कहाँ है",
    ] {
        assert_eq!(detect(text).language, None, "{text}: {:?}", detect(text));
    }
}

#[test]
fn simplified_and_traditional_characters_are_told_apart() {
    assert_eq!(detect("请问我的订单到哪里了").language, Some(Language::ZhHans));
    assert_eq!(detect("請問我的訂單到哪裡了").language, Some(Language::ZhHant));
    // Nothing here tells them apart: simplified, unless the customer wrote or declared the other.
    assert_eq!(detect("你好").language, Some(Language::ZhHans));
    let traditional = Prior::declared(Language::ZhHant);
    assert_eq!(Detector::new().detect("你好", &traditional).language, Some(Language::ZhHant));
    let earlier = Prior::default().after(&detect("請問我的訂單到哪裡了"));
    assert_eq!(Detector::new().detect("你好", &earlier).language, Some(Language::ZhHant));
    // What the characters say outweighs it.
    assert_eq!(Detector::new().detect("订单", &traditional).language, Some(Language::ZhHans));
}

#[test]
fn japanese_without_kana_is_told_from_chinese_by_its_characters_and_the_history() {
    for text in ["注文番号", "返金希望", "営業時間", "電話番号変更", "東京駅"] {
        assert_eq!(detect(text).language, Some(Language::Ja), "{text}");
    }
    assert_eq!(detect("明天").language, Some(Language::ZhHans));
    let earlier = Prior::default().after(&detect("いつ届きますか")).after(&detect("住所を変えたいです"));
    assert_eq!(Detector::new().detect("明日", &earlier).language, Some(Language::Ja));
    assert_eq!(detect("東京、大阪、京都に行きたいです").spans.len(), 1);
}

#[test]
fn history_decides_what_the_words_leave_open() {
    let ok = |prior: &Prior| Detector::new().detect("ok, no", prior).language;
    let spanish = Prior::default().after(&detect("¿Dónde está mi pedido?")).after(&detect("todavía no ha llegado"));
    let italian = Prior::default().after(&detect("Dov'è il mio ordine?")).after(&detect("non è ancora arrivato"));
    assert_eq!(ok(&spanish), Some(Language::Es));
    assert_eq!(ok(&italian), Some(Language::It));
    assert_eq!(ok(&Prior::declared(Language::En)), Some(Language::En));
    // A customer may change the language all the same.
    let changed = Detector::new().detect("Can we continue in English please?", &spanish);
    assert_eq!(changed.language, Some(Language::En));
}

#[test]
fn a_prior_is_a_distribution_that_unknown_turns_leave_alone() {
    let prior = Prior::declared(Language::Fr).after(&detect("Bonjour, j'ai un souci"));
    let sum: f64 = Language::ALL.into_iter().map(|language| prior.chance(language)).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert!(prior.chance(Language::Fr) > 0.8);
    assert_eq!(prior.after(&detect("12345")), prior);
}

#[test]
fn a_switch_is_noticed_where_it_happens() {
    let check = |text: &str, expected: &[(&str, Language)]| assert_eq!(languages(text), expected, "{text}");
    check(
        "Mi pedido no ha llegado todavía. Can you please tell me where it is?",
        &[("Mi pedido no ha llegado todavía", Language::Es), ("Can you please tell me where it is", Language::En)],
    );
    check(
        "Guten Tag, ich habe eine Frage zu meiner Rechnung. Je ne parle pas très bien allemand, désolé.",
        &[
            ("Guten Tag, ich habe eine Frage zu meiner Rechnung", Language::De),
            ("Je ne parle pas très bien allemand, désolé", Language::Fr),
        ],
    );
    check(
        "where is my order? 我的订单在哪里？",
        &[("where is my order", Language::En), ("我的订单在哪里", Language::ZhHans)],
    );
    check("你好，ありがとうございます", &[("你好", Language::ZhHans), ("ありがとうございます", Language::Ja)]);
    check("안녕하세요. Где мой заказ?", &[("안녕하세요", Language::Ko), ("Где мой заказ", Language::Ru)]);
}

#[test]
fn names_of_things_are_no_switch() {
    for (text, language) in [
        ("我的 iPhone 15 Pro 还没发货", Language::ZhHans),
        ("Wi-Fi ルーターが動きません", Language::Ja),
        ("제 Galaxy Buds 주문을 취소해 주세요", Language::Ko),
        ("Мой Samsung Galaxy не включается", Language::Ru),
        ("Mein Fire TV Stick spielt The Lord of the Rings nicht ab", Language::De),
        ("Ho comprato il libro The Great Gatsby ma non è arrivato", Language::It),
    ] {
        let detection = detect(text);
        assert_eq!(detection.language, Some(language), "{text}");
        assert!(!detection.switches(), "{text}: {:?}", languages(text));
    }
}

#[test]
fn a_longer_text_is_surer_than_a_shorter_one() {
    let short = detect("no");
    let long = detect("no, the parcel that I ordered last week has still not arrived");
    assert!(long.confidence > 0.95 && short.confidence < 0.9, "{short:?} {long:?}");
}

fn holds(text: &str, prior: &Prior) {
    let detection = Detector::new().detect(text, prior);
    assert_eq!(detection, Detector::new().detect(text, prior), "the same text gives the same answer");
    assert!((0.0..=1.0).contains(&detection.confidence), "{detection:?}");
    let sum: f32 = detection.ranked.iter().map(|(_, likely)| likely).sum();
    assert!(sum <= 1.001, "{detection:?}");
    assert!(detection.ranked.is_sorted_by(|one, other| one.1 >= other.1), "{detection:?}");
    if let Some(language) = detection.language {
        assert_eq!(detection.ranked.first().map(|first| first.0), Some(language));
    }
    let mut end = 0;
    for part in &detection.spans {
        assert!(part.span.start >= end && part.span.start < part.span.end, "{detection:?}");
        assert!(text.get(part.span.clone()).is_some(), "on character boundaries: {detection:?}");
        end = part.span.end;
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in any::<String>()) {
        holds(&text, &Prior::default());
    }

    #[test]
    fn any_mixture_of_scripts_gets_an_answer(
        text in "([a-zéßñ]{0,5}|[A-Z]|[а-яіў]{0,5}|[ぁ-ん]{0,4}|[一-龥]{0,4}|[가-힣]{0,4}|[ا-ي]|[\u{300}-\u{30f}]|[ .,。，!:/@0-9]){0,30}",
        declared in proptest::sample::select(Language::ALL.to_vec()),
    ) {
        holds(&text, &Prior::declared(declared));
    }
}
