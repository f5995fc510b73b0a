//! Sentences of our own, per language: what they must be read as.

use proptest::prelude::*;

use super::{CueKind, Emotion, MoodReader, Polarity, Urgency};
use crate::language::Language::{self, De, En, Es, Fr, It, Ja, Ko, Pt, Ru, ZhHans, ZhHant};

fn check(polarity: Polarity, sentences: &[(Language, &str)]) {
    let reader = MoodReader::new();
    for (language, text) in sentences {
        let read = reader.explain(text, Some(*language));
        assert_eq!(read.mood.polarity, polarity, "{language}: {text}: {read:?}");
        assert!((-1.0..=1.0).contains(&read.mood.score) && (0.5..=1.0).contains(&read.mood.confidence));
    }
}

#[test]
fn praise_is_positive_in_every_language() {
    check(
        Polarity::Positive,
        &[
            (De, "Der Kundendienst war hervorragend."),
            (En, "The support team was excellent."),
            (Es, "El servicio fue excelente."),
            (Fr, "Le service était excellent."),
            (It, "Il servizio è stato eccellente."),
            (Ja, "サービスは最高でした。"),
            (Ko, "서비스가 정말 훌륭했어요."),
            (Pt, "O serviço foi excelente."),
            (Ru, "Обслуживание было отличным."),
            (ZhHans, "客服非常专业，太棒了。"),
            (ZhHant, "客服非常專業，太棒了。"),
        ],
    );
}

#[test]
fn negated_praise_is_negative_in_every_language() {
    check(
        Polarity::Negative,
        &[
            (De, "Ich bin nicht glücklich damit."),
            (En, "I am not happy with it."),
            (Es, "No estoy contenta con eso."),
            (Fr, "Je ne suis pas contente."),
            (It, "Non sono contento."),
            (Ja, "満足していません。"),
            (Ko, "기분이 안 좋아요."),
            (Pt, "Não estou feliz com isso."),
            (Ru, "Мне это не нравится."),
            (ZhHans, "我不满意。"),
            (ZhHant, "我不滿意。"),
        ],
    );
}

#[test]
fn negated_blame_is_not_negative() {
    let reader = MoodReader::new();
    for (language, text) in [
        (De, "Das war gar nicht schlecht."),
        (En, "Not bad at all."),
        (Es, "No está mal."),
        (Fr, "Ce n'est pas mal."),
        (It, "Non è male."),
        (Ja, "悪くないです。"),
        (Ko, "나쁘지 않아요."),
        (Pt, "Não é nada mau."),
        (Ru, "Совсем не плохо."),
        (ZhHans, "不差。"),
    ] {
        assert_ne!(reader.read(text, Some(language)).polarity, Polarity::Negative, "{language}: {text}");
    }
}

#[test]
fn politeness_is_not_praise() {
    check(
        Polarity::Neutral,
        &[
            (De, "Guten Tag, könnten Sie mir bitte die Rechnung schicken? Vielen Dank."),
            (En, "Hello, could you please send me the invoice? Thank you."),
            (Es, "Hola, ¿me podrían enviar la factura, por favor? Gracias."),
            (Fr, "Bonjour, pourriez-vous m'envoyer la facture, s'il vous plaît ? Merci."),
            (It, "Buongiorno, potreste mandarmi la fattura per favore? Grazie."),
            (Ja, "こんにちは、請求書を送っていただけますか。ありがとうございます。"),
            (Ko, "안녕하세요, 청구서를 보내 주시겠어요? 감사합니다."),
            (Pt, "Olá, podem enviar a fatura, por favor? Obrigado."),
            (Ru, "Здравствуйте, пришлите, пожалуйста, счёт. Спасибо."),
            (ZhHans, "您好，请把发票发给我，谢谢。"),
            (ZhHant, "您好，請把發票寄給我，謝謝。"),
        ],
    );
}

#[test]
fn thanks_before_a_complaint_do_not_soften_it() {
    check(
        Polarity::Negative,
        &[
            (En, "Thank you for the prompt answer, but the lamp is still broken."),
            (De, "Danke, aber die Lampe ist immer noch kaputt."),
            (Fr, "Merci, mais la lampe est toujours en panne."),
            (ZhHans, "谢谢，但是灯还是坏了。"),
        ],
    );
}

#[test]
fn plain_thanks_are_gratitude_but_no_praise() {
    let mood = MoodReader::new().read("Thanks, goodbye.", Some(En));
    assert_eq!((mood.polarity, mood.emotions[0].emotion), (Polarity::Neutral, Emotion::Gratitude));
    check(Polarity::Positive, &[(En, "Thank you so much!"), (It, "Grazie mille!"), (Ru, "Огромное спасибо!")]);
}

#[test]
fn emoji_and_emoticons_speak_where_words_do_not() {
    check(Polarity::Positive, &[(En, "It is here 😍"), (Ja, "届きました(^^)"), (Fr, "Il est là :)")]);
    check(Polarity::Negative, &[(En, "It is here 😡"), (Ko, "전화가 안 돼요 😡"), (Es, "Llegó así :(")]);
}

