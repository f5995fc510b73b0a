//! Where a server lives: its directory, its configuration and its store, which outlast any one process.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::graphql::Client;
use crate::process::{self, Running};

/// The roles that can sign in, each with one token.
const ROLES: [&str; 6] = ["admin", "supervisor", "service", "assistant", "agent", "auditor"];

/// The agent who signs in as `agent`.
pub const AGENT: &str = "00000000-0000-4000-8000-00000000a9e7";

/// The token of a role.
#[must_use]
pub fn token(role: &str) -> String {
    format!("{role}-token-of-the-tests")
}

/// A data directory with a configuration beside it, and maybe a database; dropped, the directory is gone.
#[derive(Debug)]
pub struct Home {
    directory: TempDir,
    store: String,
}

impl Home {
    /// On the embedded store.
    #[must_use]
    pub fn sqlite() -> Self {
        Self::at("sqlite".to_owned())
    }

    /// On the database with this URL.
    #[must_use]
    pub fn postgres(url: String) -> Self {
        Self::at(url)
    }

    fn at(store: String) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let home = Self { directory, store };
        let tokens: Vec<String> = ROLES.iter().map(|role| token_setting(role)).collect();
        fs::write(home.configuration(), tokens.concat()).expect("one's own directory can be written");
        home
    }

    /// Takes over the keys of another home, as a second server of the same database must.
    pub fn take_keys_of(&self, other: &Self) {
        let (from, to) = (other.data().join("keys"), self.data().join("keys"));
        fs::create_dir_all(&to).expect("one's own directory can be written");
        for entry in fs::read_dir(&from).expect("the other home has keys").flatten() {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
        }
    }

    /// The store: `sqlite`, or the URL of a database.
    #[must_use]
    pub fn store(&self) -> &str {
        &self.store
    }

    /// The data directory.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    /// The configuration file.
    #[must_use]
    pub fn configuration(&self) -> PathBuf {
        self.directory.path().join("colloquy.toml")
    }

    /// A command that runs `colloquy` here.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = process::colloquy();
        command.args(arguments).arg("--config").arg(self.configuration()).arg("--data").arg(self.data());
        command.args(["--store", &self.store]).stdin(Stdio::null());
        command
    }

    /// Runs `colloquy` here to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the built binary runs")
    }

    /// What `colloquy` prints here; panics with what it complained of when it does not succeed.
    pub fn prints(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("what it prints is text")
    }

    /// Starts a server at any free address.
    #[must_use]
    pub fn serve(&self) -> Server {
        self.serve_at("127.0.0.1:0")
    }

    /// Starts a server at this address.
    #[must_use]
    pub fn serve_at(&self, address: &str) -> Server {
        let mut running = Running::start(&mut self.command(&["serve", "--listen", address]));
        let url = running.address();
        Server { running, url }
    }
}

fn token_setting(role: &str) -> String {
    let (subject, token) = (if role == "agent" { AGENT } else { role }, token(role));
    format!(
        "[[tokens]]\nname = '{role}'\ntoken = '{token}'\ntenant = 'default'\nrole = '{role}'\nsubject = '{subject}'\n"
    )
}

/// A server that runs; dropped, it is killed.
#[derive(Debug)]
pub struct Server {
    /// Its process.
    pub running: Running,
    /// Its address, `http://127.0.0.1:1234`.
    pub url: String,
}

impl Server {
    /// A client that signs in with a role.
    #[must_use]
    pub fn client(&self, role: &str) -> Client {
        Client::new(&self.url, token(role))
    }

    /// The address without its scheme, to serve there again.
    #[must_use]
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }
}
