//! Where the log lies on disk, and who may write it.

use std::fs::{DirBuilder, File, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::error::InUse;

/// The file of the log in a directory, or the file itself.
pub(super) fn log_path(dir_or_path: &Path) -> PathBuf {
    if dir_or_path.extension().is_some_and(|extension| extension == "db") {
        return dir_or_path.to_owned();
    }
    dir_or_path.join("log.db")
}

/// The right to write the log, held as long as the file is open. The operating system gives it back even when the
/// process is killed.
pub(super) fn lock(log: &Path) -> Result<File, Error> {
    let path = log.with_extension("lock");
    let create =
        || log.parent().map_or(Ok(()), make_directory).and_then(|()| create(log)).and_then(|_log| create(&path));
    let file = create().map_err(|source| Error::away(format!("{} cannot be made", path.display()), source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Error::away(format!("{} is in use by another running process", log.display()), InUse))
        }
        Err(TryLockError::Error(source)) => Err(Error::away(format!("{} cannot be locked", path.display()), source)),
    }
}

fn make_directory(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Opens a file, made for its owner alone when it is missing; what the engine puts beside the log gets the same
/// permissions.
fn create(path: &Path) -> std::io::Result<File> {
    File::options().create(true).append(true).mode(0o600).open(path)
}
