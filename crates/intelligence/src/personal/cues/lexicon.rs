//! The cues of ten languages, folded, one line or two for each language.

use super::Cue;

/// Each kind of cue and its words, with `|` between them.
pub(super) const CUES: [(Cue, &str); 18] = [
    (Cue::Phone, PHONE),
    (Cue::Card, CARD),
    (Cue::Ssn, "ssn|social security|social security number|social security no"),
    (
        Cue::ChineseId,
        "身份证|身份證|身份证号|证件号|證件號|公民身份号码|居民身份|id number|id card|identity number|identity card",
    ),
    (Cue::Passport, PASSPORT),
    (
        Cue::HongKongMacau,
        "港澳|回乡证|回鄉證|通行证|通行證|来往内地|來往內地|home return permit|travel permit|exit-entry permit",
    ),
    (Cue::Taiwan, "台胞证|台胞證|臺胞證|台湾居民|台灣居民|来往大陆|來往大陸|taiwan compatriot|mainland travel permit"),
    (Cue::HongKongId, "hkid|香港身份证|香港身份證|香港居民身份|身份证|身份證|身分證|身分证|hong kong id|identity card"),
    (Cue::Licence, LICENCE),
    (Cue::Name, NAME),
    (Cue::Speaker, SPEAKER),
    (Cue::Title, TITLE),
    (Cue::Address, ADDRESS),
    (Cue::Birth, BIRTH),
    (Cue::Postal, POSTAL),
    (Cue::Order, ORDER),
    (
        Cue::Version,
        "version|v|ver|build|firmware|release|版本|版本号|固件|versión|versione|versão|версия|версии|バージョン|버전",
    ),
    (Cue::CreditCode, "信用代码|信用代碼|税号|稅號|纳税人|营业执照|統一編號|tax id|business licence"),
];

const PHONE: &str = "phone|telephone|tel|mobile|cell|cellphone|fax|hotline|landline|whatsapp|sms|call|calling|text|texted|dial|ring|\
    answering|message|messages|phone number|office|desk|reach me|reach me at|reach me on|contact number|\
    电话|手机|手机号|联系方式|致电|拨打|座机|传真|微信|打给|電話|手機|聯絡|撥打|傳真|\
    teléfono|telefono|móvil|celular|llámame|llamar|llame|téléphone|portable|appelez|appeler|joindre|numéro de téléphone|\
    telefon|telefonnummer|handy|handynummer|rufnummer|anrufen|erreichbar|rückruf|cellulare|chiamare|chiamami|chiamatemi|\
    telefone|telemóvel|ligar|ligue|携帯|携帯番号|連絡先|電話番号|전화|휴대폰|핸드폰|연락처|전화번호|\
    телефон|телефону|мобильный|звоните|позвоните|номер телефона|перезвоните";

const CARD: &str = "card|cards|credit card|debit card|credit|debit|cvv|cvc|card number|visa|mastercard|amex|银行卡|信用卡|卡号|儲蓄卡|储蓄卡|卡號|tarjeta|carte|carte bancaire|\
    karte|kreditkarte|kartennummer|carta|carta di credito|cartão|cartao|カード|クレジットカード|카드|카드번호|карта|карты|карту";

const PASSPORT: &str = "passport|passport number|passport no|护照|護照|护照号|pasaporte|passeport|reisepass|passnummer|\
    passaporto|passaporte|パスポート|旅券|여권|паспорт|паспорта";

const LICENCE: &str = "driver's license|drivers license|driver license|driving licence|driving license|driver's licence|驾驶证|驾照|\
    駕照|licencia de conducir|carnet de conducir|permis de conduire|führerschein|patente di guida|carta de condução|\
    carteira de motorista|運転免許|운전면허|водительское удостоверение";

const NAME: &str = "my name is|my name's|name is|the name's|full name|name:|surname|call me|maiden name is|was called|我叫|我的名字是|我的名字叫|\
    姓名|名字是|名字叫|联系人|收件人|收货人|聯絡人|收件者|收貨人|me llamo|mi nombre es|nombre:|je m'appelle|mon nom est|nom:|ich heiße|ich heisse|\
    mein name ist|name ist|mi chiamo|il mio nome è|nome:|meu nome é|me chamo|chamo-me|私の名前は|名前は|氏名|お名前は|제 이름은|이름은|성함은|\
    меня зовут|моё имя|мое имя|имя:|фио";

const SPEAKER: &str = "i am|i'm|i’m|this is|speaking with|signed|soy|je suis|ich bin|sono|eu sou|我是|这是|本人|это";

const TITLE: &str = "mr|mrs|ms|miss|mx|dr|prof|sir|señor|señora|sr|sra|don|doña|monsieur|madame|mme|mlle|herr|frau|signor|\
    signora|sig|dott|senhor|senhora|господин|госпожа|dear|hi|hello|hey|regards|sincerely|yours";

const ADDRESS: &str = "address|my address is|address is|address:|billing address|shipping address|ship to|deliver to|sent to|live at|\
    lives at|live on|lives on|located at|located on|moved to|taxi to|corner of|地址|住址|收货地址|住在|寄到|送到|家住|dirección|direccion|vivo en|\
    domicilio|adresse|j'habite|j'habite au|wohne in|wohnhaft|anschrift|indirizzo|abito in|residente in|endereço|moro na|moro em|住所|\
    주소|адрес|живу";

const BIRTH: &str = "born|born on|date of birth|birth date|birthdate|birthday|dob|d.o.b|出生|出生日期|生日|生于|出生年月|nací|nacido|nacida|\
    fecha de nacimiento|né le|née le|date de naissance|geboren|geboren am|geburtsdatum|geburtstag|nato il|nata il|data di nascita|\
    nascido|nascida|nasci|data de nascimento|生年月日|誕生日|생년월일|생일|дата рождения|родился|родилась|день рождения";

const POSTAL: &str = "zip|zip code|zipcode|postal code|postcode|post code|邮编|邮政编码|郵遞區號|código postal|codigo postal|code postal|\
    postleitzahl|plz|cap|cep|郵便番号|우편번호|индекс|почтовый индекс";

const ORDER: &str = "order|order number|order no|order id|invoice|tracking|tracking number|parcel|shipment|reference|ref|ticket|case|\
    serial|model|sku|订单|订单号|单号|运单|快递|流水号|编号|发票|订单编号|時間戳|时间戳|timestamp|批次|型号|序列号|訂單|單號|\
    pedido|factura|envío|commande|facture|colis|bestellung|bestellnummer|rechnung|sendung|ordine|fattura|spedizione|encomenda|\
    注文|注文番号|伝票|追跡番号|주문|주문번호|송장|заказ|заказа|накладная|счёт|счет";
