//! The built binary `colloquy` as a child process: started, watched, killed.

mod binary;

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to say what it is waited for, before the test fails. Generous: machines are busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that runs `colloquy`, which is built first if need be.
///
/// It does not see the variables that steer the tests: their names begin as those of its own settings do.
#[must_use]
pub fn colloquy() -> Command {
    let mut command = Command::new(binary::path());
    let ours = env::vars_os().map(|(name, _)| name).filter(|name| name.as_encoded_bytes().starts_with(b"COLLOQUY_"));
    ours.for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// Runs `colloquy` to its end and returns what it said and how it ended.
#[must_use]
pub fn run(arguments: &[&str]) -> Output {
    colloquy().args(arguments).stdin(Stdio::null()).output().expect("the built binary runs")
}

/// A running program; dropped, it is killed, it alone.
#[derive(Debug)]
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Running {
    /// Starts a command and listens to both of its output streams.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let (sender, lines) = mpsc::channel();
        listen(child.stdout.take().expect("stdout is piped"), sender.clone());
        listen(child.stderr.take().expect("stderr is piped"), sender);
        Self { child, lines, heard: Vec::new() }
    }

    /// Waits for a line that contains `text` and returns it, for example the line that names the address served.
    ///
    /// Lines are looked at once, in order. Panics with all that was said when the program ends, or stays silent for
    /// a minute, first.
    pub fn line_with(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => self.heard.push(line.clone()),
                Err(RecvTimeoutError::Timeout) => panic!("no line with {text:?} yet; heard:\n{}", self.output()),
                Err(RecvTimeoutError::Disconnected) => panic!("ended before {text:?}; heard:\n{}", self.output()),
            }
            if let Some(line) = self.heard.last().filter(|line| line.contains(text)) {
                return line.clone();
            }
        }
    }

    /// Waits for a line that names an address (`http://127.0.0.1:1234`) and returns the address without a path.
    pub fn address(&mut self) -> String {
        let line = self.line_with("http://");
        let (_, rest) = line.split_once("http://").expect("the line was chosen for it");
        let host: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || ".:-[]".contains(*c)).collect();
        format!("http://{host}")
    }

    /// All that was heard so far, one line each, in the order it came.
    pub fn output(&mut self) -> String {
        self.heard.extend(self.lines.try_iter());
        self.heard.join("\n")
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the program (SIGKILL) and waits until it is gone.
    pub fn kill_hard(&mut self) {
        self.child.kill().expect("one's own child can be killed");
        self.wait();
    }

    /// Asks the program to end (SIGTERM) and waits until it has.
    pub fn terminate(&mut self) -> ExitStatus {
        let asked = Command::new("sh").args(["-c", &format!("kill -s TERM {}", self.id())]).status();
        assert!(asked.expect("a POSIX shell `sh`").success(), "the program had ended before it was asked to");
        self.wait()
    }

    /// Waits until the program ends by itself.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("one's own child can be waited for")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until a condition holds; panics with its name when it does not within a minute.
pub fn wait_until(name: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain until {name}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Forwards a stream line by line until it closes, so that the program never blocks on a full pipe.
fn listen(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Running {
        Running::start(Command::new("sh").args(["-c", script]))
    }

    #[test]
    fn a_line_is_waited_for() {
        let mut program =
            shell("echo one; echo two >&2; echo listening on http://127.0.0.1:4000/graphql; exec tail -f /dev/null");
        assert_eq!(program.address(), "http://127.0.0.1:4000");
        program.kill_hard();
    }

    #[test]
    #[should_panic(expected = "ended before \"ready\"; heard:\nbad luck")]
    fn a_program_that_ends_first_is_quoted() {
        shell("echo bad luck").line_with("ready");
    }

    #[test]
    fn a_program_may_be_asked_to_end() {
        let mut program = shell("trap 'exit 7' TERM; echo ready; while :; do :; done");
        program.line_with("ready");
        assert_eq!(program.terminate().code(), Some(7));
    }
}
