//! Killing a server the way a power cut does: every process at once, nobody says goodbye.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;
use std::{fs, iter};

/// Kills the server whose `postmaster.pid` this is, with all its processes, and returns when they are dead.
pub(super) fn server_of(lock: &Path) {
    let content = fs::read_to_string(lock).expect("a running server has a postmaster.pid");
    let server: u32 = content.lines().next().and_then(|pid| pid.parse().ok()).expect("its first line is a process id");

    // Stopped first, the parent cannot start another child or notice that one died.
    signal("STOP", &[server]);
    let all: Vec<u32> = iter::once(server).chain(children_of(server)).collect();
    signal("KILL", &all);
    while all.iter().any(|&process| is_alive(process)) {
        thread::sleep(Duration::from_millis(1));
    }
}

fn signal(name: &str, processes: &[u32]) {
    let ids: Vec<String> = processes.iter().map(u32::to_string).collect();
    // The shell's own `kill`: a bare machine may have no other. A process that ended meanwhile is no failure.
    let script = format!("kill -s {name} {}", ids.join(" "));
    Command::new("sh").args(["-c", &script]).output().expect("a POSIX shell `sh`");
}

fn children_of(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").expect("Linux's /proc").flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|&id| status(id).is_some_and(|(_, its_parent)| its_parent == parent)).collect()
}

fn is_alive(process: u32) -> bool {
    status(process).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

/// The state letter and the parent of a process, from `/proc/<id>/stat`: `id (name) state parent …`.
fn status(process: u32) -> Option<(char, u32)> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, after_name) = line.rsplit_once(") ")?;
    let mut fields = after_name.split(' ');
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}
