//! The root key file: a header line, then 32 random bytes in base64; readable by its owner alone.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{Error, aead::KEY_BYTES, random};

/// The first line; names the format and its version.
const HEADER: &str = "vault root key v1";
/// Read and write for the owner, nothing for anyone else.
const OWNER_ONLY: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// The root in the file at `path`.
pub(super) fn read(path: &Path) -> Result<Zeroizing<[u8; KEY_BYTES]>, Error> {
    let mut file = File::open(path).map_err(|source| unusable(path, source))?;
    let mode = file.metadata().map_err(|source| unusable(path, source))?.permissions().mode() & 0o7777;
    if mode & OTHERS != 0 {
        return Err(Error::RootExposed { path: path.to_owned(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(|source| unusable(path, source))?;
    parse(&text).ok_or_else(|| Error::RootMalformed { path: path.to_owned() })
}

fn parse(text: &str) -> Option<Zeroizing<[u8; KEY_BYTES]>> {
    let encoded = text.strip_prefix(HEADER)?.strip_prefix('\n')?.trim_end();
    let bytes = Zeroizing::new(STANDARD.decode(encoded).ok()?);
    let mut root = Zeroizing::new([0; KEY_BYTES]);
    (bytes.len() == KEY_BYTES).then(|| root.copy_from_slice(&bytes))?;
    Some(root)
}

/// Makes a root at `path`, durable before this returns. A file that is already there is left as it is.
pub(super) fn create(path: &Path) -> Result<(), Error> {
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let draft = draft_beside(path);
    let made = make_directory(directory).and_then(|()| write(&draft)).and_then(|()| publish(&draft, path));
    // The draft is no longer needed whether it was published or not; it may not even exist.
    drop(fs::remove_file(&draft));
    made.and_then(|()| File::open(directory)?.sync_all()).map_err(|source| unusable(path, source))
}

fn draft_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", random::id().simple()));
    name.into()
}

fn make_directory(directory: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)
}

fn write(draft: &Path) -> io::Result<()> {
    let mut root = Zeroizing::new([0; KEY_BYTES]);
    random::fill(root.as_mut_slice());
    let encoded = Zeroizing::new(STANDARD.encode(root.as_slice()));
    let text = Zeroizing::new(format!("{HEADER}\n{}\n", encoded.as_str()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Gives the draft its name in one step. A link and not a rename: of two processes that start together, the second
/// must not replace a root under which the first has already wrapped keys.
fn publish(draft: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        published => published,
    }
}

fn unusable(path: &Path, source: io::Error) -> Error {
    Error::RootUnusable { path: path.to_owned(), source: Arc::new(source) }
}
