//! Files that a crash leaves either as they were or as they shall be.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Writes a file for its owner alone, so that a crash leaves the old one or the new one.
pub(crate) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    // A name of its own for each file and each process, so that none writes into what another is about to rename.
    let mut new = file.as_os_str().to_owned();
    new.push(format!(".{}.new", std::process::id()));
    let new = Path::new(&new);
    let mut written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(new)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    fs::rename(new, file)?;
    sync_directory(file)
}

/// Writes a file for its owner alone that must not be there yet; a crash leaves all of it or nothing.
pub(crate) fn create(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = file.as_os_str().to_owned();
    new.push(format!(".{}.made", std::process::id()));
    let new = Path::new(&new);
    let mut written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(new)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    let linked = fs::hard_link(new, file);
    fs::remove_file(new)?;
    linked?;
    sync_directory(file)
}

/// Makes the name of a file durable.
fn sync_directory(file: &Path) -> io::Result<()> {
    let directory = file.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    File::open(directory)?.sync_all()
}
