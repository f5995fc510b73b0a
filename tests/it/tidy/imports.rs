//! Imports run one way: parts know nothing of customer service, commands and projections never see each other.

use std::collections::BTreeSet;
use std::path::Path;

use cargo_metadata::{MetadataCommand, Package};
use tests::repository;

use super::assert_none;

/// What a room may know besides the independent parts in `crates/`.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("commands", &["domain"]),
    ("projections", &["domain"]),
    ("proofs", &[]),
    ("knowledge", &["domain"]),
    ("api", &["commands", "domain", "knowledge", "projections", "proofs"]),
    ("colloquy", &["api", "commands", "domain", "knowledge", "projections", "proofs"]),
    ("tests", &["api", "commands", "domain", "projections", "proofs"]),
    ("understanding", &[]),
    ("benches", &["api", "commands", "domain", "projections", "proofs", "tests"]),
];

/// The parts that know another part, and which; no part knows anything else of the workspace.
const PARTS_THAT_KNOW_PARTS: &[(&str, &[&str])] = &[];

/// Of the parts, the domain knows only the vault, for its sealed types.
const PARTS_OF_DOMAIN: &[&str] = &["vault"];

/// The domain is synchronous and reads no clock, file, network or randomness: not with these.
const NOT_IN_DOMAIN: &[&str] = &["async-trait", "getrandom", "rand", "reqwest", "rusqlite", "tokio", "tokio-postgres"];

#[test]
fn imports_run_one_way() {
    let root = repository::root();
    let metadata = MetadataCommand::new().manifest_path(root.join("Cargo.toml")).no_deps().exec().unwrap();
    let packages = metadata.workspace_packages();
    let rooms: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let parts: BTreeSet<&str> = packages.iter().filter(|p| is_part(p, &root)).map(|p| p.name.as_str()).collect();

    let problems: Vec<String> = packages
        .iter()
        .flat_map(|package| problems_of(package.name.as_str(), &known(package), &rooms, &parts))
        .collect();
    assert_none(
        "remove the dependency, or move the code to the room that may know both (tests/it/tidy/imports.rs):",
        &problems,
    );
}

fn is_part(package: &Package, root: &Path) -> bool {
    package.manifest_path.as_std_path().starts_with(root.join("crates"))
}

/// All dependencies, those of tests and build scripts too.
fn known(package: &Package) -> BTreeSet<&str> {
    package.dependencies.iter().map(|dependency| dependency.name.as_str()).collect()
}

fn problems_of(name: &str, knows: &BTreeSet<&str>, rooms: &BTreeSet<&str>, parts: &BTreeSet<&str>) -> Vec<String> {
    let Some(allowed) = allowed(name, parts) else {
        return vec![format!("{name}: a new room; say in MAY_KNOW what it may know")];
    };
    let is_wrong_room = |known: &str| known != name && rooms.contains(known) && !allowed.contains(known);
    let is_wrong_library = |known: &str| name == "domain" && NOT_IN_DOMAIN.contains(&known);
    let wrong = knows.iter().filter(|known| is_wrong_room(known) || is_wrong_library(known));
    wrong.map(|known| format!("{name} must not know {known}")).collect()
}

fn allowed<'a>(name: &str, parts: &BTreeSet<&'a str>) -> Option<BTreeSet<&'a str>> {
    let listed = |table: &[(&str, &'static [&'static str])]| {
        table.iter().find(|(room, _)| *room == name).map(|(_, known)| *known)
    };
    if parts.contains(name) {
        return Some(listed(PARTS_THAT_KNOW_PARTS).unwrap_or_default().iter().copied().collect());
    }
    let rooms = listed(MAY_KNOW)?.iter().copied();
    let known_parts = parts.iter().copied().filter(|part| name != "domain" || PARTS_OF_DOMAIN.contains(part));
    Some(rooms.chain(known_parts).collect())
}

#[test]
fn the_rule_finds_what_it_forbids() {
    let rooms = BTreeSet::from(["api", "commands", "domain", "projections", "vault", "event_store"]);
    let parts = BTreeSet::from(["vault", "event_store"]);
    let check = |name: &str, knows: &[&str]| problems_of(name, &knows.iter().copied().collect(), &rooms, &parts);

    assert_eq!(check("projections", &["domain", "event_store", "serde"]), [""; 0]);
    assert_eq!(check("vault", &["vault"]), [""; 0], "a package may turn its own features on for its tests");
    assert_eq!(check("projections", &["commands"]), ["projections must not know commands"]);
    assert_eq!(check("domain", &["event_store", "vault"]), ["domain must not know event_store"]);
    assert_eq!(check("domain", &["tokio"]), ["domain must not know tokio"]);
    assert_eq!(
        check("vault", &["domain", "event_store"]),
        ["vault must not know domain", "vault must not know event_store"]
    );
    assert_eq!(check("attic", &[]).len(), 1);
}
