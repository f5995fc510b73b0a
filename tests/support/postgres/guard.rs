//! Cleaning up after a test process, however it ends.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};

use super::programs::Programs;

/// Waits for the end of its input, then stops the server and removes its directory.
const SCRIPT: &str = r#"cat >/dev/null; "$1" -s -w -m immediate -D "$2/data" stop; rm -rf "$2""#;

/// A shell that holds one end of a pipe: when this value or the whole process is gone, killed or not, the pipe
/// closes and the shell cleans up.
#[derive(Debug)]
pub(super) struct Guard {
    shell: Child,
    pipe: Option<ChildStdin>,
}

impl Guard {
    pub(super) fn over(programs: &Programs, directory: &Path) -> Self {
        let mut command = programs.command("sh");
        command.args(["-c", SCRIPT, "guard"]).arg(programs.path("pg_ctl")).arg(directory);
        // In its own process group, so that Ctrl-C in a terminal ends the tests but not their cleaning up.
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut shell = command.spawn().expect("a POSIX shell `sh`");
        let pipe = shell.stdin.take();
        Self { shell, pipe }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // A failed wait only means that the shell is gone already.
        let _ = self.shell.wait();
    }
}
