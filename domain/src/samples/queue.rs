//! Examples of what happens to a Queue.

use super::conversation::language;
use super::{Sample, code};
use crate::queue::event::{Changed, Defined, Retired};
use crate::queue::{Hours, QueueEvent, SkillNeed, Window};

impl Sample<'_> {
    pub(super) fn queue(&self) -> Vec<QueueEvent> {
        let morning = Window { weekday: 1, from_minute: 540, to_minute: 720 };
        let defined = Defined {
            name: code("refunds"),
            skills: vec![SkillNeed { skill: code("refunds"), level: 5 }],
            languages: vec![language("en")],
            hours: Some(Hours { time_zone: code("Asia/Shanghai"), windows: vec![morning] }),
            priority: 2,
        };
        let plainly_defined = Defined { skills: Vec::new(), languages: Vec::new(), hours: None, ..defined.clone() };
        vec![
            defined.clone().into(),
            plainly_defined.clone().into(),
            Changed::from(&defined).into(),
            Changed::from(&plainly_defined).into(),
            Retired { reason: code("reorganised") }.into(),
        ]
    }
}
