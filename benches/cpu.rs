//! The CPU time of this process.

use std::fs;
use std::time::Duration;

/// Linux counts in hundredths of a second for every program, whatever the kernel's own tick is.
const TICK: Duration = Duration::from_millis(10);
/// Counted from behind the program's name.
const USER_FIELD: usize = 11;

/// The CPU time that all threads of this process have used, those that ended too; `None` where there is no `/proc`.
#[must_use]
pub fn used() -> Option<Duration> {
    parse(&fs::read_to_string("/proc/self/stat").ok()?)
}

fn parse(stat: &str) -> Option<Duration> {
    // The program's name stands in brackets and may itself hold blanks and brackets.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(USER_FIELD);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(TICK * (user + system))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_system_time_are_added() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194304 1 0 0 0 150 50 0 0 20 0 1 0 100 1 1";
        assert_eq!(parse(stat), Some(Duration::from_secs(2)));
    }

    #[test]
    fn what_makes_no_sense_gives_nothing() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("7 (a) S 1"), None);
    }
}
