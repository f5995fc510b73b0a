//! What the writer knows of streams and commands without asking.

use std::collections::{HashMap, HashSet};

use super::plan::Plan;
use crate::outcome::{CommandKey, Record, StreamKey, next_revision};
use crate::recent::Recent;
use crate::{Append, Expected};

/// The writer's memory from group to group. Records of commands never change, so once their group is committed they stay
/// true for ever; revisions are true as long as the head of the log stands where this process left it.
pub(super) struct Known {
    revisions: Recent<StreamKey, Option<u64>>,
    commands: Recent<CommandKey, Record>,
}

impl Known {
    pub(super) fn new() -> Self {
        const STREAMS: usize = 65_536;
        const COMMANDS: usize = 65_536;
        Self { revisions: Recent::new(STREAMS), commands: Recent::new(COMMANDS) }
    }

    /// Another process wrote, or may have: what is known of streams may be old.
    pub(super) fn forget_revisions(&mut self) {
        self.revisions.clear();
    }

    /// What is known that matters to a group.
    pub(super) fn view(&self, group: &[Vec<Append>]) -> View {
        let mut view = View::default();
        for append in group.iter().flatten() {
            let (stream, command) = (append.stream_key(), append.command_key());
            if let Some(revision) = self.revisions.get(&stream) {
                view.revisions.insert(stream, *revision);
            }
            if let Some(record) = self.commands.get(&command) {
                view.commands.insert(command, Some(record.clone()));
            }
        }
        view
    }

    /// Forgets what was learnt of a group that may not have been committed, and all revisions.
    pub(super) fn forget(&mut self, plan: &Plan) {
        self.forget_revisions();
        plan.commands.iter().for_each(|(command, _)| self.commands.remove(command));
    }

    /// Learns from a group that was sent, so that the next can be decided after it.
    pub(super) fn learn(&mut self, view: View) {
        for (stream, revision) in view.revisions {
            self.revisions.insert(stream, revision);
        }
        for (command, record) in view.commands {
            if let Some(record) = record {
                self.commands.insert(command, record);
            }
        }
    }
}

/// What is known of the streams and commands of one group: absent here means unknown, `None` means that there is none.
#[derive(Default)]
pub(super) struct View {
    pub(super) revisions: HashMap<StreamKey, Option<u64>>,
    pub(super) commands: HashMap<CommandKey, Option<Record>>,
}

/// What must be looked up.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) streams: Vec<StreamKey>,
    pub(super) commands: Vec<CommandKey>,
}

impl Wanted {
    pub(super) fn is_empty(&self) -> bool {
        self.streams.is_empty() && self.commands.is_empty()
    }

    /// Everything about a group.
    pub(super) fn all(group: &[Vec<Append>]) -> Self {
        let streams: HashSet<_> = group.iter().flatten().map(Append::stream_key).collect();
        let commands: HashSet<_> = group.iter().flatten().map(Append::command_key).collect();
        Self { streams: streams.into_iter().collect(), commands: commands.into_iter().collect() }
    }
}

impl View {
    /// What the fast path cannot do without: the revisions it would have to guess, and the commands that look like
    /// conflicts but may be repeats. New streams and new commands are hoped to be new; the unique indexes check that. What
    /// stands further down a chain follows from its first append.
    pub(super) fn wanted(&self, group: &[Vec<Append>]) -> Wanted {
        let (mut streams, mut commands) = (HashSet::new(), HashSet::new());
        for append in group.iter().filter_map(|chain| chain.first()) {
            let (stream, command) = (append.stream_key(), append.command_key());
            if self.commands.contains_key(&command) {
                continue;
            }
            match self.revisions.get(&stream) {
                Some(actual) if next_revision(append.expected, *actual).is_ok() => {}
                Some(_) => _ = commands.insert(command),
                None if append.expected == Expected::NoStream => {}
                None => {
                    streams.insert(stream);
                    commands.insert(command);
                }
            }
        }
        Wanted { streams: streams.into_iter().collect(), commands: commands.into_iter().collect() }
    }

    /// Adds the answer to what was wanted.
    pub(super) fn add(
        &mut self,
        wanted: Wanted,
        mut revisions: HashMap<StreamKey, u64>,
        mut commands: HashMap<CommandKey, Record>,
    ) {
        for stream in wanted.streams {
            let revision = revisions.remove(&stream);
            self.revisions.insert(stream, revision);
        }
        for command in wanted.commands {
            let record = commands.remove(&command);
            self.commands.insert(command, record);
        }
    }
}