#[test]
fn urgency_names_its_cues_where_they_stand() {
    let text = "This is the third time. Answer right now or I call my lawyer!";
    let mood = MoodReader::new().read(text, Some(En));
    let cues: Vec<(CueKind, &str)> = mood.cues.iter().map(|cue| (cue.kind, &text[cue.span.clone()])).collect();
    assert_eq!(cues, [(CueKind::Repeat, "third time"), (CueKind::Now, "right now"), (CueKind::Legal, "lawyer")]);
    assert_eq!(mood.urgency, Urgency::High);
}

#[test]
fn a_single_plain_cue_raises_and_a_grave_one_alarms_in_every_language() {
    let reader = MoodReader::new();
    for (language, raised, grave) in [
        (De, "Ich brauche das dringend.", "Aus dem Gerät kommt Rauch."),
        (En, "I need this urgently.", "There is smoke coming out of it."),
        (Es, "Lo necesito con urgencia.", "Sale humo del aparato."),
        (Fr, "C'est urgent.", "Il y a de la fumée."),
        (It, "Mi serve con urgenza.", "Esce del fumo."),
        (Ja, "至急対応してください。", "煙が出ています。"),
        (Ko, "급합니다.", "연기가 나요."),
        (Pt, "Preciso com urgência.", "Está saindo fumaça."),
        (Ru, "Мне нужно срочно.", "Из прибора идёт дым."),
        (ZhHans, "请立刻处理。", "机器冒烟了。"),
        (ZhHant, "請立刻處理。", "機器冒煙了。"),
    ] {
        assert_eq!(reader.read(raised, Some(language)).urgency, Urgency::Raised, "{language}: {raised}");
        assert_eq!(reader.read(grave, Some(language)).urgency, Urgency::High, "{language}: {grave}");
    }
}

#[test]
fn a_negated_cue_is_none() {
    assert_eq!(MoodReader::new().read("It is not urgent.", Some(En)).urgency, Urgency::None);
    assert_eq!(MoodReader::new().read("Es ist nicht dringend.", Some(De)).urgency, Urgency::None);
}

#[test]
fn emotions_are_named_unless_negated() {
    let reader = MoodReader::new();
    let felt =
        |text: &str| reader.read(text, Some(En)).emotions.into_iter().map(|felt| felt.emotion).collect::<Vec<_>>();
    assert_eq!(felt("I am worried and so disappointed."), [Emotion::Fear, Emotion::Disappointment]);
    assert_eq!(felt("I am not angry."), []);
    assert_eq!(felt("Could you call me? Thank you."), []);
}

#[test]
fn a_word_inside_another_is_not_found() {
    check(
        Polarity::Neutral,
        &[(En, "The goodness of the badge."), (De, "Das Gutachten."), (Ru, "Суда стоят в порту.")],
    );
}

#[test]
fn a_language_is_guessed_where_none_is_told() {
    let reader = MoodReader::new();
    for text in
        ["Ich bin sehr enttäuscht.", "我很失望。", "とてもがっかりしました。", "Sono molto delusa.", "Я разочарован."]
    {
        assert_eq!(reader.read(text, None).polarity, Polarity::Negative, "{text}");
    }
    assert_eq!(reader.read("", None).polarity, Polarity::Neutral);
}

#[test]
fn capitals_and_exclamation_marks_add_weight() {
    let reader = MoodReader::new();
    let score = |text: &str| reader.read(text, Some(En)).score;
    assert!(score("the service is bad!!!") < score("the service is bad"));
    assert!(score("THE SERVICE IS BAD") < score("the service is bad"));
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_span_lies_on_characters(text in any_text(), language in any_language()) {
        let reader = MoodReader::new();
        let read = reader.explain(&text, language);
        let mood = &read.mood;
        prop_assert!((-1.0..=1.0).contains(&mood.score) && (0.5..=1.0).contains(&mood.confidence));
        let felt = mood.emotions.iter().map(|felt| &felt.span);
        for span in felt.chain(mood.cues.iter().map(|cue| &cue.span)).chain(read.evidence.iter().map(|e| &e.span)) {
            prop_assert!(text.get(span.clone()).is_some_and(|found| !found.is_empty()));
        }
        prop_assert_eq!(&reader.read(&text, language), mood);
    }
}

/// Anything, or pieces that the lexicons know in an order nobody wrote.
fn any_text() -> impl Strategy<Value = String> {
    const PIECES: [&str; 18] = [
        "not ",
        "İ",
        "good",
        "ẞ",
        "不",
        "满意",
        "안 ",
        "좋아요",
        "ない",
        "嬉し",
        "!",
        "？",
        "but ",
        "😡",
        "n't",
        "’",
        "ё",
        "\u{301}",
    ];
    prop_oneof![
        "\\PC{0,60}",
        proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..20).prop_map(|p| p.concat())
    ]
}

fn any_language() -> impl Strategy<Value = Option<Language>> {
    proptest::option::of(proptest::sample::select(&Language::ALL[..]))
}
