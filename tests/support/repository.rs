//! Where the repository lies.

use std::path::PathBuf;

/// The repository's root directory.
#[must_use]
pub fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package `tests` lies in the repository's root").to_owned()
}
