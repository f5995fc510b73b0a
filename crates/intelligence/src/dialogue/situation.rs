//! What is known when the service is about to act, as features of a linear model.

use crate::text::Normal;

/// What is known when the service is about to act.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Situation {
    /// What the customer said, turn by turn, the oldest first.
    pub said: Vec<String>,
    /// How many of the last turns came after the service's last action.
    pub unanswered: usize,
    /// What the service did, look-ups too: labels, the oldest first.
    pub actions: Vec<String>,
    /// What else is known and may decide: the task, what the last look-up found, filled slots.
    pub facts: Vec<String>,
}

impl Situation {
    /// What describes it: names of features, in a fixed order, some of them repeatedly.
    #[must_use]
    pub fn features(&self) -> Vec<String> {
        let mut features = Vec::with_capacity(256);
        self.add_actions(&mut features);
        self.add_facts(&mut features);
        self.add_texts(&mut features);
        features
    }

    /// The last actions alone and in their order; which were done at all; how far the conversation is.
    fn add_actions(&self, features: &mut Vec<String>) {
        let last = |n: usize| self.actions.iter().rev().nth(n).map_or("none", String::as_str);
        features.push(format!("last {}", last(0)));
        features.push(format!("last {} {}", last(1), last(0)));
        features.push(format!("last {} {} {}", last(2), last(1), last(0)));
        features.push(format!("before {}", last(1)));
        features.extend(self.actions.iter().map(|action| format!("did {action}")));
        features.push(format!("turns {}", self.said.len().min(9)));
        features.push(format!("unanswered {} {}", self.unanswered.min(2), last(0)));
    }

    /// Each fact, also together with the last action; twice, because facts decide more often than words.
    fn add_facts(&self, features: &mut Vec<String>) {
        let last = self.last_action();
        for fact in &self.facts {
            let alone = format!("fact {fact}");
            let together = format!("fact {fact} last {last}");
            features.extend([alone.clone(), alone, together.clone(), together]);
        }
    }

    /// Words of the turns that wait for an answer, also together with the last action; words of all turns before.
    fn add_texts(&self, features: &mut Vec<String>) {
        let last = self.last_action();
        let (before, waiting) = self.said.split_at(self.said.len().saturating_sub(self.unanswered));
        if waiting.is_empty() {
            features.push(format!("silent {last}"));
        }
        for turn in waiting {
            let words = words(turn);
            for n in 1..=3 {
                features.extend(words.windows(n).map(|words| format!("says {}", words.join(" "))));
            }
            for n in 1..=2 {
                features.extend(words.windows(n).map(|words| format!("says {} last {last}", words.join(" "))));
            }
        }
        if let Some(turn) = before.last() {
            features.extend(words(turn).iter().map(|word| format!("said before {word}")));
        }
        for turn in before {
            features.extend(words(turn).iter().map(|word| format!("said {word}")));
        }
    }

    fn last_action(&self) -> &str {
        self.actions.last().map_or("none", String::as_str)
    }
}

/// A text's words between its edges, every digit as 0.
fn words(text: &str) -> Vec<String> {
    let normal = Normal::of(text);
    let word = |word| normal.word(word).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let edge = || "|".to_owned();
    std::iter::once(edge()).chain(normal.words.iter().map(word)).chain(std::iter::once(edge())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn situation(said: &[&str], unanswered: usize, actions: &[&str], facts: &[&str]) -> Situation {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Situation { said: owned(said), unanswered, actions: owned(actions), facts: owned(facts) }
    }

    fn check(situation: &Situation, has: &[&str], lacks: &[&str]) {
        let features = situation.features();
        for feature in has {
            assert!(features.iter().any(|found| found == feature), "{feature:?} is missing in {features:?}");
        }
        for feature in lacks {
            assert!(!features.iter().any(|found| found == feature), "{feature:?} is in {features:?}");
        }
    }

    #[test]
    fn words_that_wait_for_an_answer_are_told_from_earlier_ones() {
        let situation = situation(&["Hello", "Room 42?"], 1, &["ask"], &[]);
        check(&situation, &["says 00 ?", "says room last ask", "said before hello"], &["says hello", "said room"]);
    }

    #[test]
    fn actions_count_in_their_order_and_with_facts() {
        let situation = situation(&["yes"], 1, &["hello", "ask"], &["free"]);
        check(&situation, &["last hello ask", "did hello", "fact free last ask"], &["last ask hello", "silent ask"]);
    }

    #[test]
    fn nothing_known_is_a_situation_too() {
        check(&Situation::default(), &["last none", "silent none", "turns 0"], &[]);
    }

    proptest! {
        #[test]
        fn whoever_waits_longer_than_they_spoke_waits_for_all_of_it(
            said in prop::collection::vec("\\PC{0,20}|.{0,8}", 0..4),
            unanswered in any::<usize>(),
            actions in prop::collection::vec("\\PC{0,8}", 0..4),
            facts in prop::collection::vec("\\PC{0,8}", 0..3),
        ) {
            let situation = |unanswered| {
                let (said, actions, facts) = (said.clone(), actions.clone(), facts.clone());
                Situation { said, unanswered, actions, facts }.features()
            };
            let of_texts = |features: Vec<String>| -> Vec<String> {
                features.into_iter().filter(|feature| feature.starts_with("sa")).collect()
            };
            let most = unanswered.max(said.len());
            prop_assert_eq!(of_texts(situation(most)), of_texts(situation(said.len())));
            prop_assert!(!situation(unanswered).is_empty());
        }
    }
}
