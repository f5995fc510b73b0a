//! PostgreSQL's programs: where they are installed, and how to run them as a user they accept.

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const MISSING: &str = "PostgreSQL's server programs (initdb, pg_ctl) are neither in /usr/lib/postgresql/*/bin nor on \
                       PATH; install them, on Debian with: apt-get install postgresql";

/// The installed programs, and who runs them.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    bin: PathBuf,
    user: Option<User>,
}

#[derive(Clone, Copy, Debug)]
struct User {
    uid: u32,
    gid: u32,
}

impl Programs {
    /// The newest version installed the Debian way, else what PATH has. The error says what to install.
    pub(super) fn find() -> Result<Self, &'static str> {
        let bin = debian_directories().into_iter().chain(path_directories()).find(|bin| bin.join("initdb").exists());
        Ok(Self { bin: bin.ok_or(MISSING)?, user: None })
    }

    /// PostgreSQL refuses to run as root: when root owns `directory`, hands it to another user and runs as that one.
    pub(super) fn run_as_owner_of(self, directory: &Path) -> Self {
        let owner = fs::metadata(directory).expect("the directory was just made").uid();
        if owner != 0 {
            return self;
        }
        let user = unprivileged_user();
        chown(directory, Some(user.uid), Some(user.gid)).expect("root may give a directory away");
        Self { user: Some(user), ..self }
    }

    /// Runs one of the programs to its end; the error is what it said.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let output = self.command(self.path(program)).args(arguments).output();
        let output = output.map_err(|error| format!("cannot run PostgreSQL's {program}: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(format!("PostgreSQL's {program} failed ({}): {}", output.status, String::from_utf8_lossy(&said)))
    }

    /// A command that runs any program as the user PostgreSQL runs as.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // That user may not be allowed to enter the directory the tests run in.
        command.current_dir("/").env("LC_ALL", "C");
        if let Some(user) = self.user {
            command.uid(user.uid).gid(user.gid);
        }
        command
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.bin.join(program)
    }
}

/// `/usr/lib/postgresql/<version>/bin`, newest version first.
fn debian_directories() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut versions: Vec<u32> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions.into_iter().map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin"))).collect()
}

/// The directories of PATH, with links resolved: a link alone does not lead PostgreSQL to its sibling programs.
fn path_directories() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let programs = env::split_paths(&path).filter_map(|directory| directory.join("initdb").canonicalize().ok());
    programs.filter_map(|program| program.parent().map(Path::to_owned)).collect()
}

/// `postgres` if the machine has that user, else `nobody`.
fn unprivileged_user() -> User {
    let accounts = fs::read_to_string("/etc/passwd").expect("/etc/passwd is readable");
    let found = ["postgres", "nobody"].into_iter().find_map(|name| user_named(name, &accounts));
    found.expect("as root, PostgreSQL needs a user `postgres` or `nobody` to run as")
}

fn user_named(name: &str, accounts: &str) -> Option<User> {
    let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut ids = line.split(':').skip(2);
    Some(User { uid: ids.next()?.parse().ok()?, gid: ids.next()?.parse().ok()? })
}
