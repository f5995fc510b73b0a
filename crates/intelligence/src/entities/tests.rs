//! What is read from sentences of ten languages, against one `now`, and what holds for any text.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use proptest::prelude::*;

use super::{DeclarationError, Declared, Entity, EntityKind, Extractor, ItemList, ListItem, Pattern, Value};
use crate::language::Language;

/// A Wednesday.
fn now() -> DateTime<Utc> {
    "2025-11-26T09:30:00Z".parse().unwrap()
}

pub(super) static PLAIN: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&Declared::default()).unwrap());
pub(super) static IN_SHANGHAI: LazyLock<Extractor> = LazyLock::new(|| in_zone(chrono_tz::Asia::Shanghai));
static DECLARED: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&declared()).unwrap());

pub(super) fn in_zone(time_zone: chrono_tz::Tz) -> Extractor {
    Extractor::new(&Declared { time_zone, ..Declared::default() }).unwrap()
}

fn extract(language: Language, text: &str) -> Vec<Entity> {
    PLAIN.extract(text, Some(language), now())
}

/// The normal forms of a text in short: `11-27 17:00`, `11-27..11-28`, `1234.50 USD`, `2 kilogram`.
pub(super) fn forms(language: Language, text: &str) -> Vec<String> {
    extract(language, text).into_iter().map(|entity| form(&entity.value)).collect()
}

pub(super) fn form(value: &Value) -> String {
    let short = |at: &NaiveDateTime| {
        let text = at.format("%Y-%m-%d %H:%M").to_string();
        text.trim_end_matches(" 00:00").trim_start_matches("2025-").to_owned()
    };
    match value {
        Value::Instant { at } => at.format("%Y-%m-%d %H:%M").to_string().trim_start_matches("2025-").to_owned(),
        Value::Interval { from, until } => format!("{}..{}", short(from), short(until)),
        Value::Amount { amount, currency } => format!("{amount} {currency}"),
        Value::Quantity { amount, unit } => format!("{amount} {unit}"),
        Value::Number { number } => number.clone(),
        Value::Item { id } => id.clone(),
    }
}

