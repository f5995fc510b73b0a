//! What `/metrics` says of this node's reactions; that one has failed is logged where it happens.

use std::time::Duration;

use commands::reactions::{ReactionState, ReactionStatus};
use metrics::gauge;

/// How often they are looked at.
pub const PERIOD: Duration = Duration::from_secs(10);

const STATES: [ReactionState; 6] = [
    ReactionState::Standby,
    ReactionState::Running,
    ReactionState::Retrying,
    ReactionState::Waiting,
    ReactionState::Failed,
    ReactionState::Stopped,
];

/// Brings the gauges up to date: of each reaction the state it is in is 1, the others are 0.
pub fn show(reactions: &[ReactionStatus]) {
    for reaction in reactions {
        for state in STATES {
            let is_in = if reaction.state == state { 1.0 } else { 0.0 };
            gauge!("reaction_state", "reaction" => reaction.name, "state" => state.as_str()).set(is_in);
        }
    }
}

#[cfg(test)]
mod tests {
    use metrics_exporter_prometheus::PrometheusBuilder;

    use super::*;

    #[test]
    fn a_reaction_is_in_one_state() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let mut reaction =
            ReactionStatus { name: "wake", state: ReactionState::Running, position: 0, head: 0, last_error: None };
        metrics::with_local_recorder(&recorder, || {
            show(&[reaction.clone()]);
            reaction.state = ReactionState::Failed;
            show(&[reaction]);
        });
        let rendered = recorder.handle().render();
        assert!(rendered.contains(r#"reaction_state{reaction="wake",state="failed"} 1"#), "{rendered}");
        assert!(rendered.contains(r#"reaction_state{reaction="wake",state="running"} 0"#), "{rendered}");
    }
}
