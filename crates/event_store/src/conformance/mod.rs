//! What every engine must do: one suite of cases, run by the tests of each engine.
//!
//! A case takes a fresh, empty [`Log`]. [`conformance_tests!`](crate::conformance_tests) makes one test of each:
//!
//! ```ignore
//! async fn fresh_log(queue: usize) -> Option<Log> { … }   // None: the engine is not here, skip
//! event_store::conformance_tests!(fresh_log);
//! ```

pub mod appends;
pub mod chains;
pub mod fixture;
pub mod reactions;
pub mod reads;
pub mod repeats;

use std::any::Any;
use std::sync::Arc;

use crate::{EventStore, ReactionStore};

/// How many appends may wait in the queue of a case that does not care.
pub const QUEUE: usize = 8_192;

/// A fresh log and what must live as long as it, such as its directory.
#[derive(Debug)]
pub struct Log {
    /// The log.
    pub events: Arc<dyn EventStore>,
    /// The memory of reactions in the same engine.
    pub reactions: Arc<dyn ReactionStore>,
    /// Dropped last.
    pub keep: Box<dyn Any + Send + Sync>,
}

impl Log {
    /// The log of an engine.
    pub fn new<S: EventStore + ReactionStore + 'static>(store: S, keep: impl Any + Send + Sync) -> Self {
        let store = Arc::new(store);
        Self { events: Arc::<S>::clone(&store), reactions: store, keep: Box::new(keep) }
    }
}

/// Makes a test of each case. The argument is an async function from the size of the queue to an `Option<Log>`; with
/// `None` the case passes without having run.
#[macro_export]
macro_rules! conformance_tests {
    ($fresh_log:path) => {
        $crate::conformance_tests! { $fresh_log, $crate::conformance::QUEUE =>
            appends: an_append_says_where_the_events_went;
            appends: an_expectation_that_does_not_hold_is_a_conflict;
            appends: appends_to_one_stream_leave_no_gap_and_no_loss;
            appends: appends_to_many_streams_share_one_order;
            appends: of_rivals_for_one_revision_one_wins;
            appends: a_conflict_fails_only_itself;
            appends: an_event_id_stands_in_the_log_once;
            appends: an_empty_append_records_the_command_alone;
            appends: tenants_do_not_see_each_other;
            chains: a_chain_is_written_in_order;
            chains: an_empty_chain_is_answered_at_once;
            chains: nothing_behind_a_conflict_is_written;
            chains: nothing_behind_a_repeat_is_written;
            chains: a_chain_sent_again_writes_nothing;
            chains: of_rival_chains_one_wins;
            repeats: a_repeat_returns_the_first_result;
            repeats: a_repeat_is_found_after_the_stream_moved_on;
            repeats: concurrent_repeats_write_once;
            repeats: a_command_id_with_another_input_is_refused;
            repeats: a_refused_command_may_be_sent_again;
            reads: every_field_comes_back;
            reads: a_stream_is_read_from_any_revision;
            reads: a_long_stream_is_read_in_order;
            reads: large_events_come_back_whole;
            reads: a_page_of_large_events_ends_early_and_the_next_goes_on;
            reads: a_page_has_one_event_at_least;
            reads: pollers_see_every_position_once_while_others_write;
            reads: subscribers_see_every_position_once_while_others_write;
            reads: the_seam_between_past_and_present_loses_nothing;
            reads: the_head_is_told_before_the_answer;
            reactions: one_owner_holds_the_lease;
            reactions: an_expired_lease_passes_on_with_a_higher_fence;
            reactions: a_released_lease_passes_on_at_once;
            reactions: a_commit_after_a_takeover_saves_nothing;
            reactions: timers_come_due_in_order;
            reactions: clearing_a_stream_removes_its_timers;
        }
        $crate::conformance_tests! { $fresh_log, 1 =>
            appends: a_full_queue_refuses_and_loses_nothing;
        }
    };
    ($fresh_log:path, $queue:expr => $($group:ident: $case:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            if let Some(log) = $fresh_log($queue).await {
                $crate::conformance::$group::$case(log).await;
            }
        }
    )*};
}
