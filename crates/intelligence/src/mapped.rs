//! Files that are read where the system keeps them.

use std::io;
use std::path::Path;

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory as _, MmapDirectory};

/// The bytes of a file, mapped into memory: processes that map the same file share them, and the system may drop what is not
/// asked for. A file that is mapped is replaced as a whole, never written into or cut short: whoever reads it dies of that.
///
/// # Errors
/// When the file is not there or cannot be mapped.
pub fn map(path: &Path) -> io::Result<impl AsRef<[u8]> + Send + Sync + use<>> {
    // The system says best why it is not there.
    std::fs::metadata(path)?;
    // The search engine's, so that mapping needs no unsafe code here.
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no file"));
    };
    let folder = MmapDirectory::open(folder).map_err(|error| io::Error::new(io::ErrorKind::NotFound, error))?;
    folder.open_read(Path::new(name)).map_err(unopened)?.read_bytes()
}

fn unopened(error: OpenReadError) -> io::Error {
    match error {
        OpenReadError::FileDoesNotExist(_) => io::ErrorKind::NotFound.into(),
        OpenReadError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
        OpenReadError::IncompatibleIndex(_) => io::ErrorKind::InvalidData.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_mapped_file_is_what_was_written_also_when_it_is_replaced_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.model");
        fs::write(&path, b"first").unwrap();
        let mapped = map(&path).unwrap();
        fs::write(folder.path().join("other"), b"second").unwrap();
        fs::rename(folder.path().join("other"), &path).unwrap();
        assert_eq!(mapped.as_ref(), b"first");
        assert_eq!(map(&path).unwrap().as_ref(), b"second");
    }

    #[test]
    fn what_is_not_there_is_not_found_and_what_is_empty_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        for missing in [folder.path().join("none"), folder.path().join("no/such/folder")] {
            assert_eq!(map(&missing).err().unwrap().kind(), io::ErrorKind::NotFound, "{missing:?}");
        }
        fs::write(folder.path().join("empty"), b"").unwrap();
        assert!(map(&folder.path().join("empty")).unwrap().as_ref().is_empty());
    }
}
