//! Valid Chinese identifiers, made up by chance: check digits are computed here, and not by what is measured.

use intelligence::personal::PersonalClass;

use super::random::Random;

/// A kind of identifier: its name in the table, its class, how to make one, and sentences with `{}` for it.
pub struct Kind {
    pub name: &'static str,
    pub class: PersonalClass,
    pub make: fn(&mut Random) -> String,
    pub sentences: &'static [&'static str],
}

/// All kinds. Where a number has no check digit that could prove it, every sentence names the paper, as people do.
pub const KINDS: [Kind; 12] = [
    Kind { name: "identity, 18", class: PersonalClass::ChineseId, make: identity, sentences: &PLAIN },
    Kind {
        name: "identity, 15",
        class: PersonalClass::ChineseId,
        make: old_identity,
        sentences: &["身份证号{}", "老身份证是{}，还能用吗？", "我的证件号：{}"],
    },
    Kind { name: "mobile", class: PersonalClass::Phone, make: mobile, sentences: &PLAIN },
    Kind { name: "mobile, grouped", class: PersonalClass::Phone, make: grouped_mobile, sentences: &PLAIN },
    Kind { name: "credit code", class: PersonalClass::CreditCode, make: credit_code, sentences: &PLAIN },
    Kind {
        name: "passport",
        class: PersonalClass::Passport,
        make: passport,
        sentences: &["护照号{}", "我的护照是{}，可以登机吗", "護照號碼：{}"],
    },
    Kind {
        name: "HK/Macau permit",
        class: PersonalClass::HongKongMacauPermit,
        make: home_return,
        sentences: &["回乡证号码{}", "港澳通行证{}快过期了", "來往內地通行證：{}"],
    },
    Kind {
        name: "Taiwan permit",
        class: PersonalClass::TaiwanPermit,
        make: taiwan,
        sentences: &["台胞证号{}", "我是台湾居民，台胞证：{}", "臺胞證號碼是{}"],
    },
    Kind { name: "HKID", class: PersonalClass::HongKongId, make: hkid, sentences: &PLAIN },
    Kind { name: "plate", class: PersonalClass::Plate, make: plate, sentences: &PLAIN },
    Kind { name: "plate, new energy", class: PersonalClass::Plate, make: new_energy, sentences: &PLAIN },
    Kind { name: "bank card", class: PersonalClass::Card, make: card, sentences: &PLAIN },
];

/// With and without a blank or word that helps.
const PLAIN: [&str; 8] = [
    "{}",
    "这是我的：{}，麻烦查一下",
    "帮我登记{}谢谢",
    "之前填错了，应该是{}。",
    "（{}）",
    "您好 {} 收到了吗",
    "我的信息是{}，请核对",
    "改成{}可以吗？",
];

fn date(random: &mut Random) -> (usize, usize, usize) {
    (random.within(1950, 2010), random.within(1, 12), random.within(1, 28))
}

/// Region, date of birth and serial, without the check character.
pub fn identity_stem(random: &mut Random) -> String {
    let region = random.pick(&[
        "110101", "310115", "440305", "320583", "510107", "330106", "420111", "610113", "210202", "650104", "810000",
        "830000",
    ]);
    let (year, month, day) = date(random);
    format!("{region}{year}{month:02}{day:02}{}", random.digits(3))
}

/// ISO 7064 mod 11-2 by the table of GB 11643.
pub fn identity_check(stem: &str) -> char {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = stem.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    char::from(b"10X98765432"[sum % 11])
}

fn identity(random: &mut Random) -> String {
    let stem = identity_stem(random);
    let check = identity_check(&stem);
    let check = if random.below(3) == 0 { check.to_ascii_lowercase() } else { check };
    match random.below(4) {
        0 => format!("{} {} {}{check}", &stem[..6], &stem[6..14], &stem[14..]),
        1 => format!("{stem}{check}").chars().map(wide).collect(),
        _ => format!("{stem}{check}"),
    }
}

fn wide(c: char) -> char {
    char::from_u32(c as u32 + 0xFEE0).expect("it is a character of ASCII")
}

