//! What is found in sentences of ten languages, what is not, and what holds for any text.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Found, PersonalClass, PersonalGuard, redact};

static GUARD: LazyLock<PersonalGuard> = LazyLock::new(PersonalGuard::default);

fn found(text: &str) -> Vec<Found> {
    GUARD.find(text, None)
}

fn masked(text: &str) -> String {
    redact(text, &found(text))
}

fn check(pairs: &[(&str, &str)]) {
    let wrong: Vec<_> =
        pairs.iter().map(|(text, expected)| (masked(text), *expected)).filter(|(a, b)| a != b).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn addresses_of_the_net_are_masked() {
    check(&[
        ("mail ann.lee+shop@mail.example.co.uk.", "mail [e-mail]."),
        ("邮箱foo@bar.com谢谢", "邮箱[e-mail]谢谢"),
        ("Ｆｏｏ＠ｂａｒ．ｃｏｍ", "[e-mail]"),
        ("not a@b nor @handle", "not a@b nor @handle"),
        ("open https://ann:secret@shop.example/x", "open https://[credentials]/x"),
        ("from 203.0.113.7:8080 or 2001:db8::8a2e:370:7334.", "from [ip]:8080 or [ip]."),
        ("version 1.2.3.4, at 12:30:45", "version 1.2.3.4, at 12:30:45"),
    ]);
}

#[test]
fn numbers_with_check_digits_are_masked_and_wrong_ones_are_not() {
    check(&[
        ("card 4111 1111 1111 1111 exp", "card [card] exp"),
        ("4111-1111-1111-1111", "[card]"),
        ("4111111111111112", "4111111111111112"),
        ("card ending 18, 0000", "card ending 18, 0000"),
        ("credit card 060426070011", "credit card [card]"),
        ("IBAN GB82 WEST 1234 5698 7654 32 ok", "IBAN [iban] ok"),
        ("de89370400440532013000", "[iban]"),
        ("DE89370400440532013001", "DE89370400440532013001"),
        ("my ssn is 078-05-1120", "my ssn is [ssn]"),
        ("666-05-1120", "666-05-1120"),
        ("身份证11010519491231002X。", "身份证[identity number]。"),
        ("１１０１０５１９４９１２３１００２Ｘ", "[identity number]"),
        ("110105 19491231 002x", "[identity number]"),
        ("110105194912310021", "110105194912310021"),
        ("税号91350100M000100Y43", "税号[credit code]"),
        ("91350100M000100Y44", "91350100M000100Y44"),
        ("HKID A123456(3)", "HKID [hkid]"),
        ("CPF 529.982.247-25, DNI 12345678Z", "CPF [national id], DNI [national id]"),
        ("身分證A123456789", "身分證[national id]"),
        ("身分證A123456788", "身分證A123456788"),
    ]);
}

#[test]
fn papers_without_check_digits_need_a_cue() {
    check(&[
        ("护照号E12345678", "护照号[passport]"),
        ("E12345678", "E12345678"),
        ("回乡证H12345678", "回乡证[travel permit]"),
        ("台胞证号12345678", "台胞证号[travel permit]"),
        ("My driver's license number is F1628235", "My driver's license number is [driving licence]"),
        ("身份证号 110105491231002", "身份证号 [identity number]"),
        ("车牌京A12345和粤B·D12345", "车牌[plate]和[plate]"),
        ("京A1出口", "京A1出口"),
    ]);
}

#[test]
fn names_are_masked_behind_cues_of_ten_languages() {
    check(&[
        ("My name is Ann Lee and I wait", "My name is [name] and I wait"),
        ("my name is ann", "my name is [name]"),
        ("Dear Mr. Smith, hello", "Dear Mr. [name], hello"),
        ("我叫王小明，想退货", "我叫[name]，想退货"),
        ("收件人：欧阳娜娜", "收件人：[name]"),
        ("请找张先生", "请找[name]先生"),
        ("me llamo Juan de la Cruz.", "me llamo [name]."),
        ("Je m'appelle Anne-Marie Dupont", "Je m'appelle [name]"),
        ("Ich heiße Jürgen Müller.", "Ich heiße [name]."),
        ("私の名前は田中太郎です", "私の名前は[name]です"),
        ("제 이름은 김철수입니다", "제 이름은 [name]입니다"),
        ("Меня зовут Иван Петров", "Меня зовут [name]"),
        ("Mi chiamo Anna Rossi", "Mi chiamo [name]"),
        ("meu nome é João Silva", "meu nome é [name]"),
    ]);
}

#[test]
fn words_that_are_no_names_stay() {
    for text in [
        "My name is not right on the card",
        "I'm looking for a coat",
        "This is not what I ordered",
        "Hello there",
        "我是你们的老客户",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn addresses_births_and_postal_codes_are_masked_behind_cues() {
    check(&[
        ("I live at 12 Main Street, Springfield.", "I live at [address]."),
        ("wohne in der Hauptstraße 12", "wohne in der [address]"),
        ("住在北京市朝阳区建国路88号3单元501室，谢谢", "住在[address]，谢谢"),
        ("東京都千代田区丸の内1丁目9-1です", "[address]です"),
        ("서울시 강남구 테헤란로 123", "[address]"),
        ("born on 12 March 1990", "born on [date of birth]"),
        ("出生日期：1990年3月12日", "出生日期：[date of birth]"),
        ("my zip code is 90210", "my zip code is [postal code]"),
    ]);
}

#[test]
fn what_was_found_once_is_masked_everywhere() {
    check(&[("My name is Ann Lee. Signed, x Ann Lee x", "My name is [name]. Signed, x [name] x")]);
}

#[test]
fn findings_print_no_text() {
    let printed = format!("{:?}", found("my ssn is 078-05-1120"));
    assert!(printed.contains("Ssn") && !printed.contains("078"));
}

#[test]
fn version_and_answer_are_the_same_on_every_call() {
    let text = "call 555 123 4567 or +86 138 1234 5678";
    assert_eq!(found(text), found(text));
    assert_eq!(PersonalGuard::VERSION, "personal-2");
}

/// Pieces that findings are made of, in any order, between any characters.
fn noise() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{0,6}",
        "[0-9 .()+/-]{1,12}",
        Just("my name is ".to_owned()),
        Just("我叫".to_owned()),
        Just("address ".to_owned()),
        Just("护照".to_owned()),
        Just("a@b.co".to_owned()),
        Just("京A12345".to_owned()),
        Just("12 Main Street".to_owned()),
        Just("://".to_owned()),
        Just("2001:db8::1".to_owned()),
        Just("\u{200b}".to_owned()),
    ];
    proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

/// Valid identifiers of each class whose form alone proves them.
fn identifier() -> impl Strategy<Value = (PersonalClass, String)> {
    prop_oneof![
        ("[a-z]{1,8}", "[a-z]{1,8}").prop_map(|(user, host)| (PersonalClass::Email, format!("{user}@{host}.example"))),
        "4[0-9]{14}".prop_map(|stem| (PersonalClass::Card, with_luhn(&stem))),
        ("[1-9][0-9]{7}", "[0-9]{10}").prop_map(|(bank, account)| (PersonalClass::Iban, german_iban(&bank, &account))),
        (1950..2010_u32, 1..13_u32, 1..29_u32, 0..1000_u32)
            .prop_map(|(year, month, day, serial)| (PersonalClass::ChineseId, chinese_id(year, month, day, serial))),
        "13[0-9]{9}".prop_map(|mobile| (PersonalClass::Phone, mobile)),
        "[京沪粤浙][A-H][0-9]{5}".prop_map(|plate| (PersonalClass::Plate, plate)),
    ]
}

fn with_luhn(stem: &str) -> String {
    let valid = |check: &u8| {
        let digits: Vec<u8> = stem.bytes().map(|byte| byte - b'0').chain([*check]).collect();
        super::checks::luhn(&digits)
    };
    format!("{stem}{}", (0..10).find(valid).unwrap())
}

fn german_iban(bank: &str, account: &str) -> String {
    let valid =
        |check: &u32| super::checks::mod_97(&format!("de{check:02}{bank}{account}").chars().collect::<Vec<_>>());
    format!("DE{:02}{bank}{account}", (2..99).find(valid).unwrap())
}

fn chinese_id(year: u32, month: u32, day: u32, serial: u32) -> String {
    let stem = format!("110105{year}{month:02}{day:02}{serial:03}");
    let valid = |check: &u8| {
        let values: Vec<u8> = stem.bytes().map(|byte| byte - b'0').chain([*check]).collect();
        super::checks::mod_11_2(&values)
    };
    match (0..11).find(valid).unwrap() {
        10 => format!("{stem}X"),
        check => format!("{stem}{check}"),
    }
}

proptest! {
    #[test]
    fn any_text_has_findings_in_order_on_boundaries_of_characters(text in noise()) {
        let found = found(&text);
        for one in &found {
            prop_assert!(text.get(one.span.clone()).is_some_and(|value| !value.is_empty()));
            prop_assert!((0.0..=1.0).contains(&one.confidence));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }

    #[test]
    fn redaction_leaves_all_else_byte_for_byte(text in noise()) {
        let found = found(&text);
        let mut rest = redact(&text, &found);
        let mut from = 0;
        for one in &found {
            let kept = &text[from..one.span.start];
            prop_assert!(rest.starts_with(kept));
            rest = rest[kept.len()..].strip_prefix(one.class.placeholder()).unwrap().to_owned();
            from = one.span.end;
        }
        prop_assert_eq!(rest, &text[from..]);
    }

    // A colon would go on with an address of version 6, and beside a sign of money a number is an amount.
    #[test]
    fn a_valid_identifier_is_found_between_any_signs((class, value) in identifier(), before in "[^\\p{L}\\p{N}\\p{M}\\p{C}\\p{Sc}%:]{0,5}", after in "[^\\p{L}\\p{N}\\p{M}\\p{C}\\p{Sc}%]{0,5}") {
        let text = format!("{before}{value}{after}");
        let found = found(&text);
        let place = before.len()..before.len() + value.len();
        let covered = found.iter().any(|one| one.class == class && one.span.start <= place.start && one.span.end >= place.end);
        prop_assert!(covered, "{:?} in {}", found, text);
        prop_assert!(!redact(&text, &found).contains(&value));
    }
}
