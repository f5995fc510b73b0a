//! Personal data: recall and false alarms, on Presidio's sentences and on generated Chinese identifiers; time.

mod chinese;
mod identifiers;
mod naive;
mod negatives;
mod presidio;
mod quiet;
mod random;
mod score;

use std::hint::black_box;
use std::time::Instant;

use intelligence::personal::PersonalGuard;

use crate::data::Folder;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    println!("personal data, guard {}", PersonalGuard::VERSION);
    presidio::run(data)?;
    chinese::run();
    quiet::run(data)?;
    speed();
    Ok(())
}

/// A turn of about a hundred characters without candidates, and one with some.
const TURNS: [(&str, &str); 3] = [
    (
        "English, nothing in it",
        "I would like to know why the parcel has not come yet, since the shop said that it had been sent long ago.",
    ),
    (
        "Chinese, nothing in it",
        "你好，我想问一下我买的那件外套什么时候能发货，客服说已经寄出了，可是到现在物流信息还是没有更新，我有点着急，能不能帮我催一下，或者直接给我退款也可以，谢谢你们的帮助，麻烦尽快给我一个答复，我真的等了太久了，请理解。",
    ),
    (
        "English, three in it",
        "My name is Jane Doe, call me at (212) 555-0147 or write to jane.doe@mail.example; card 4111 1111 1111 1111.",
    ),
];

fn speed() {
    let guard = PersonalGuard::default();
    println!("\ntime of one call, median of 2,001 (goal: ≤ 40 µs for 100 characters without candidates)");
    for (name, turn) in TURNS {
        let mut times: Vec<_> = (0..2_001)
            .map(|_| {
                let start = Instant::now();
                black_box(guard.find(black_box(turn), None));
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("  {name:<24} {:>4} characters {:>7.1} µs", turn.chars().count(), times[1_000].as_secs_f64() * 1e6);
    }
    let start = Instant::now();
    black_box(PersonalGuard::default());
    println!("  building a guard {:>30.1} ms", start.elapsed().as_secs_f64() * 1e3);
}
