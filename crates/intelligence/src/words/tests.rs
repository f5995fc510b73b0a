//! What vectors of words are like.

use proptest::prelude::*;

use super::{Settings, WordVectors, learn};
use crate::text::Normal;

/// "cat" and "dog" stand among the same words, "parcel" and "letter" among others.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for verb in ["sleeps", "eats", "barks at night", "plays"] {
        texts.extend(["cat", "dog"].map(|animal| format!("my {animal} {verb} in the garden")));
        texts.extend(["猫", "狗"].map(|animal| format!("我的小{animal}在花园里玩")));
    }
    for verb in ["arrives", "is lost", "was sent", "is late"] {
        texts.extend(["parcel", "letter"].map(|thing| format!("the {thing} {verb} with the post")));
    }
    texts
}

/// Each text by a voice of its own.
fn voices<T: AsRef<str>>(texts: &[T]) -> Vec<[&str; 1]> {
    texts.iter().map(|text| [text.as_ref()]).collect()
}

fn learned() -> WordVectors {
    // Fewer numbers than words, or nothing would have to be alike.
    let settings = Settings { dimensions: 6, ..Settings::default() };
    learn(&voices(&texts()), &settings, 1, &mut |_| ())
}

fn cosine(vectors: &WordVectors, one: &str, other: &str) -> f32 {
    let of = |text| vectors.of_text(&Normal::of(text)).expect("its words are known").1;
    of(one).iter().zip(of(other)).map(|(one, other)| one * other).sum()
}

#[test]
fn words_in_the_same_company_point_alike() {
    let vectors = learned();
    assert!(cosine(&vectors, "cat", "dog") > 0.8, "{}", cosine(&vectors, "cat", "dog"));
    assert!(cosine(&vectors, "parcel", "letter") > 0.8, "{}", cosine(&vectors, "parcel", "letter"));
    assert!(cosine(&vectors, "cat", "parcel") < 0.3, "{}", cosine(&vectors, "cat", "parcel"));
    assert!(cosine(&vectors, "小猫", "小狗") > 0.8, "{}", cosine(&vectors, "小猫", "小狗"));
}

#[test]
fn the_same_texts_and_seed_give_the_same_vectors() {
    assert_eq!(learned(), learned());
    let mut bytes = Vec::new();
    learned().write(&mut bytes);
    assert_eq!(WordVectors::read(learned().words(), learned().width(), &bytes), Some(learned()));
    assert_eq!(WordVectors::read(learned().words() + 1, learned().width(), &bytes), None);
    assert_eq!(WordVectors::read(usize::MAX, usize::MAX, &bytes), None);
}

#[test]
fn a_text_is_the_sum_of_its_parts() {
    let vectors = learned();
    let text = Normal::of("the dog, the parcel, and what nobody ever said: zzz");
    let (known, whole) = vectors.of_text(&text).expect("some of its words are known");
    let parts = vectors.parts(&text);
    assert_eq!(parts.len() + 1, known, "a word that is said twice is one part");
    for (component, whole) in whole.iter().enumerate() {
        let sum: f32 = parts.iter().map(|(_, part)| part[component]).sum();
        assert!((sum - whole).abs() < 1e-5);
    }
}

#[test]
fn too_few_texts_teach_nothing_and_harm_nothing() {
    for texts in [&[][..], &["once"], &["", " "], &["one word one word"]] {
        let vectors = learn(&voices(texts), &Settings::default(), 1, &mut |_| ());
        assert_eq!(vectors.words(), 0);
        assert_eq!(vectors.of_text(&Normal::of("one word")), None);
    }
}

#[test]
fn what_one_voice_alone_says_is_no_word() {
    let signed = ["i am rosenthal", "i am rosenthal again", "yes i am rosenthal", "now i am rosenthal"];
    let learned = |voices: &[Vec<&str>]| learn(voices, &Settings::default(), 1, &mut |_| ());
    let knows = |vectors: &WordVectors| vectors.of_text(&Normal::of("rosenthal")).is_some();
    assert!(!knows(&learned(&[signed.to_vec()])), "however often it is said");
    assert!(knows(&learned(&signed.map(|text| vec![text]))));
}

#[test]
fn vectors_without_numbers_or_neighbours_are_none() {
    for settings in [Settings { dimensions: 0, ..Settings::default() }, Settings { window: 0, ..Settings::default() }] {
        assert_eq!(learn(&voices(&texts()), &settings, 1, &mut |_| ()).words(), 0);
    }
    assert_eq!(WordVectors::read(0, 1 << 60, &[]), None, "there would be columns without end");
    assert_eq!(WordVectors::read(1, 0, &[0; 8]), None);
    let huge = [&7_u32.to_le_bytes()[..], &f32::MAX.to_le_bytes(), &[127; 2]].concat();
    assert_eq!(WordVectors::read(1, 2, &huge), None, "its sum would not be finite");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_texts_give_vectors_of_length_one_or_none(texts in proptest::collection::vec("\\PC{0,12}|[ab ]{0,9}", 0..20)) {
        let settings = Settings { fewest_voices: 1, ..Settings::default() };
        let vectors = learn(&voices(&texts), &settings, 3, &mut |_| ());
        for text in &texts {
            if let Some((_, vector)) = vectors.of_text(&Normal::of(text)) {
                let length: f32 = vector.iter().map(|value| value * value).sum();
                prop_assert!((length - 1.0).abs() < 1e-3, "{}", length);
            }
        }
    }
}