fn check(language: Language, pairs: &[(&str, &[&str])]) {
    let wrong = pairs.iter().filter(|(text, expected)| forms(language, text) != *expected);
    let wrong: Vec<_> = wrong.map(|(text, expected)| (text, forms(language, text), expected)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn english_times_are_read() {
    check(
        Language::En,
        &[
            ("tomorrow at 5", &["11-27 05:00"]),
            ("tomorrow at 5 pm please", &["11-27 17:00"]),
            ("at 17:45 on Friday", &["11-28 17:45"]),
            ("next Friday", &["12-05..12-06"]),
            ("last friday", &["11-21..11-22"]),
            ("in 3 days", &["11-29..11-30"]),
            ("two hours ago", &["11-26 07:30"]),
            ("next week or last month", &["12-01..12-08", "10-01..11-01"]),
            ("on December 24th, 2025", &["12-24..12-25"]),
            ("the 3rd of March 2026", &["2026-03-03..2026-03-04"]),
            ("11/30/2025 and 2025-12-01", &["11-30..12-01", "12-01..12-02"]),
            ("tonight at half past eight", &["11-26 20:30"]),
            ("this weekend", &["11-29..12-01"]),
            ("I may march on", &[]),
            ("good morning, half of it", &[]),
            ("the past two weeks", &["11-12 09:30..11-26 09:30"]),
        ],
    );
}

#[test]
fn chinese_times_are_read() {
    check(
        Language::ZhHans,
        &[
            ("明天下午三点", &["11-27 15:00"]),
            ("明天下午3点半送到", &["11-27 15:30"]),
            ("下周五", &["12-05..12-06"]),
            ("上周三买的", &["11-19..11-20"]),
            ("这周日", &["11-30..12-01"]),
            ("三天后", &["11-29..11-30"]),
            ("两个小时前下的单", &["11-26 07:30"]),
            ("11月30号", &["11-30..12-01"]),
            ("二〇二五年十二月一日", &["12-01..12-02"]),
            ("下个月", &["12-01..2026-01-01"]),
            ("今晚8点", &["11-26 20:00"]),
            ("星期六上午十点一刻", &["11-29 10:15"]),
        ],
    );
}

#[test]
fn times_of_other_languages_are_read() {
    check(
        Language::De,
        &[
            ("letzten Freitag", &["11-21..11-22"]),
            ("übermorgen um halb sechs", &["11-28 05:30"]),
            ("in zwei Wochen", &["12-10..12-11"]),
            ("vor 3 Tagen", &["11-23..11-24"]),
            ("am 24.12.2025 um 18 Uhr", &["12-24 18:00"]),
            ("morgen um 17:30 Uhr", &["11-27 17:30"]),
            ("am 3. März 2026", &["2026-03-03..2026-03-04"]),
        ],
    );
    check(
        Language::Es,
        &[
            ("mañana a las 5 de la tarde", &["11-27 17:00"]),
            ("hace dos días", &["11-24..11-25"]),
            ("la semana pasada", &["11-17..11-24"]),
            ("el 24 de diciembre de 2025", &["12-24..12-25"]),
        ],
    );
    check(
        Language::Fr,
        &[
            ("demain à 15h30", &["11-27 15:30"]),
            ("il y a trois jours", &["11-23..11-24"]),
            ("vendredi prochain", &["12-05..12-06"]),
            ("le 24 décembre 2025", &["12-24..12-25"]),
        ],
    );
    check(
        Language::It,
        &[
            ("domani alle 17", &["11-27 17:00"]),
            ("due giorni fa", &["11-24..11-25"]),
            ("la settimana prossima", &["12-01..12-08"]),
        ],
    );
    check(
        Language::Pt,
        &[
            ("amanhã às 15h", &["11-27 15:00"]),
            ("há dois dias", &["11-24..11-25"]),
            ("na próxima semana", &["12-01..12-08"]),
        ],
    );
    check(
        Language::Ru,
        &[
            ("завтра в 5 часов вечера", &["11-27 17:00"]),
            ("через три дня", &["11-29..11-30"]),
            ("2 недели назад", &["11-12..11-13"]),
            ("24 декабря 2025", &["12-24..12-25"]),
        ],
    );
    check(
        Language::Ja,
        &[
            ("明日の午後3時", &["11-27 15:00"]),
            ("来週の金曜日", &["12-05..12-06"]),
            ("3日前", &["11-23..11-24"]),
            ("12月24日", &["12-24..12-25"]),
            ("2時間後", &["11-26 11:30"]),
        ],
    );
    check(
        Language::Ko,
        &[
            ("내일 오후 3시", &["11-27 15:00"]),
            ("다음 주 금요일", &["12-05..12-06"]),
            ("3일 전", &["11-23..11-24"]),
            ("12월 24일", &["12-24..12-25"]),
        ],
    );
}

#[test]
fn amounts_are_read_by_the_language_of_their_separators() {
    check(
        Language::En,
        &[
            ("$1,234.50", &["1234.50 USD"]),
            ("€1.299,50", &["1299.50 EUR"]),
            ("1.299,50 €", &["1299.50 EUR"]),
            ("refund 1,234 euros", &["1234 EUR"]),
            ("5 million dollars", &["5000000 USD"]),
            ("twenty five bucks", &["25 USD"]),
            ("£20", &["20 GBP"]),
            ("USD 30.5", &["30.5 USD"]),
            ("50 cents", &["0.50 USD"]),
        ],
    );
    check(
        Language::De,
        &[
            ("1.234,50 €", &["1234.50 EUR"]),
            ("zweihundert Euro", &["200 EUR"]),
            ("fünfundzwanzig Euro", &["25 EUR"]),
            ("1.500 Euro", &["1500 EUR"]),
        ],
    );
    check(
        Language::Fr,
        &[
            ("j'ai payé 1 299,50 €", &["1299.50 EUR"]),
            ("1\u{202f}234\u{202f}567,80 euros", &["1234567.80 EUR"]),
            ("12 500 €", &["12500 EUR"]),
        ],
    );
    check(
        Language::ZhHans,
        &[
            ("三百块", &["300 CNY"]),
            ("1.5万元", &["15000 CNY"]),
            ("一万二元", &["12000 CNY"]),
            ("三块五", &["3.5 CNY"]),
            ("¥99.9", &["99.9 CNY"]),
            ("五毛", &["0.5 CNY"]),
            ("一百二十美元", &["120 USD"]),
        ],
    );
    check(Language::Ja, &[("3千円", &["3000 JPY"]), ("¥1,200", &["1200 JPY"])]);
    check(Language::Ko, &[("5만원", &["50000 KRW"]), ("만 원", &["10000 KRW"])]);
    check(Language::Es, &[("treinta y cinco euros", &["35 EUR"]), ("dos mil pesos", &["2000 MXN"])]);
    check(Language::Fr, &[("deux cents euros", &["200 EUR"]), ("12,50 €", &["12.50 EUR"])]);
    check(Language::It, &[("venticinque euro", &["25 EUR"])]);
    check(Language::Pt, &[("R$ 1.234,56", &["1234.56 BRL"])]);
    check(Language::Ru, &[("пятьсот рублей", &["500 RUB"])]);
}

#[test]
fn quantities_are_read_and_are_no_times() {
    check(
        Language::En,
        &[
            ("two kg of apples", &["2 kilogram"]),
            ("for three days", &["3 day"]),
            ("10% off", &["10 percent"]),
            ("A12 kg", &[]),
        ],
    );
    check(Language::ZhHans, &[("两件", &["2 piece"]), ("3公斤", &["3 kilogram"])]);
}

#[test]
fn an_unknown_language_is_told_by_script_and_words() {
    let first = |text: &str| PLAIN.extract(text, None, now()).first().map(|entity| form(&entity.value));
    assert_eq!(first("明天"), Some("11-27..11-28".to_owned()));
    assert_eq!(first("letzten Freitag"), Some("11-21..11-22".to_owned()));
    assert_eq!(first("завтра"), Some("11-27..11-28".to_owned()));
}

fn declared() -> Declared {
    let item = |id: &str, names: &[&str]| ListItem {
        id: id.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    Declared {
        patterns: vec![Pattern { name: "order".to_owned(), expression: r"ord-?\d{4,8}".to_owned() }],
        lists: vec![ItemList {
            name: "product".to_owned(),
            items: vec![item("p1", &["Rain Coat", "雨衣"]), item("p2", &["Coat"])],
        }],
        ..Declared::default()
    }
}

#[test]
fn declared_numbers_and_items_are_found_in_any_case_and_width() {
    let text = "ＯＲＤ－１２３４ is a rain coat, 雨衣, no coats; ord-12345678901";
    let found = DECLARED.extract(text, Some(Language::En), now());
    let forms: Vec<_> = found.iter().map(|entity| form(&entity.value)).collect();
    assert_eq!(forms, ["ORD1234", "p1", "p1"]);
    assert_eq!(found[0].kind, EntityKind::Pattern("order".to_owned()));
    assert_eq!(&text[found[0].span.clone()], "ＯＲＤ－１２３４");
}

#[test]
fn declarations_that_cannot_be_used_are_refused() {
    let with = |name: &str, expression: &str| {
        let pattern = Pattern { name: name.to_owned(), expression: expression.to_owned() };
        Extractor::new(&Declared { patterns: vec![pattern], ..declared() }).err()
    };
    assert!(matches!(with("a", "("), Some(DeclarationError::Expression { .. })));
    assert!(matches!(with("a", r"(\w{90}){90}"), Some(DeclarationError::Expression { .. })));
    assert!(matches!(with("a", "x*"), Some(DeclarationError::MatchesEmpty(_))));
    assert!(matches!(with("a", &"x".repeat(501)), Some(DeclarationError::TooLong(_))));
    assert!(matches!(with(" ", "x"), Some(DeclarationError::NoName)));
    assert!(matches!(with("product", "x"), Some(DeclarationError::NameTaken(_))));
    assert!(with("a", "x").is_none());
    let mut empty = declared();
    empty.lists[0].items[0].names.push(" ".to_owned());
    assert!(matches!(Extractor::new(&empty), Err(DeclarationError::EmptyName { .. })));
}

/// Words of the grammars in any order, between any characters.
fn noise() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{0,5}",
        "[0-9.,:/ -]{1,8}",
        proptest::sample::select(vec![
            "tomorrow ",
            "at ",
            "half ",
            "past ",
            "next ",
            "friday ",
            "in ",
            "days ",
            "ago ",
            "three ",
            "hundred ",
            "million ",
            "$",
            "€ ",
            "明天",
            "下周五",
            "三",
            "万",
            "亿",
            "点",
            "半",
            "块",
            "年",
            "月",
            "日",
            "前",
            "vor ",
            "halb ",
            "uhr ",
            "hace ",
            "3月",
            "9999",
            "march ",
            "years ",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_has_facts_in_order_on_boundaries_of_characters(text in noise(), language in proptest::option::of(proptest::sample::select(Language::ALL.to_vec()))) {
        let found = DECLARED.extract(&text, language, now());
        for entity in &found {
            prop_assert!(text.get(entity.span.clone()).is_some_and(|part| !part.is_empty()));
            if let Value::Interval { from, until } = &entity.value {
                prop_assert!(from < until, "{:?}", entity);
            }
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert_eq!(&found, &DECLARED.extract(&text, language, now()));
    }

    #[test]
    fn any_now_is_taken(seconds in -9_000_000_000_000_i64..9_000_000_000_000, text in noise()) {
        let Some(at) = DateTime::from_timestamp(seconds, 0) else { return Ok(()) };
        let _facts = PLAIN.extract(&text, None, at);
        let _facts = IN_SHANGHAI.extract(&text, None, at);
    }
}
