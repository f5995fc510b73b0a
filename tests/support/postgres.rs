//! A private PostgreSQL cluster, started from the installed programs and gone when the test process is gone.
//!
//! ```no_run
//! let url = tests::postgres::Cluster::shared().database();
//! ```

mod guard;
mod kill;
mod programs;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use guard::Guard;
use programs::Programs;
use tempfile::TempDir;

/// What a cluster does when the machine, not only the server, goes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// A commit is on the disk before it is acknowledged, as in production.
    Durable,
    /// Nothing is forced to the disk: for tests that never crash anything, and much faster.
    Fast,
}

/// One running PostgreSQL server with its own directory, port and socket; dropped, it is stopped and removed.
///
/// Every function panics with PostgreSQL's own words when PostgreSQL fails.
#[derive(Debug)]
pub struct Cluster {
    programs: Programs,
    port: u16,
    databases: AtomicU32,
    // Declared in this order because the guard stops the server before the directory goes.
    _guard: Guard,
    directory: TempDir,
}

impl Cluster {
    /// The cluster that all tests of this process share: started on first use, [`Durability::Fast`].
    ///
    /// Being shared it cannot be restarted or killed; take [`Cluster::private`] for that.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Durability::Fast))
    }

    /// A cluster for one test, [`Durability::Durable`], which may be restarted and killed.
    #[must_use]
    pub fn private() -> Self {
        Self::start(Durability::Durable)
    }

    /// A cluster for one test.
    #[must_use]
    pub fn start(durability: Durability) -> Self {
        let programs = Programs::find().unwrap_or_else(|missing| panic!("{missing}"));
        let directory = tempfile::Builder::new().prefix("colloquy-pg-").tempdir().expect("a temporary directory");
        let programs = programs.run_as_owner_of(directory.path());
        let port = free_port();
        let data = directory.path().join("data");
        let guard = Guard::over(&programs, directory.path());
        programs.run("initdb", &initdb_arguments(&data)).unwrap_or_else(|said| panic!("{said}"));
        configure(&data, directory.path(), port, durability);

        let cluster = Self { programs, port, databases: AtomicU32::new(0), _guard: guard, directory };
        cluster.control("start");
        cluster
    }

    /// Creates an empty database and returns its URL over TCP.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let (socket, port) = (self.directory.path().display().to_string(), self.port.to_string());
        let arguments = ["--host", &socket, "--port", &port, "--username", "postgres", &name];
        self.programs.run("createdb", &arguments).unwrap_or_else(|said| panic!("{said}"));
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    /// The directory that holds everything the server writes, to search for what must not be there.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Stops the server if it runs, breaking its connections, and starts it on the same port with the same data.
    pub fn restart(&mut self) {
        self.control("restart");
    }

    /// Kills every process of the server at once (SIGKILL), as a power cut would; [`Cluster::restart`] revives it.
    pub fn kill_hard(&mut self) {
        let lock = self.data().join("postmaster.pid");
        kill::server_of(&lock);
        // Where nobody reaps the dead, as in a container without an init, the ids in the locks still look alive.
        for lock in [lock, self.directory.path().join(format!(".s.PGSQL.{}.lock", self.port))] {
            fs::remove_file(&lock).unwrap_or_else(|error| panic!("cannot remove {}: {error}", lock.display()));
        }
    }

    fn control(&self, action: &str) {
        let log = self.directory.path().join("log");
        let (data, log) = (self.data().display().to_string(), log.display().to_string());
        let done = self.programs.run("pg_ctl", &["-w", "-s", "-m", "fast", "-D", &data, "-l", &log, action]);
        done.unwrap_or_else(|said| panic!("{said}its log:\n{}", fs::read_to_string(log).unwrap_or_default()));
    }

    fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }
}

fn initdb_arguments(data: &Path) -> [&str; 8] {
    let data = data.to_str().expect("a temporary directory's name is UTF-8");
    [
        "--no-sync",
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        "--no-instructions",
        "-D",
        data,
    ]
}

fn configure(data: &Path, socket: &Path, port: u16, durability: Durability) {
    let forced = match durability {
        Durability::Durable => "on",
        Durability::Fast => "off",
    };
    let settings = format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\nmax_connections = 200\n\
         fsync = {forced}\nfull_page_writes = {forced}\n",
        socket.display()
    );
    let file = data.join("postgresql.auto.conf");
    // Root may write into another user's file; it stays that user's.
    fs::write(&file, settings).unwrap_or_else(|error| panic!("cannot write {}: {error}", file.display()));
}

/// A port nobody listens on now. Another process may take it before PostgreSQL does; then the start says so.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port");
    listener.local_addr().expect("a bound listener has an address").port()
}
