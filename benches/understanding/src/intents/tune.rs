//! Temporary.
use super::sets;
use crate::data::Folder;
use intelligence::linear::{Example, Settings, Trained, train};
use std::time::Instant;

fn var<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}
pub fn settings() -> Settings {
    let mut s = Settings::default();
    s.grams.words = var("W", s.grams.words);
    s.grams.characters = (var("CMIN", s.grams.characters.0), var("CMAX", s.grams.characters.1));
    s.grams.pairs = var("PAIRS", s.grams.pairs);
    s.fewest_texts = var("DF", s.fewest_texts);
    s.characters_share = var("SHARE", s.characters_share);
    s.cost = var("C", s.cost);
    s.own_cost = var("OWN", s.own_cost);
    s.rounds = var("ROUNDS", s.rounds);
    s.tolerance = var("TOL", s.tolerance);
    s.most_bytes = var("BYTES", s.most_bytes);
    s
}
fn correct(e: &Example, best: &str) -> bool {
    e.labels.iter().any(|l| l == best)
}
fn oof(t: &Trained, e: &[Example]) -> (f64, usize) {
    let k = t.model.labels().len();
    let (mut ok, mut n) = (0, 0);
    for (s, e) in t.out_of_fold.chunks(k).zip(e) {
        if e.labels.is_empty() {
            continue;
        }
        let best = (0..k).reduce(|a, b| if s[b] > s[a] { b } else { a }).unwrap();
        n += 1;
        ok += usize::from(correct(e, &t.model.labels()[best]));
    }
    (100.0 * ok as f64 / n as f64, n)
}
fn held(t: &Trained, e: &[Example]) -> f64 {
    let (mut ok, mut n) = (0, 0);
    for e in e.iter().filter(|e| !e.labels.is_empty()) {
        let p = t.model.predict(&e.text);
        n += 1;
        ok += usize::from(correct(e, &t.model.labels()[p.best()]));
    }
    100.0 * ok as f64 / n.max(1) as f64
}
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let which: String = var("SETS", "clinc,bank,hwu,xsid,few".to_owned());
    let folds: usize = var("FOLDS", 0);
    let go = |name: &str, train_on: &[Example], validation: &[Example], folds: usize| {
        let mut s = settings();
        s.folds = folds;
        let start = Instant::now();
        let t = train(train_on, &s, 1, &mut |_| ()).unwrap();
        let time = start.elapsed().as_secs_f64();
        let o = if folds > 1 { oof(&t, train_on).0 } else { 0.0 };
        println!(
            "{name:14} oof {o:6.2}  val {:6.2}  {time:5.2}s  {:8} bytes",
            held(&t, validation),
            t.model.bytes().len()
        );
    };
    for which in which.split(',') {
        match which {
            "clinc" => {
                let s = sets::clinc150(data)?;
                go("clinc", &s.train, &s.validation, folds);
            }
            "bank" => {
                let s = sets::banking77(data)?;
                let (v, t): (Vec<_>, Vec<_>) = s.train.into_iter().enumerate().partition(|(i, _)| i % 5 == 0);
                let f = |v: Vec<(usize, Example)>| v.into_iter().map(|x| x.1).collect::<Vec<_>>();
                go("bank 4/5", &f(t), &f(v), folds);
            }
            "hwu" => {
                let s = sets::hwu64(data, "train")?;
                go("hwu", &s.train, &s.validation, folds);
            }
            "snips" => {
                let s = sets::snips(data)?;
                go("snips", &s.train, &[], 5);
            }
            "xsid" => {
                for l in ["en", "de", "it", "zh"] {
                    let s = sets::xsid(data, l)?;
                    go(&format!("xsid {l}"), &s.train, &[], 10);
                }
            }
            "few" => {
                let c = sets::clinc150(data)?;
                let b = sets::banking77(data)?;
                let (mut x, mut y) = (0.0, 0.0);
                let mut s = settings();
                s.folds = 0;
                for seed in 1..=4 {
                    let (few, _) = sets::sample(&c.train, 10, seed);
                    x += held(&train(&few, &s, 1, &mut |_| ()).unwrap(), &c.validation) / 4.0;
                    let (few, rest) = sets::sample(&b.train, 10, seed);
                    y += held(&train(&few, &s, 1, &mut |_| ()).unwrap(), &rest) / 4.0;
                }
                println!("few: clinc {x:.2} bank {y:.2}");
                let s = sets::hwu64(data, "train_10")?;
                go("hwu 10", &s.train, &s.validation, folds);
            }
            "dogo" => {
                for d in sets::DOMAINS {
                    let s = sets::multidogo(data, d)?;
                    go(d, &s.train, &s.validation, folds);
                }
            }
            _ => anyhow::bail!("{which}"),
        }
    }
    Ok(())
}
