//! What is no language of ours: our own sentences in other languages, and what is no language at all.

use intelligence::language::{Detector, Prior};

const STRANGERS: [(&str, [&str; 4]); 18] = [
    (
        "nl",
        [
            "Waar blijft mijn bestelling?",
            "Ik wil graag mijn geld terug",
            "Mijn pakket is nog steeds niet aangekomen",
            "Kunt u mij helpen met de factuur van vorige maand?",
        ],
    ),
    (
        "pl",
        [
            "Gdzie jest moje zamówienie?",
            "Chciałbym zwrócić ten produkt",
            "Paczka jeszcze nie dotarła",
            "gdzie jest moja przesylka, czekam juz dwa tygodnie",
        ],
    ),
    (
        "sv",
        [
            "Var är min beställning?",
            "Jag vill ha pengarna tillbaka",
            "Paketet har inte kommit fram än",
            "Kan ni hjälpa mig med fakturan från förra månaden?",
        ],
    ),
    (
        "da",
        [
            "Hvor er min bestilling?",
            "Jeg vil gerne have pengene tilbage",
            "Pakken er ikke kommet frem endnu",
            "Kan I hjælpe mig med fakturaen fra sidste måned?",
        ],
    ),
    (
        "nb",
        [
            "Hvor er bestillingen min?",
            "Jeg vil gjerne ha pengene tilbake",
            "Pakken har ikke kommet fram ennå",
            "Kan dere hjelpe meg med fakturaen fra forrige måned?",
        ],
    ),
    (
        "cs",
        [
            "Kde je moje objednávka?",
            "Chtěl bych vrátit zboží",
            "Balík ještě nedorazil",
            "Můžete mi pomoci s fakturou za minulý měsíc?",
        ],
    ),
    (
        "sk",
        [
            "Kde je moja objednávka?",
            "Chcel by som vrátiť tovar",
            "Balík ešte neprišiel",
            "Môžete mi pomôcť s faktúrou za minulý mesiac?",
        ],
    ),
    (
        "ro",
        [
            "Unde este comanda mea?",
            "Vreau să returnez produsul",
            "Coletul nu a ajuns încă",
            "Mă puteți ajuta cu factura de luna trecută?",
        ],
    ),
    (
        "ca",
        [
            "On és la meva comanda?",
            "Vull tornar aquest producte",
            "El paquet encara no ha arribat",
            "Em podeu ajudar amb la factura del mes passat?",
        ],
    ),
    (
        "tr",
        [
            "Siparişim nerede?",
            "Paramı geri istiyorum",
            "Paket hala gelmedi",
            "Geçen ayın faturası konusunda yardımcı olur musunuz?",
        ],
    ),
    (
        "fi",
        [
            "Missä tilaukseni on?",
            "Haluan rahani takaisin",
            "Paketti ei ole vielä saapunut",
            "Voitteko auttaa viime kuun laskun kanssa?",
        ],
    ),
    (
        "hu",
        [
            "Hol van a rendelésem?",
            "Szeretném visszakapni a pénzemet",
            "A csomag még nem érkezett meg",
            "Tudnának segíteni a múlt havi számlával?",
        ],
    ),
    (
        "id",
        [
            "Di mana pesanan saya?",
            "Saya ingin uang saya kembali",
            "Paketnya belum sampai juga",
            "Bisakah Anda membantu saya dengan tagihan bulan lalu?",
        ],
    ),
    (
        "vi",
        [
            "Đơn hàng của tôi đâu rồi?",
            "Tôi muốn trả lại sản phẩm này",
            "Gói hàng vẫn chưa đến nơi",
            "Bạn có thể giúp tôi về hóa đơn tháng trước không?",
        ],
    ),
    (
        "uk",
        [
            "Де моє замовлення?",
            "Я хочу повернути товар",
            "Посилка досі не прийшла",
            "Чи можете ви допомогти мені з рахунком?",
        ],
    ),
    (
        "bg",
        [
            "Къде е поръчката ми?",
            "Искам да върна продукта",
            "Пакетът още не е пристигнал",
            "Можете ли да ми помогнете със сметката?",
        ],
    ),
    ("others", ["أين طلبي من فضلك", "สินค้าของฉันอยู่ที่ไหน", "Πού είναι η παραγγελία μου;", "मेरा ऑर्डर कहाँ है"]),
    ("none", ["4711 0815 / 12.50", "asdkjfh qwpeori zxmcnv kjhg", "👍👍 ...", "https://example.com/a/b?c=d XK-2231"]),
];

/// Written after the detector was finished: none of its words or limits were chosen with these in sight.
const UNSEEN: [(&str, [&str; 2]); 16] = [
    ("nl", ["Ik ben mijn wachtwoord vergeten", "Wanneer gaat de winkel morgen open?"]),
    ("pl", ["Zapomniałem hasła", "O której jutro otwieracie sklep?"]),
    ("sv", ["Jag har glömt mitt lösenord", "När öppnar butiken i morgon?"]),
    ("da", ["Jeg har glemt min adgangskode", "Hvornår åbner butikken i morgen?"]),
    ("nb", ["Jeg har glemt passordet mitt", "Når åpner butikken i morgen?"]),
    ("cs", ["Zapomněl jsem heslo", "V kolik zítra otevíráte?"]),
    ("sk", ["Zabudol som heslo", "O koľkej zajtra otvárate?"]),
    ("ro", ["Mi-am uitat parola", "La ce oră deschideți mâine?"]),
    ("ca", ["He oblidat la contrasenya", "A quina hora obriu demà?"]),
    ("tr", ["Şifremi unuttum", "Yarın saat kaçta açılıyorsunuz?"]),
    ("fi", ["Unohdin salasanani", "Mihin aikaan avaatte huomenna?"]),
    ("hu", ["Elfelejtettem a jelszavamat", "Holnap hány órakor nyitnak?"]),
    ("id", ["Saya lupa kata sandi", "Jam berapa toko buka besok?"]),
    ("vi", ["Tôi quên mật khẩu", "Ngày mai mấy giờ mở cửa?"]),
    ("uk", ["Я забула пароль від кабінету", "О котрій годині ви завтра відчиняєтесь?"]),
    ("bg", ["Забравих си паролата", "В колко часа отваряте утре?"]),
];

/// Prints how many are taken for none of ours, and which are not.
pub fn run(detector: &Detector) {
    println!("our own sentences that are in none of the ten languages (no published goal)");
    let seen = STRANGERS.iter().flat_map(|(tag, texts)| texts.iter().map(move |text| (*tag, *text)));
    refusals(detector, "seen while the detector was made", seen);
    let unseen = UNSEEN.iter().flat_map(|(tag, texts)| texts.iter().map(move |text| (*tag, *text)));
    refusals(detector, "unseen", unseen);
}

fn refusals<'a>(detector: &Detector, title: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) {
    let (mut refused, mut all) = (0, 0);
    for (tag, text) in texts {
        let detection = detector.detect(text, &Prior::default());
        all += 1;
        match detection.language {
            None => refused += 1,
            Some(language) => println!("  {tag} taken for {language} ({:.2}): {text}", detection.confidence),
        }
    }
    println!("unknown: {refused} of {all} {title}\n");
}
