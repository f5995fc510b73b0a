//! Temporary.
use std::time::Instant;
use intelligence::linear::{Example, Settings, train, Trained};
use super::sets;
use crate::data::Folder;

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
fn name(label: &str) -> String {
    let mut s = String::new();
    for c in label.chars() { if c.is_uppercase() { s.push(' '); } s.push(if c.is_alphanumeric() { c } else { ' ' }); }
    s
}
fn more(e: &[Example]) -> Vec<Example> {
    let mut out = e.to_vec();
    let names: usize = var("NAMES", 0);
    if names > 0 {
        let l: std::collections::BTreeSet<_> = e.iter().flat_map(|e| &e.labels).cloned().collect();
        for l in l { for _ in 0..names { out.push(Example::new(name(&l), l.clone())); } }
    }
    let copies: usize = var("COPIES", 0);
    let p: f64 = var("DROP", 0.2);
    let mut x = 12345_u64;
    for _ in 0..copies { for e in e {
        let text: Vec<&str> = e.text.split_whitespace().filter(|_| { x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); (x >> 33) as f64 / 2147483648.0 >= p }).collect();
        out.push(Example { text: text.join(" "), labels: e.labels.clone() });
    } }
    out
}
fn correct(e: &Example, best: &str) -> bool { e.labels.iter().any(|l| l == best) }
fn oof(t: &Trained, e: &[Example]) -> (f64, usize) {
    let k = t.model.labels().len();
    let (mut ok, mut n) = (0, 0);
    for (s, e) in t.out_of_fold.chunks(k).zip(e) {
        if e.labels.is_empty() { continue; }
        let best = (0..k).reduce(|a, b| if s[b] > s[a] { b } else { a }).unwrap();
        n += 1; ok += usize::from(correct(e, &t.model.labels()[best]));
    }
    (100.0 * ok as f64 / n as f64, n)
}
fn held(t: &Trained, e: &[Example]) -> f64 {
    let (mut ok, mut n) = (0, 0);
    for e in e.iter().filter(|e| !e.labels.is_empty()) {
        let p = t.model.predict(&e.text);
        n += 1; ok += usize::from(correct(e, &t.model.labels()[p.best()]));
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
        let train_on = &more(train_on)[..];
        let t = train(train_on, &s, 1, &mut |_| ()).unwrap();
        let time = start.elapsed().as_secs_f64();
        let o = if folds > 1 { oof(&t, train_on).0 } else { 0.0 };
        println!("{name:14} oof {o:6.2}  val {:6.2}  {time:5.2}s  {:8} bytes", held(&t, validation), t.model.bytes().len());
    };
    if which == "up" { return super::updates::report(&sets::clinc150(data)?); }
    if which == "oos" { return oos(data); }
    for which in which.split(',') {
        match which {
            "clinc" => { let s = sets::clinc150(data)?; go("clinc", &s.train, &s.validation, folds); }
            "bank" => { let s = sets::banking77(data)?;
                let (v, t): (Vec<_>, Vec<_>) = s.train.into_iter().enumerate().partition(|(i, _)| i % 5 == 0);
                let f = |v: Vec<(usize, Example)>| v.into_iter().map(|x| x.1).collect::<Vec<_>>();
                go("bank 4/5", &f(t), &f(v), folds); }
            "hwu" => { let s = sets::hwu64(data, "train")?; go("hwu", &s.train, &s.validation, folds); }
            "snips" => { let s = sets::snips(data)?; go("snips", &s.train, &[], 5); }
            "xsid" => for l in ["en", "de", "it", "zh"] { let s = sets::xsid(data, l)?; go(&format!("xsid {l}"), &s.train, &[], 10); },
            "few" => {
                let c = sets::clinc150(data)?; let b = sets::banking77(data)?;
                let (mut x, mut y) = (0.0, 0.0);
                let mut s = settings(); s.folds = 0;
                for seed in 1..=4 {
                    let (few, _) = sets::sample(&c.train, 10, seed);
                    x += held(&train(&more(&few), &s, 1, &mut |_| ()).unwrap(), &c.validation) / 4.0;
                    let (few, rest) = sets::sample(&b.train, 10, seed);
                    y += held(&train(&more(&few), &s, 1, &mut |_| ()).unwrap(), &rest) / 4.0;
                }
                println!("few: clinc {x:.2} bank {y:.2}");
                let s = sets::hwu64(data, "train_10")?; go("hwu 10", &s.train, &s.validation, folds);
            }
            "dogo" => for d in sets::DOMAINS { let s = sets::multidogo(data, d)?; go(d, &s.train, &s.validation, folds); },
            _ => anyhow::bail!("{which}"),
        }
    }
    Ok(())
}

fn oos(data: &Folder) -> anyhow::Result<()> {
    let c = sets::clinc150(data)?;
    for with in [false, true] {
    let train_on: Vec<Example> = if with { c.train.clone() } else { c.train.iter().filter(|e| !e.labels.is_empty()).cloned().collect() };
    let mut s = settings(); s.folds = var("FOLDS", 3);
    let start = Instant::now();
    let t = train(&train_on, &s, 1, &mut |_| ())?;
    println!("trained {:.2} sharp {:?}", start.elapsed().as_secs_f64(), t.model.header().calibration);
    let p: Vec<_> = c.validation.iter().map(|e| (e, t.model.predict(&e.text))).collect();
    let names = ["max", "prob", "margin", "lse1", "lse3", "max*cov", "max+prob", "max+marg/2", "max-mean2-5", "sumneg", "cov"];
    for (n, name) in names.iter().enumerate() {
        let strength = |p: &intelligence::linear::Prediction, text: &str| -> f32 {
            let r = p.ranked(); let s = |i: usize| p.scores[r[i]];
            let norm = intelligence::text::Normal::of(text);
            let cov = 1.0_f32; let _ = norm;
            let lse = |k: f32| { let m = s(0); m + p.scores.iter().map(|x| ((x - m) * k).exp()).sum::<f32>().ln() / k };
            match n { 0 => s(0), 1 => p.probabilities[r[0]], 2 => s(0) - s(1), 3 => lse(1.0), 4 => lse(3.0), 5 => (s(0) + 1.0) * cov.sqrt(),
              6 => s(0) + p.probabilities[r[0]], 7 => s(0) + (s(0) - s(1)) / 2.0, 8 => s(0) - (s(1) + s(2) + s(3) + s(4)) / 4.0,
              9 => s(0) - p.scores.iter().map(|x| (x + 1.0).max(0.0)).sum::<f32>(), _ => cov }
        };
        let mut rows: Vec<(f32, bool, bool)> = p.iter().map(|(e, p)| (strength(p, &e.text), e.labels.is_empty(), correct(e, &t.model.labels()[p.best()]))).collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        let total = rows.iter().filter(|r| !r.1).count() as f64;
        print!("{with} {name:12}");
        for goal in [0.92, 0.91, 0.90, 0.88, 0.85] {
            let (mut right, mut out) = (0.0, 100);
            for r in &rows { if right / total >= goal { break; } if r.1 { out -= 1 } else if r.2 { right += 1.0 } }
            print!("  {goal}: {out}");
        }
        println!();
    }
    }
    Ok(())
}
