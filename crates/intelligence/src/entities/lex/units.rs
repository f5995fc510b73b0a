//! Currencies and units that are written alike in many languages.

use super::{Lex, Lexicon};

/// Signs, codes and names of currencies; `$` is the dollar of the United States unless something says otherwise.
pub(super) const CURRENCIES: Lexicon = &[
    (
        Lex::Currency("USD"),
        "$|us$|usd|dollar|dollars|buck|bucks|dólar|dólares|dolar|dollari|dollaro|доллар|доллара|долларов|美元|美金|ドル|달러",
    ),
    (Lex::Currency("EUR"), "€|eur|euro|euros|евро|欧元|歐元|ユーロ|유로"),
    (Lex::Currency("GBP"), "£|gbp|quid|pounds sterling|英镑|英鎊|ポンド|파운드"),
    (Lex::Currency("CNY"), "cny|rmb|cn¥|yuan|人民币|人民幣|元人民币|юаней|юань|위안|人民元"),
    (Lex::Currency("JPY"), "jpy|yen|日元|日圆|日圓|иен|엔"),
    (Lex::Currency("KRW"), "₩|krw|won|韩元|韓元|韩币|ウォン"),
    (Lex::Currency("RUB"), "₽|rub|рубль|рубля|рублей|руб|卢布|ルーブル|루블"),
    (Lex::Currency("CHF"), "chf|franken|瑞郎|франков"),
    (Lex::Currency("HKD"), "hkd|hk$|港币|港幣|港元|蚊"),
    (Lex::Currency("TWD"), "twd|nt$|ntd|新台币|新台幣|新臺幣|台币|台幣"),
    (Lex::Currency("MOP"), "mop|澳门币|澳門幣"),
    (Lex::Currency("CAD"), "cad|c$|ca$|加元"),
    (Lex::Currency("AUD"), "aud|a$|au$|澳元"),
    (Lex::Currency("BRL"), "brl|r$|reais"),
    (Lex::Currency("MXN"), "mxn|mx$"),
    (Lex::Currency("INR"), "₹|inr|rupees|卢比"),
    (Lex::Currency("SGD"), "sgd|s$|新币|新幣"),
    (Lex::Minor("USD", 100), "¢|cent|cents|美分"),
];

/// Signs and short names of units of measure.
pub(super) const MEASURES: Lexicon = &[
    (
        Lex::Measure("kilogram"),
        "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|公斤|千克|キロ|кг|килограмм|килограмма|킬로",
    ),
    (Lex::Measure("gram"), "gram|grams|gramm|gramos|grammes|grammi|gramas|克|グラム|грамм|грамма|그램"),
    (Lex::Measure("jin"), "斤"),
    (Lex::Measure("pound"), "lb|lbs"),
    (
        Lex::Measure("kilometre"),
        "km|kilometer|kilometers|kilometre|kilometres|kilómetros|kilomètres|chilometri|quilômetros|公里|千米|キロメートル|км|километров|킬로미터",
    ),
    (Lex::Measure("metre"), "meter|meters|metre|metres|metros|mètres|metri|米|メートル|метров|метра|미터"),
    (Lex::Measure("centimetre"), "cm|centimeters|厘米|公分|センチ|см|센티"),
    (Lex::Measure("millimetre"), "mm|毫米|ミリ|мм"),
    (Lex::Measure("mile"), "mile|miles"),
    (Lex::Measure("inch"), "inch|inches|英寸|吋"),
    (Lex::Measure("litre"), "liter|liters|litre|litres|litros|litri|升|リットル|литр|литра|литров|리터"),
    (Lex::Measure("millilitre"), "ml|毫升|мл"),
    (
        Lex::Measure("percent"),
        "%|percent|per cent|prozent|por ciento|por cento|pour cent|percento|процент|процента|процентов|パーセント|퍼센트",
    ),
    (Lex::Measure("gigabyte"), "gb|гб|ギガ"),
    (Lex::Measure("megabyte"), "mb|мб"),
];
