//! What a Queue is, as the commands that say so have it.

use chrono_tz::Tz;
pub(super) use domain::queue::QueueRefusal as Refusal;
use domain::queue::event::{Changed, Defined};
use domain::queue::{Hours, Queue, QueueEvent, SkillNeed};
use domain::{Code, Language};

const MAX_SKILLS: usize = 25;
const MAX_LANGUAGES: usize = 20;
const MAX_WINDOWS: usize = 50;

/// What every command on a Queue decides.
pub(super) type Decision = Result<Vec<QueueEvent>, Refusal>;

/// Everything a Queue is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct QueueSetup {
    /// What it is called.
    pub name: Code,
    /// What serving it takes, at most 25 skills.
    pub skills: Vec<SkillNeed>,
    /// In which languages it is served, at most 20; any, when empty.
    pub languages: Vec<Language>,
    /// When it is served, at most 50 windows; always, when there are none.
    pub hours: Option<Hours>,
    /// Its place among queues, 1 the most pressing, to 5.
    pub priority: u8,
}

impl QueueSetup {
    pub(super) fn validate(&self) -> Result<(), Refusal> {
        let windows = self.hours.as_ref().map_or(&[][..], |hours| &hours.windows);
        if self.skills.len() > MAX_SKILLS || self.languages.len() > MAX_LANGUAGES || windows.len() > MAX_WINDOWS {
            return Err(Refusal::TooMany);
        }
        if !self.skills.iter().all(|need| (1..=10).contains(&need.level)) {
            return Err(Refusal::InvalidLevel);
        }
        if !windows.iter().all(|window| window.is_valid()) {
            return Err(Refusal::InvalidHours);
        }
        if self.hours.as_ref().is_some_and(|hours| hours.time_zone.as_str().parse::<Tz>().is_err()) {
            return Err(Refusal::UnknownTimeZone);
        }
        if (1..=5).contains(&self.priority) { Ok(()) } else { Err(Refusal::InvalidPriority) }
    }

    pub(super) fn to_defined(&self) -> Defined {
        let Self { name, skills, languages, hours, priority } = self.clone();
        Defined { name, skills, languages, hours, priority }
    }

    pub(super) fn to_changed(&self) -> Changed {
        (&self.to_defined()).into()
    }
}

/// It was defined and is not retired.
pub(super) fn serving(state: &Queue) -> Result<&Changed, Refusal> {
    let definition = state.definition.as_ref().ok_or(Refusal::NotFound)?;
    if state.retired { Err(Refusal::Retired) } else { Ok(definition) }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::QueueId;
    use domain::queue::Window;
    use domain::queue::event::Retired;
    use uuid::Uuid;

    use super::*;

    pub(in super::super) const QUEUE: QueueId = QueueId(Uuid::from_u128(0x30));

    pub(in super::super) fn setup() -> QueueSetup {
        let windows = vec![Window { weekday: 1, from_minute: 540, to_minute: 1080 }];
        QueueSetup {
            name: Code::known("refunds"),
            skills: vec![SkillNeed { skill: Code::known("refunds"), level: 4 }],
            languages: vec!["en".parse().unwrap()],
            hours: Some(Hours { time_zone: Code::known("Asia/Shanghai"), windows }),
            priority: 3,
        }
    }

    pub(in super::super) fn defined() -> QueueEvent {
        setup().to_defined().into()
    }

    pub(in super::super) fn retired() -> QueueEvent {
        Retired { reason: Code::known("merged") }.into()
    }

    fn check(change: impl FnOnce(&mut QueueSetup), expected: Option<&Refusal>) {
        let mut changed = setup();
        change(&mut changed);
        assert_eq!(changed.validate().err().as_ref(), expected, "{changed:?}");
    }

    #[test]
    fn levels_hours_and_priorities_are_in_range() {
        check(|_| {}, None);
        check(|setup| setup.skills[0].level = 11, Some(&Refusal::InvalidLevel));
        check(|setup| setup.priority = 0, Some(&Refusal::InvalidPriority));
        check(|setup| setup.hours.as_mut().unwrap().windows[0].weekday = 8, Some(&Refusal::InvalidHours));
        check(
            |setup| setup.hours.as_mut().unwrap().time_zone = Code::known("Asia/Shangai"),
            Some(&Refusal::UnknownTimeZone),
        );
        check(|setup| setup.hours = None, None);
    }

    #[test]
    fn there_are_only_so_many_of_each() {
        check(|setup| setup.skills = vec![setup.skills[0].clone(); 26], Some(&Refusal::TooMany));
        check(|setup| setup.languages = vec![setup.languages[0].clone(); 21], Some(&Refusal::TooMany));
        let many = |setup: &mut QueueSetup| {
            let hours = setup.hours.as_mut().unwrap();
            hours.windows = vec![hours.windows[0]; 51];
        };
        check(many, Some(&Refusal::TooMany));
    }
}
