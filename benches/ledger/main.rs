//! What it costs to commit to events, to seal them, to sign, to prove and to verify.

#![expect(clippy::print_stdout, reason = "printing its figures is what a benchmark is for")]

mod house;

use std::hint::black_box;
use std::time::Instant;

use benches::events::Authors;
use benches::{Contest, Done, Options, report, runtime};
use clap::Parser;
use event_store::RecordedEvent;
use ledger::note::Algorithm;
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Hash, Head, SecretKey, Tiles, proof};
use proofs::entry;
use proofs::kit::Directory;

use house::House;

const ENCODE: &str = "encode an entry";
const TREE: &str = "encode, hash and append";
const SIGN: &str = "sign a checkpoint";
const PROVE: &str = "prove and check inclusion";
const VERIFY: &str = "verify a kit";
const SEAL: &str = "seal a log, SQLite to SQLite";

const EVENTS: usize = 200_000;
/// How much is done between two looks at the clock.
const BURST: usize = 100;
/// Events sealed per second.
const GOAL_SEALED: f64 = 100_000.0;
/// Events verified per second.
const GOAL_VERIFIED: f64 = 300_000.0;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: Options,
}

fn main() {
    let Arguments { options } = Arguments::parse();
    let events: Vec<RecordedEvent> = Authors::new(1_000).group();
    let (tiles, head) = tree_of(EVENTS, &events);
    let key = SecretKey::new("log.example", Algorithm::Ed25519, [7; 32]).expect("it is a name");
    let checkpoint = Checkpoint::new("log.example", head);
    let runtime = runtime();
    let house = runtime.block_on(House::with(EVENTS));

    let (kit, trust) = runtime.block_on(house.kit());
    let verify = || runtime.block_on(proofs::kit::verify(&mut Directory::at(&kit), &trust, &mut |_| {}));

    let mut contest = Contest::new();
    contest.add(ENCODE, || bursts(options, |n| _ = black_box(encoded(&events, n))));
    contest.add(TREE, || grow(options, &events));
    contest.add(SIGN, || bursts(options, |_| _ = black_box(checkpoint.sign(&[&key]).expect("the key is at hand"))));
    contest.add(PROVE, || bursts(options, |n| prove(&events, &tiles, head, n as u64 * 7_919 % head.size)));
    contest.add(SEAL, || Done::units(runtime.block_on(house.seal())));
    contest.add(VERIFY, || Done::units(verify().expect("nobody touched it").events));
    let results = contest.run(options.rounds());

    report::heading(&format!("the ledger; entries of {} bytes", encoded(&events, 0).len()));
    results.print("event");
    report::goal(&results, SEAL, "events", GOAL_SEALED);
    report::goal(&results, VERIFY, "events", GOAL_VERIFIED);
    print_sizes(head, &tiles);
}

fn print_sizes(head: Head, tiles: &Tiles) {
    let bytes: usize = ledger::Tile::all(head.size).map(|tile| usize::from(tile.width) * Hash::SIZE).sum();
    println!("tiles: {:.2} bytes per event", bytes as f64 / head.size as f64);
    let spans = proof::inclusion(1, head.size).expect("the entry is there");
    let hashes = proof::collect(&spans, tiles).expect("all tiles are there");
    println!("inclusion proof at {} events: {} bytes", head.size, hashes.len() * Hash::SIZE);
}

/// Does something again and again, with a number that grows.
fn bursts(options: Options, mut one: impl FnMut(usize)) -> Done {
    let until = Instant::now() + options.turn() / 4;
    let mut done = 0;
    while Instant::now() < until {
        (done..done + BURST).for_each(&mut one);
        done += BURST;
    }
    Done::units(done as u64)
}

fn encoded(events: &[RecordedEvent], n: usize) -> Vec<u8> {
    let previous = Some(Hash([7; 32]));
    entry::encode(&events[n % events.len()], previous).expect("it is short")
}

fn grow(options: Options, events: &[RecordedEvent]) -> Done {
    let mut tree = TiledTree::new();
    bursts(options, |n| {
        tree.push(Hash::leaf(&encoded(events, n)));
        black_box(tree.take_full());
    })
}

fn tree_of(size: usize, events: &[RecordedEvent]) -> (Tiles, Head) {
    let (mut tree, mut tiles) = (TiledTree::new(), Tiles::new());
    (0..size).for_each(|n| tree.push(Hash::leaf(&encoded(events, n))));
    for (tile, hashes) in tree.take_full().into_iter().chain(tree.partial()) {
        assert!(tiles.insert(tile, hashes), "a tree's own tiles are whole");
    }
    (tiles, Head { size: size as u64, root: tree.tree().root() })
}

fn prove(events: &[RecordedEvent], tiles: &Tiles, head: Head, index: u64) {
    let spans = proof::inclusion(index, head.size).expect("the entry is there");
    let hashes = proof::collect(&spans, tiles).expect("all tiles are there");
    let leaf = Hash::leaf(&encoded(events, index as usize));
    proof::check_inclusion(leaf, index, head.size, head.root, &hashes).expect("the entry is there");
}