fn old_identity(random: &mut Random) -> String {
    let (year, month, day) = date(random);
    format!(
        "{}{:02}{month:02}{day:02}{}",
        random.pick(&["110101", "310104", "440301", "512901"]),
        year.min(1999) % 100,
        random.digits(3)
    )
}

fn mobile(random: &mut Random) -> String {
    format!(
        "{}{}",
        random.pick(&["130", "135", "138", "139", "147", "150", "158", "166", "173", "186", "188", "199"]),
        random.digits(8)
    )
}

fn grouped_mobile(random: &mut Random) -> String {
    let number = mobile(random);
    let joint = random.pick(&[" ", "-", " "]);
    let code = random.pick(&["", "+86 ", "+86", "0086 "]);
    format!("{code}{}{joint}{}{joint}{}", &number[..3], &number[3..7], &number[7..])
}

const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Seventeen characters and the check character.
pub fn credit_code(random: &mut Random) -> String {
    let mut code =
        format!("{}{}", random.pick(&["91", "92", "12", "51"]), random.pick(&["110105", "310000", "440300"]));
    let organisation: String = (0..8).map(|_| random.letter(CREDIT)).collect();
    code.push_str(&organisation);
    code.push(organisation_check(&organisation));
    let value = |c: char| CREDIT.find(c).expect("it is in the alphabet");
    let sum = code.chars().enumerate().fold(0, |sum, (place, c)| sum + value(c) * power(3, place) % 31);
    code.extend(CREDIT.chars().nth((31 - sum % 31) % 31));
    code
}

/// Mod 11 by the weights of GB 11714, letters counting from ten.
fn organisation_check(code: &str) -> char {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = code.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight).sum();
    char::from(b"0123456789X0"[(11 - sum as usize % 11) % 11])
}

fn power(base: usize, exponent: usize) -> usize {
    (0..exponent).fold(1, |power, _| power * base % 31)
}

fn passport(random: &mut Random) -> String {
    match random.below(2) {
        0 => format!("{}{}", random.letter("EGDSP"), random.digits(8)),
        _ => format!("E{}{}", random.letter("ABCDEFGHJKLMNP"), random.digits(7)),
    }
}

fn home_return(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("C{}{}", random.letter("ABCDEFGH"), random.digits(7)),
        1 => format!("{}{}", random.letter("HM"), random.digits(10)),
        _ => format!("{}{}", random.letter("HM"), random.digits(8)),
    }
}

fn taiwan(random: &mut Random) -> String {
    random.digits(8)
}

fn hkid(random: &mut Random) -> String {
    let letter = random.letter("ABCDEFGHKMPRSVYZ");
    let digits = random.digits(6);
    let value = letter as usize - 'A' as usize + 10;
    let sum: usize = 36 * 9
        + value * 8
        + digits.bytes().zip((2..=7).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum::<usize>();
    let check = match (11 - sum % 11) % 11 {
        10 => "A".to_owned(),
        check => check.to_string(),
    };
    format!("{letter}{digits}({check})")
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

fn plate(random: &mut Random) -> String {
    let (province, city) = (random.letter(PROVINCES), random.letter("ABCDEFGH"));
    let gap = random.pick(&["", "", "·", " "]);
    format!(
        "{province}{city}{gap}{}{}{}",
        random.digits(2),
        random.letter("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"),
        random.digits(2)
    )
}

fn new_energy(random: &mut Random) -> String {
    let (province, city) = (random.letter(PROVINCES), random.letter("ABCDEFGH"));
    match random.below(2) {
        0 => format!("{province}{city}{}{}", random.letter("DF"), random.digits(5)),
        _ => format!("{province}{city}{}{}", random.digits(5), random.letter("DF")),
    }
}

/// UnionPay, with Luhn's digit.
fn card(random: &mut Random) -> String {
    let length = random.pick(&[&16, &19]);
    let stem = format!("62{}", random.digits(length - 3));
    let sum: usize =
        stem.bytes().rev().enumerate().map(|(place, digit)| doubled(usize::from(digit - b'0'), place % 2 == 0)).sum();
    format!("{stem}{}", (10 - sum % 10) % 10)
}

fn doubled(digit: usize, odd: bool) -> usize {
    let value = if odd { digit * 2 } else { digit };
    value / 10 + value % 10
}
