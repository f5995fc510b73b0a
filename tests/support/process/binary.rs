//! Where the built binary is; built on demand, because cargo builds no other package's binary for a test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use crate::repository;

/// Names a binary to test instead of the one that would be built.
const VARIABLE: &str = "COLLOQUY_BIN";

pub(super) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| env::var_os(VARIABLE).map_or_else(build, PathBuf::from))
}

/// Builds with the profile and into the target directory of this test, so that what is built already is reused.
fn build() -> PathBuf {
    let test = env::current_exe().and_then(fs::canonicalize).expect("a process knows its program");
    let profile_directory = test.ancestors().nth(2).expect("cargo puts tests into target/<profile>/deps");
    let target = profile_directory.parent().expect("cargo puts profiles into target");
    let profile = match profile_directory.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };

    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // The whole workspace is named so that dependencies get the features they were built with for the tests.
    command.args(["build", "--quiet", "--workspace", "--bin", "colloquy", "--profile", profile, "--target-dir"]);
    let output = command.arg(target).current_dir(repository::root()).output().expect("cargo runs");
    assert!(output.status.success(), "colloquy does not build:\n{}", String::from_utf8_lossy(&output.stderr));
    profile_directory.join("colloquy")
}
