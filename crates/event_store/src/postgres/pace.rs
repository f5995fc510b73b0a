//! Whether a group is sent before the one ahead of it is committed.
//!
//! While this process gathers and plans a group the database waits, and while the database works this process does. Two
//! groups of half the size, one behind the other, keep both at work; but they are two commits instead of one. Which is
//! quicker depends on the disk, the way to the database, and how many write, so it is tried.

use std::time::Duration;

use tokio::time::Instant;

/// When a group may be sent before the one ahead of it is committed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum SendAhead {
    /// Never: for comparisons.
    Never,
    /// While more is answered in the same time that way, which is tried now and then.
    #[default]
    WhenQuicker,
    /// Always: for tests.
    Always,
}

/// Serves in one manner, tries the other for a stretch now and then, and stays with it if it was quicker.
#[derive(Debug)]
pub(super) struct Pace {
    ahead: SendAhead,
    is_ahead: bool,
    stretch: Stretch,
    /// How quick the stretch before the running one was, if the running one is a trial: members a second.
    to_beat: Option<f64>,
    /// How many stretches are left until the next trial.
    patience: u32,
    /// How many there will be after the next trial in vain.
    more_patience: u32,
}

/// What was answered in one manner in a row.
#[derive(Default, Debug)]
struct Stretch {
    groups: u32,
    members: usize,
    /// Without the time in which there was nothing to do.
    busy: Duration,
    busy_since: Option<Instant>,
}

impl Pace {
    /// A stretch has so many groups: enough that one slow commit does not decide.
    const GROUPS: u32 = 64;
    const LEAST_PATIENCE: u32 = 4;
    const MOST_PATIENCE: u32 = 64;
    /// A manner must be so many times as quick as the other to take its place, or chance would.
    const CLEARLY: f64 = 1.05;

    pub(super) fn new(ahead: SendAhead) -> Self {
        Self {
            ahead,
            is_ahead: ahead == SendAhead::Always,
            stretch: Stretch::default(),
            to_beat: None,
            patience: 1,
            more_patience: Self::LEAST_PATIENCE,
        }
    }

    /// There is something to do.
    pub(super) fn busy(&mut self, now: Instant) {
        self.stretch.busy_since.get_or_insert(now);
    }

    /// Something failed: what has been measured of the stretch, an outage with it, tells nothing.
    pub(super) fn interrupted(&mut self) {
        self.stretch = Stretch::default();
    }

    /// A group of so many members was answered; `more` when there is more to do.
    pub(super) fn answered(&mut self, members: usize, more: bool, now: Instant) {
        self.stretch.answered(members, more, now);
        if self.ahead == SendAhead::WhenQuicker && self.stretch.groups >= Self::GROUPS {
            let begun = Stretch { busy_since: self.stretch.busy_since, ..Stretch::default() };
            let quickness = std::mem::replace(&mut self.stretch, begun).quickness();
            self.judge(quickness);
        }
    }

    /// The most members of the next group when so many wait for an answer or are about to come: half of them where a second
    /// group may be sent behind it, otherwise `None`.
    pub(super) fn half_of(&self, outstanding: usize) -> Option<usize> {
        (self.is_ahead && outstanding > 1).then(|| outstanding.div_ceil(2))
    }

    fn judge(&mut self, quickness: f64) {
        match self.to_beat.take() {
            Some(other) if quickness > other * Self::CLEARLY => {
                (self.patience, self.more_patience) = (Self::LEAST_PATIENCE, Self::LEAST_PATIENCE);
            }
            Some(_) => {
                self.is_ahead = !self.is_ahead;
                self.patience = self.more_patience;
                self.more_patience = (self.more_patience * 2).min(Self::MOST_PATIENCE);
            }
            None => {
                self.patience -= 1;
                if self.patience == 0 {
                    self.to_beat = Some(quickness);
                    self.is_ahead = !self.is_ahead;
                }
            }
        }
    }
}

impl Stretch {
    fn answered(&mut self, members: usize, more: bool, now: Instant) {
        self.groups += 1;
        self.members += members;
        if let Some(since) = self.busy_since.replace(now) {
            self.busy += now - since;
        }
        if !more {
            self.busy_since = None;
        }
    }

    /// Members a second.
    fn quickness(&self) -> f64 {
        self.members as f64 / self.busy.as_secs_f64().max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets 64 writers write: the database takes `commit` for each group and 10 µs for each member, this process takes
    /// 8 µs for each member, at the same time only when it sends ahead. Tells in how many of the groups it did.
    fn groups_ahead(pace: &mut Pace, commit: u64, groups: u64, now: &mut Instant) -> u64 {
        pace.busy(*now);
        let mut ahead = 0;
        for _ in 0..groups {
            let half = pace.half_of(64);
            let members = half.unwrap_or(64);
            let (database, process) = (commit + members as u64 * 10, members as u64 * 8);
            let took = if half.is_some() { database.max(process) } else { database + process };
            *now += Duration::from_micros(took);
            pace.answered(members, true, *now);
            ahead += u64::from(half.is_some());
        }
        ahead
    }

    #[test]
    fn it_sends_ahead_where_commits_are_quick_and_not_where_they_are_slow() {
        let (mut pace, mut now) = (Pace::new(SendAhead::WhenQuicker), Instant::now());
        assert!(groups_ahead(&mut pace, 150, 10_000, &mut now) > 8_000);
        let mut pace = Pace::new(SendAhead::WhenQuicker);
        assert!(groups_ahead(&mut pace, 4_000, 10_000, &mut now) < 600);
    }

    #[test]
    fn it_follows_a_disk_that_becomes_slow_and_quick_again() {
        let (mut pace, mut now) = (Pace::new(SendAhead::WhenQuicker), Instant::now());
        groups_ahead(&mut pace, 150, 10_000, &mut now);
        groups_ahead(&mut pace, 4_000, 6_000, &mut now);
        assert!(groups_ahead(&mut pace, 4_000, 6_000, &mut now) < 400);
        groups_ahead(&mut pace, 150, 6_000, &mut now);
        assert!(groups_ahead(&mut pace, 150, 6_000, &mut now) > 4_000);
    }

    #[test]
    fn time_without_anything_to_do_does_not_count() {
        let (mut stretch, start) = (Stretch::default(), Instant::now());
        stretch.busy_since = Some(start);
        stretch.answered(10, false, start + Duration::from_millis(1));
        stretch.busy_since = Some(start + Duration::from_secs(60));
        stretch.answered(10, true, start + Duration::from_secs(60) + Duration::from_millis(1));
        assert!((stretch.quickness() - 10_000.0).abs() < 1.0);
    }

    #[test]
    fn an_outage_does_not_count() {
        let (mut pace, start) = (Pace::new(SendAhead::WhenQuicker), Instant::now());
        pace.busy(start);
        pace.interrupted();
        pace.busy(start + Duration::from_secs(3_600));
        pace.answered(10, true, start + Duration::from_secs(3_600) + Duration::from_millis(1));
        assert!((pace.stretch.quickness() - 10_000.0).abs() < 1.0);
    }

    #[test]
    fn where_it_is_told_what_to_do_it_does_not_try() {
        let mut now = Instant::now();
        assert_eq!(groups_ahead(&mut Pace::new(SendAhead::Never), 150, 1_000, &mut now), 0);
        assert_eq!(groups_ahead(&mut Pace::new(SendAhead::Always), 4_000, 1_000, &mut now), 1_000);
        assert_eq!(Pace::new(SendAhead::Always).half_of(1), None);
    }
}
