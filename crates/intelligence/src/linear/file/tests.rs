//! What is written is read, what was written before too, and nothing else.

use proptest::prelude::*;

use super::super::row::Row;
use super::super::tests::{knowing, model, train};
use super::super::{Calibration, Error, Example, Model, Settings};
use super::write::sealed;
use super::{CHECKSUM, Layout, Rows, u32_at};

/// So many labels that rows of frequent n-grams stand whole, and others do not.
fn of_labels(count: usize) -> Model {
    let examples: Vec<Example> = (0..count)
        .map(|n| Example::new(format!("where is parcel {n} {} of mine", "x".repeat(n % 20)), format!("parcel_{n}")))
        .collect();
    let settings = Settings { folds: 1, rounds: 3, ..Settings::default() };
    let model = train(&examples, &settings, 7, &mut |_| ()).expect("they can be learned").model;
    let rows: Vec<Row<'_>> = (0..model.columns()).map(|column| model.tables().row(column)).collect();
    assert!(
        rows.iter().any(|row| matches!(row, Row::Whole(_))) && rows.iter().any(|row| !matches!(row, Row::Whole(_)))
    );
    model
}

/// The model as it was written before format 3.
fn apart(model: &Model) -> Vec<u8> {
    let (bytes, tables) = (model.bytes(), model.tables());
    let Layout { ends, words, end, .. } = *tables.layout;
    let (mut place, mut labels, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for column in 0..model.columns() {
        for (label, step) in tables.row(column).weights() {
            labels.extend(&(label as u16).to_le_bytes()[..tables.layout.shape.label()]);
            steps.push(step.cast_unsigned());
        }
        place.extend((steps.len() as u32).to_le_bytes());
    }
    let mut before = [&bytes[..ends], &place, &labels, &steps, &bytes[words..end]].concat();
    before[8] = if model.header().words.is_some() { 2 } else { 1 };
    before[20..24].copy_from_slice(&(steps.len() as u32).to_le_bytes());
    sealed(before)
}

/// A model whose bytes somebody has changed and sealed anew.
fn forged(model: &Model, change: impl FnOnce(&mut [u8], &Layout)) -> Result<Model, Error> {
    let mut bytes = model.bytes()[..model.bytes().len() - CHECKSUM].to_vec();
    change(&mut bytes, model.tables().layout);
    Model::load(sealed(bytes))
}

#[test]
fn formats_of_before_answer_as_this_one() {
    let texts = ["where is parcel 7 of mine", "please refund my parcel", "reimbursement", "我要退款", "x", ""];
    for now in [model(), knowing(), of_labels(20), of_labels(300)] {
        let before = Model::load(apart(&now)).expect("earlier formats are read");
        assert_ne!(before.version(), now.version());
        let label = &now.labels()[1];
        for text in texts {
            assert_eq!(before.predict(text), now.predict(text));
            assert_eq!(before.explain(text, label, 99), now.explain(text, label, 99));
        }
        let learned = [Example::new("perhaps", "maybe")];
        let [after, expected] =
            [&before, &now].map(|model| model.update(&learned, 1).expect("one more can be learned"));
        assert_eq!(after.predict("perhaps where"), expected.predict("perhaps where"));
        let other = before.with_calibration(Calibration { least: 0.5, ..now.header().calibration });
        let other = other.expect("a half is finite");
        assert_eq!((other.bytes()[8], other.predict(texts[0])), (before.bytes()[8], now.predict(texts[0])));
    }
}

/// What a build of before format 3 wrote of two texts and their labels.
#[test]
fn a_file_of_an_earlier_build_answers_as_one_of_this() {
    let before = Model::load(&include_bytes!("apart.model")[..]).expect("version 1 is read");
    let examples = [Example::new("no thanks", "no"), Example::new("yes please", "yes")];
    let now = train(&examples, &Settings::default(), 1, &mut |_| ()).expect("two labels can be learned").model;
    for text in ["yes", "no thanks, please", "maybe"] {
        assert_eq!(before.predict(text), now.predict(text));
        assert_eq!(before.explain(text, "no", 9), now.explain(text, "no", 9));
    }
    let calibrated = now.with_calibration(before.header().calibration).expect("it is finite");
    assert!(apart(&calibrated) == before.bytes(), "what stands here for an earlier build writes what it wrote");
}

/// Where the bytes of the first row of this kind begin, and how many there are.
fn row_of(model: &Model, kind: fn(&Row<'_>) -> bool) -> (u32, std::ops::Range<usize>) {
    let tables = model.tables();
    let column = (0..model.columns()).find(|&column| kind(&tables.row(column))).expect("there is one");
    let Rows::Together(rows) = tables.layout.rows else { panic!("it is of this format") };
    let end = |column: u32| rows + u32_at(tables.bytes, tables.layout.ends + 4 * column as usize) as usize;
    (column, column.checked_sub(1).map_or(rows, end)..end(column))
}

#[test]
fn rows_that_are_none_are_refused() {
    let is_few = |row: &Row<'_>| matches!(row, Row::Few { steps, .. } if steps.len() > 1);
    let is_few_of_many = |row: &Row<'_>| matches!(row, Row::FewOfMany { steps, .. } if steps.len() > 1);
    let is_whole = |row: &Row<'_>| matches!(row, Row::Whole(_));
    let refused =
        |model: &Model, change: &dyn Fn(&mut [u8], &Layout)| match forged(model, |bytes, layout| change(bytes, layout))
        {
            Err(Error::Inconsistent(why)) => why,
            other => panic!("it should be refused: {:?}", other.err()),
        };
    for (model, kind) in [(of_labels(20), is_few as fn(&Row<'_>) -> bool), (of_labels(300), is_few_of_many)] {
        let (column, place) = row_of(&model, kind);
        let shorter = |bytes: &mut [u8], layout: &Layout| bytes[layout.ends + 4 * column as usize] -= 1;
        assert_eq!(refused(&model, &shorter), "a row is longer or shorter than rows are");
        let unknown = (model.labels().len() as u16).to_le_bytes();
        let elsewhere = |bytes: &mut [u8], _: &Layout| {
            let label = if model.labels().len() == 20 { &unknown[..1] } else { &unknown[..] };
            bytes[place.start..place.start + label.len()].copy_from_slice(label);
        };
        assert_eq!(refused(&model, &elsewhere), "a weight is of no label");
        let (_, place) = row_of(&model, is_whole);
        assert_eq!(refused(&model, &|bytes, _| bytes[place.end - 1] = 1), "a weight is of no label");
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let bytes = model().bytes().to_vec();
    for length in (0..bytes.len()).step_by(97) {
        assert!(Model::load(bytes[..length].to_vec()).is_err(), "{length}");
    }
    let longer = [&bytes[..], &[0]].concat();
    let (found, expected) = (longer.len(), bytes.len() as u64);
    assert_eq!(Model::load(longer).err(), Some(Error::Length { found, expected }));
}

#[test]
fn a_later_format_is_named() {
    let mut bytes = model().bytes().to_vec();
    bytes[8] = 9;
    assert_eq!(Model::load(bytes).err(), Some(Error::Version { found: 9, known: 3 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_flipped_bit_is_noticed(place in any::<proptest::sample::Index>(), bit in 0..8_u8) {
        thread_local!(static BYTES: Vec<u8> = model().bytes().to_vec());
        let mut bytes = BYTES.with(Clone::clone);
        let at = place.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(Model::load(bytes).is_err());
    }

    #[test]
    fn what_somebody_else_has_sealed_is_refused_or_answers(place in any::<proptest::sample::Index>(), byte: u8) {
        thread_local!(static MODEL: Model = of_labels(20));
        let forged = MODEL.with(|model| forged(model, |bytes, _| bytes[place.index(bytes.len())] = byte));
        if let Ok(model) = forged {
            prop_assert_eq!(model.predict("where is parcel 7 of mine").scores.len(), model.labels().len());
            model.explain("where is parcel 7", &model.labels()[0].clone(), 5).expect("the label is known");
            let _ = model.update(&[Example::new("perhaps", "maybe")], 1);
        }
    }

    #[test]
    fn random_bytes_are_no_model(bytes in proptest::collection::vec(any::<u8>(), 0..200), magic in any::<bool>()) {
        let start: &[u8] = if magic { b"COLLOQLM\x01\0\0\0" } else { b"" };
        prop_assert!(Model::load([start, &bytes].concat()).is_err());
    }
}
