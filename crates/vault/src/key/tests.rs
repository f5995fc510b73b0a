//! Sealing and opening under one key: laws over arbitrary values and places.

use proptest::prelude::*;
use uuid::Uuid;

use super::{DataKey, LiveKey};
use crate::{Error, FieldContext, Sealed, Subject, random};

const HERE: FieldContext<'_> = FieldContext { tenant: "tenant", event_id: Uuid::from_u128(7), tag: "turn.text" };

fn key() -> LiveKey {
    let subject = Subject { tenant: HERE.tenant.into(), id: random::id() };
    LiveKey::new(random::id(), subject, &DataKey::generate(), 0)
}

fn opens(key: &LiveKey, context: &FieldContext<'_>, sealed: &Sealed) -> Option<Vec<u8>> {
    match key.open(context, sealed, &mut Vec::new()) {
        Ok(clear) => Some(clear),
        Err(Error::Altered { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

proptest! {
    #[test]
    fn what_was_sealed_opens_at_its_place(clear: Vec<u8>, tenant: String, tag: String, event: u128) {
        let context = FieldContext { tenant: &tenant, event_id: Uuid::from_u128(event), tag: &tag };
        let key = key();
        let sealed = key.seal(&context, &clear, &mut Vec::new());
        prop_assert_eq!(opens(&key, &context, &sealed), Some(clear));
    }

    #[test]
    fn one_flipped_bit_anywhere_keeps_it_shut(clear: Vec<u8>, position: prop::sample::Index, bit in 0..8_u8) {
        let key = key();
        let sealed = key.seal(&HERE, &clear, &mut Vec::new());
        let mut body = sealed.body().to_vec();
        body[position.index(sealed.body().len())] ^= 1 << bit;
        prop_assert_eq!(opens(&key, &HERE, &Sealed::new(key.key_id, body)), None);
    }

    #[test]
    fn a_shortened_body_stays_shut(clear: Vec<u8>, length: prop::sample::Index) {
        let key = key();
        let sealed = key.seal(&HERE, &clear, &mut Vec::new());
        let body = &sealed.body()[..length.index(sealed.body().len())];
        prop_assert_eq!(opens(&key, &HERE, &Sealed::new(key.key_id, body)), None);
    }

    #[test]
    fn the_wire_form_is_parsed_back(clear: Vec<u8>) {
        let sealed = key().seal(&HERE, &clear, &mut Vec::new());
        prop_assert_eq!(sealed.to_string().parse::<Sealed>(), Ok(sealed));
    }
}

#[test]
fn a_value_moved_to_another_place_stays_shut() {
    let key = key();
    let sealed = key.seal(&HERE, b"clear", &mut Vec::new());
    let elsewhere = [
        FieldContext { tenant: "another", ..HERE },
        FieldContext { event_id: Uuid::from_u128(8), ..HERE },
        FieldContext { tag: "turn.note", ..HERE },
        FieldContext { tenant: "tenan", tag: "tturn.text", ..HERE },
    ];
    for context in elsewhere {
        assert_eq!(opens(&key, &context, &sealed), None, "{context:?}");
    }
}

#[test]
fn a_value_of_another_key_stays_shut() {
    let (ours, theirs) = (key(), key());
    let sealed = theirs.seal(&HERE, b"clear", &mut Vec::new());
    assert_eq!(opens(&ours, &HERE, &sealed), None);
    let renamed = Sealed::new(ours.key_id, sealed.body());
    assert_eq!(opens(&ours, &HERE, &renamed), None);
}

#[test]
fn the_same_text_sealed_twice_looks_different() {
    let key = key();
    let mut scratch = Vec::new();
    assert_ne!(key.seal(&HERE, b"clear", &mut scratch), key.seal(&HERE, b"clear", &mut scratch));
}
