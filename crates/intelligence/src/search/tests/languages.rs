//! Each language finds its articles.

use super::*;

type Shelf = (Language, [(&'static str, &'static str); 3], &'static str);

/// Per language: three titles with bodies, and a question in other words that the first one answers.
const SHELVES: [Shelf; 11] = [
    (
        Language::De,
        [
            (
                "Rückgabe und Erstattung",
                "Sie können Artikel innerhalb von 30 Tagen zurücksenden und bekommen den Betrag erstattet.",
            ),
            ("Lieferzeiten", "Pakete kommen meist nach zwei Werktagen an."),
            ("Passwort vergessen", "Über den Link auf der Anmeldeseite setzen Sie es neu."),
        ],
        "wie lange habe ich für rückgaben zeit, wann wird erstattet?",
    ),
    (
        Language::En,
        [
            ("Returns and refunds", "Send items back within 30 days and we refund what you paid."),
            ("Delivery times", "Parcels usually arrive after two working days."),
            ("Forgotten password", "Set a new one with the link on the sign-in page."),
        ],
        "How do I get refunded for an item I'm returning?",
    ),
    (
        Language::Es,
        [
            ("Devoluciones y reembolsos", "Puede devolver los artículos en 30 días y le reembolsamos lo pagado."),
            ("Plazos de entrega", "Los paquetes suelen llegar en dos días laborables."),
            ("Contraseña olvidada", "Cree una nueva con el enlace de la página de acceso."),
        ],
        "como hago una devolucion para que me den el reembolso",
    ),
    (
        Language::Fr,
        [
            ("Retours et remboursements", "Renvoyez les articles sous 30 jours, nous remboursons le montant payé."),
            ("Délais de livraison", "Les colis arrivent en général après deux jours ouvrés."),
            ("Mot de passe oublié", "Choisissez-en un nouveau avec le lien de la page de connexion."),
        ],
        "quand serai-je remboursé si je retourne un article ?",
    ),
    (
        Language::It,
        [
            ("Resi e rimborsi", "Puoi restituire gli articoli entro 30 giorni e rimborsiamo l'importo pagato."),
            ("Tempi di consegna", "I pacchi arrivano di solito dopo due giorni lavorativi."),
            ("Password dimenticata", "Impostane una nuova con il link della pagina di accesso."),
        ],
        "vorrei un rimborso per un articolo da restituire",
    ),
    (
        Language::Ja,
        [
            ("返品と返金について", "商品到着後30日以内であれば返品でき、お支払い金額を返金いたします。"),
            ("配送日数", "通常は二営業日でお届けします。"),
            ("パスワードを忘れた場合", "ログイン画面のリンクから再設定してください。"),
        ],
        "返品したいのですが返金はいつですか",
    ),
    (
        Language::Ko,
        [
            ("반품 및 환불", "상품은 30일 이내에 반품할 수 있으며 결제 금액을 환불해 드립니다."),
            ("배송 기간", "택배는 보통 이틀 뒤에 도착합니다."),
            ("비밀번호 분실", "로그인 화면의 링크에서 다시 설정하세요."),
        ],
        "환불은 언제 받을 수 있나요 반품하려고요",
    ),
    (
        Language::Pt,
        [
            ("Devoluções e reembolsos", "Pode devolver os artigos em 30 dias e reembolsamos o valor pago."),
            ("Prazos de entrega", "As encomendas chegam normalmente após dois dias úteis."),
            ("Senha esquecida", "Crie outra com a ligação da página de entrada."),
        ],
        "quero devolver um artigo, como funciona o reembolso e a devolucao?",
    ),
    (
        Language::Ru,
        [
            ("Возврат товара и денег", "Товары можно вернуть в течение 30 дней, мы возвращаем уплаченную сумму."),
            ("Сроки доставки", "Посылки обычно приходят через два рабочих дня."),
            ("Забытый пароль", "Задайте новый по ссылке на странице входа."),
        ],
        "как оформить возвраты товаров и получить деньги",
    ),
    (
        Language::ZhHans,
        [
            ("退货与退款", "商品签收后三十天内可以退货，我们会退还您支付的金额。"),
            ("配送时间", "包裹一般两个工作日送达。"),
            ("忘记密码", "请通过登录页面的链接重新设置。"),
        ],
        "我想退货，多久可以退款？",
    ),
    (
        Language::ZhHant,
        [
            ("退貨與退款", "商品簽收後三十天內可以退貨，我們會退還您支付的金額。"),
            ("配送時間", "包裹一般兩個工作天送達。"),
            ("忘記密碼", "請透過登入頁面的連結重新設定。"),
        ],
        "請問要怎麼申請退貨退款",
    ),
];

fn library() -> Index {
    let shelf = |(language, texts, _): &Shelf| {
        let language = *language;
        let articles = texts.iter().zip(["first", "second", "third"]);
        let put = move |((title, body), id): (&(&str, &str), &str)| Article {
            language,
            ..article(&format!("{language}-{id}"), title, body)
        };
        articles.map(put).collect::<Vec<_>>()
    };
    index_of(&SHELVES.iter().flat_map(shelf).collect::<Vec<_>>())
}

#[test]
fn a_question_finds_the_article_that_answers_it_in_each_language() {
    let index = library();
    for (language, _, question) in &SHELVES {
        for only in [Some(*language), None] {
            let query = Query { language: only, ..Query::new("acme", question) };
            let best = found(&index, &query).into_iter().next();
            assert_eq!(best, Some(format!("{language}-first")), "{question} in {only:?}");
        }
    }
}

#[test]
fn only_the_language_asked_for_is_found() {
    let index = library();
    let query = Query { language: Some(Language::ZhHant), ..Query::new("acme", "退款") };
    assert_eq!(found(&index, &query), ["zh-Hant-first"]);
}

#[test]
fn matches_are_highlighted_in_each_language() {
    let index = library();
    for (language, texts, question) in &SHELVES {
        let query = Query { language: Some(*language), ..Query::new("acme", question) };
        let hits = index.reader().search(&query).expect("an answer");
        assert!(!hits[0].title.ranges.is_empty(), "nothing in {} for {question}", texts[0].0);
        assert_eq!(hits[0].title.text, texts[0].0);
        assert_eq!(hits[0].snippet.text, texts[0].1, "a short body is shown whole");
    }
}
