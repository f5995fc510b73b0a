//! Numbers that look like identifiers and are none: order numbers, parcels, timestamps, amounts, wrong check digits.

use super::identifiers::{credit_code, identity_check, identity_stem};
use super::random::Random;

/// A kind of number that nobody should be warned of, and sentences for it.
pub struct Negative {
    pub name: &'static str,
    pub make: fn(&mut Random) -> String,
    pub sentences: &'static [&'static str],
}

const ORDERS: [&str; 6] = [
    "订单号{}",
    "我的订单{}还没发货",
    "订单编号：{}，麻烦查一下",
    "單號{}什麼時候到",
    "帮我查下单号 {} 谢谢",
    "流水号是{}",
];
const PARCELS: [&str; 4] = ["快递单号{}", "运单{}三天没动了", "快递{}显示已签收", "物流单号：{}"];
const PLAIN: [&str; 5] = ["{}", "这个{}是什么意思", "页面上写着{}", "系统提示 {} 错误", "（{}）"];

/// All kinds.
pub const NEGATIVES: [Negative; 14] = [
    Negative {
        name: "order, date and serial",
        make: |r| format!("{}{}", stamp(r, 8), r.digits(10)),
        sentences: &PLAIN,
    },
    Negative { name: "order, 18 digits", make: |r| r.digits(18), sentences: &ORDERS },
    Negative { name: "order, 15 digits", make: |r| r.digits(15), sentences: &ORDERS },
    Negative { name: "order, 11 digits", make: |r| format!("1{}", r.digits(10)), sentences: &ORDERS },
    Negative { name: "order, 16 digits", make: |r| r.digits(16), sentences: &ORDERS },
    Negative { name: "identity, wrong check", make: wrong_identity, sentences: &PLAIN },
    Negative { name: "credit code, wrong check", make: wrong_credit_code, sentences: &PLAIN },
    Negative { name: "parcel", make: parcel, sentences: &PARCELS },
    Negative { name: "timestamp", make: timestamp, sentences: &PLAIN },
    Negative { name: "milliseconds", make: |r| format!("17{}", r.digits(11)), sentences: &PLAIN },
    Negative {
        name: "amount",
        make: amount,
        sentences: &["一共{}", "退款{}还没到账", "为什么扣了我{}", "价格{}太贵了"],
    },
    Negative {
        name: "model", make: model, sentences: &["型号{}有货吗", "我买的是{}", "{}和旧款有什么区别"]
    },
    Negative {
        name: "version",
        make: |r| format!("{}.{}.{}.{}", r.below(20), r.below(20), r.below(99), r.below(99)),
        sentences: &["版本{}打不开", "升级到版本 {} 之后闪退"],
    },
    Negative {
        name: "flight, bus, page", make: small, sentences: &["坐{}", "改签到{}", "第{}页在哪", "我要去{}"]
    },
];

fn stamp(random: &mut Random, length: usize) -> String {
    let all = format!(
        "20{:02}{:02}{:02}{:02}{:02}{:02}",
        random.within(20, 26),
        random.within(1, 12),
        random.within(1, 28),
        random.below(24),
        random.below(60),
        random.below(60)
    );
    all[..length].to_owned()
}

fn wrong_identity(random: &mut Random) -> String {
    let stem = identity_stem(random);
    let right = identity_check(&stem);
    let wrong = random.letter("0123456789");
    let wrong = if wrong == right { if right == '9' { '0' } else { '9' } } else { wrong };
    format!("{stem}{wrong}")
}

fn wrong_credit_code(random: &mut Random) -> String {
    let code = credit_code(random);
    let last = code.chars().last().unwrap_or('0');
    format!("{}{}", &code[..17], if last == '0' { '1' } else { '0' })
}

fn parcel(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("SF{}", random.digits(13)),
        1 => format!("YT{}", random.digits(13)),
        _ => format!("{}{}", random.pick(&["77", "43", "98"]), random.digits(12)),
    }
}

fn timestamp(random: &mut Random) -> String {
    let all = stamp(random, 14);
    match random.below(3) {
        0 => all,
        1 => format!("{}-{}-{} {}:{}:{}", &all[..4], &all[4..6], &all[6..8], &all[8..10], &all[10..12], &all[12..]),
        _ => format!("{}/{}/{} {}:{}", &all[..4], &all[4..6], &all[6..8], &all[8..10], &all[10..12]),
    }
}

fn amount(random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{},{}.{}元", random.within(1, 99), random.digits(3), random.digits(2)),
        1 => format!("¥{}.{}", random.within(1, 99_999), random.digits(2)),
        2 => format!("{} {} {}元", random.within(1, 9), random.digits(3), random.digits(3)),
        _ => format!("1{}元", random.digits(10)),
    }
}

fn model(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("{}{}", random.letter("ABHMTX"), random.digits(8)),
        1 => format!("{}{}-{}", random.letter("ABCDXYZ"), random.digits(3), random.digits(4)),
        _ => format!("SM-{}{}", random.letter("AGNS"), random.digits(4)),
    }
}

fn small(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("{}{}", random.pick(&["CA", "MU", "CZ", "G", "D"]), random.digits(4)),
        1 => format!("{}路", random.within(1, 999)),
        _ => format!("京{}出口", random.letter("ABCD")),
    }
}
