//! What sealing and opening one personal field costs once the subject's key is in memory: against the cipher alone.

mod cipher;
mod turn;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use benches::{Contest, Done, Options, Ratio, report, runtime};
use clap::Parser;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use vault::{Access, FieldContext, Opened, Sealed, Subject, Vault};

use cipher::Cipher;
use turn::{TAG, Turn};

const SEAL: &str = "vault, seal";
const OPEN: &str = "vault, open";
const OPEN_MANY: &str = "vault, open 100 together";
const FINGERPRINT: &str = "vault, fingerprint";
const BLIND: &str = "vault, blind index";
const ENCRYPT: &str = "AES-256-GCM, encrypt";
const DECRYPT: &str = "AES-256-GCM, decrypt";

/// About what a turn says, bytes: the mean of real dialogues is less.
const TEXT: &str = "Hello, I would like to move my booking for two from Friday to Saturday evening; is there still a \
                    table by the window? My name is on it.";
/// How many fields between two looks at the clock.
const BURST: u64 = 100;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: Options,
}

fn main() {
    let Arguments { options } = Arguments::parse();
    let directory = TempDir::new().expect("there is room for a temporary directory");
    let runtime = runtime();
    let vault = runtime.block_on(Vault::local(directory.path())).expect("the directory is empty");
    let bench = Bench::new(&runtime, vault);
    let cipher = Cipher::new();
    let encrypted = cipher.encrypt(TEXT.as_bytes());

    let mut contest = Contest::new();
    contest.add(SEAL, || bursts(options, || _ = black_box(bench.seal())));
    contest.add(ENCRYPT, || bursts(options, || _ = black_box(cipher.encrypt(TEXT.as_bytes()))));
    contest.add(OPEN, || bursts(options, || bench.open()));
    contest.add(OPEN_MANY, || per_burst(options, || bench.open_many()));
    contest.add(DECRYPT, || bursts(options, || _ = black_box(cipher.decrypt(&encrypted))));
    contest.add(FINGERPRINT, || bursts(options, || _ = black_box(bench.vault.fingerprint("main", &TEXT))));
    contest.add(BLIND, || bursts(options, || _ = black_box(bench.vault.blind("main", "email", "ada@example.org"))));
    let results = contest.run(options.rounds());

    report::heading(&format!("sealing and opening a text of {} bytes, key in memory", TEXT.len()));
    results.print("field");
    results.print_ratios(&[
        Ratio::between(SEAL, ENCRYPT),
        Ratio::between(OPEN, DECRYPT),
        Ratio::between(OPEN_MANY, DECRYPT),
    ]);
}

/// Does the work of one field again and again.
fn bursts(options: Options, mut field: impl FnMut()) -> Done {
    per_burst(options, || (0..BURST).for_each(|_| field()))
}

/// Does the work of a burst of fields again and again.
fn per_burst(options: Options, mut burst: impl FnMut()) -> Done {
    let until = Instant::now() + options.turn() / 4;
    let mut done = Done::default();
    while Instant::now() < until {
        burst();
        done.units += BURST;
    }
    done
}

struct Bench<'a> {
    runtime: &'a Runtime,
    vault: Vault,
    subject: Subject,
    access: Access,
    sealed: Sealed,
}

impl<'a> Bench<'a> {
    fn new(runtime: &'a Runtime, vault: Vault) -> Self {
        let subject = Subject { tenant: "main".into(), id: turn::EVENT };
        let access = Access { actor: Arc::from("bench"), purpose: "bench" };
        let mut turn = Turn::saying(TEXT);
        runtime.block_on(vault.seal(&subject, turn::EVENT, &mut turn)).expect("the subject is not erased");
        let sealed = turn.text.as_sealed().expect("it was just sealed").clone();
        Self { runtime, vault, subject, access, sealed }
    }

    fn seal(&self) -> Turn {
        let mut turn = Turn::saying(TEXT);
        let sealed = self.runtime.block_on(self.vault.seal(&self.subject, turn::EVENT, &mut turn));
        sealed.expect("the subject is not erased");
        turn
    }

    fn open(&self) {
        let opened = self.runtime.block_on(self.vault.open::<String>(self.place(), &self.sealed, &self.access));
        let opened: Opened<String> = opened.expect("it was sealed for this place");
        black_box(opened);
    }

    fn open_many(&self) {
        let fields = vec![(self.place(), &self.sealed); BURST as usize];
        let opened = self.runtime.block_on(self.vault.open_many(&fields, &self.access));
        black_box(opened.expect("they were sealed for this place"));
    }

    fn place(&self) -> FieldContext<'_> {
        FieldContext { tenant: "main", event_id: turn::EVENT, tag: TAG }
    }
}
