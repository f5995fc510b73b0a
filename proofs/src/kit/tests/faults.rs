//! A thousand single bits, each flipped in a kit: every one that means something is found.

use std::ops::Range;

use super::house::{House, Kit};
use crate::kit::{VerifyError, layout};

const FAULTS: usize = 1_000;

/// A small generator with a fixed seed (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// What nobody has signed, and what follows from nothing else in a kit:
///
/// - `exported_at` and `sealed_at`, the times at which a kit was written and a checkpoint stored;
/// - of an earlier checkpoint, the name or id of a witness's or a further key's signature: with another one it is the
///   signature of a stranger, which counts for nothing. The last checkpoint stands twice, so there it is noticed.
fn means_nothing(file: &str, text: &[u8]) -> Vec<Range<usize>> {
    let text = String::from_utf8_lossy(text);
    let spans = |from: &str, length: usize| {
        text.match_indices(from).map(|(at, _)| at + from.len()..at + from.len() + length).collect::<Vec<_>>()
    };
    match file {
        layout::MANIFEST => spans("\"exported_at\":\"", 27),
        // The name up to the blank, and the six digits in which the four bytes of the id stand.
        layout::CHECKPOINTS => {
            [spans("\"sealed_at\":\"", 27), spans("\u{2014} w1.example", 7), spans("\u{2014} w2.example", 7)]
                .concat()
                .into_iter()
                .chain(spans("\u{2014} ", "w1.example".len()))
                .chain(spans("\u{2014} log.example/main", 7))
                .collect()
        }
        _ => Vec::new(),
    }
}

async fn survives(kit: &Kit, file: &str, bit: usize) -> bool {
    kit.flip(file, bit);
    let verified = kit.verified().await;
    kit.flip(file, bit);
    match verified {
        Ok(_) => true,
        Err(VerifyError::Finding(_)) => false,
        Err(other @ (VerifyError::Away { .. } | VerifyError::Denied { .. })) => panic!("{other}"),
    }
}

#[tokio::test]
async fn of_a_thousand_flipped_bits_none_that_means_something_goes_unnoticed() {
    let kit = House::new().await.kit().await;
    let files: Vec<(String, usize)> =
        kit.files().into_iter().map(|file| (file.clone(), kit.read(&file).len())).collect();
    let bits = 8 * files.iter().map(|(_, length)| length).sum::<usize>();
    let mut random = Random(20_240_229);
    let mut unnoticed = 0;
    for fault in 0..FAULTS {
        // Every second one falls into the files that are short, which would hardly be met otherwise.
        let (file, bit) = if fault % 2 == 0 {
            place(&files, random.below(bits))
        } else {
            let (file, length) = &files[random.below(files.len())];
            (file.as_str(), random.below(8 * length))
        };
        if survives(&kit, file, bit).await {
            unnoticed += 1;
            let ranges = means_nothing(file, &kit.read(file));
            assert!(ranges.iter().any(|range| range.contains(&(bit / 8))), "bit {bit} of {file} was flipped unnoticed");
        }
    }
    assert!(unnoticed < FAULTS / 20, "{unnoticed} faults went unnoticed");
    assert!(kit.verified().await.is_ok(), "every bit was flipped back");
}

fn place(files: &[(String, usize)], mut bit: usize) -> (&str, usize) {
    for (file, length) in files {
        if bit < 8 * length {
            return (file, bit);
        }
        bit -= 8 * length;
    }
    unreachable!("the bit lies in a file")
}

#[tokio::test]
async fn every_bit_of_the_last_checkpoint_counts() {
    let kit = House::new().await.kit().await;
    for bit in 0..8 * kit.read(layout::CHECKPOINT).len() {
        assert!(!survives(&kit, layout::CHECKPOINT, bit).await, "bit {bit}");
    }
}
