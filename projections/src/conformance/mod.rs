//! What every engine must do: one suite of cases, run by the tests of each engine.
//!
//! A case takes a fresh [`Stand`]. [`conformance_tests!`](crate::conformance_tests) makes one test of each:
//!
//! ```ignore
//! async fn fresh_stand() -> Option<Stand> { … }   // None: the engine is not here, skip
//! projections::conformance_tests!(fresh_stand);
//! ```

#![expect(clippy::unwrap_used, reason = "a case that fails should fail loudly")]

pub mod feeding;
pub mod fixture;
pub mod given;
pub mod paging;
pub mod poison;
pub mod reading;
pub mod rebuilding;
pub mod stand;
pub mod story;
pub mod waiting;

pub use stand::Stand;

/// Makes a test of each case. The argument is an async function to an `Option<Stand>`; with `None` the case passes
/// without having run.
#[macro_export]
macro_rules! conformance_tests {
    ($fresh_stand:path) => {
        $crate::conformance_tests! { $fresh_stand =>
            feeding: what_is_appended_is_shown;
            feeding: live_rows_equal_rebuilt_rows;
            feeding: the_cut_of_batches_does_not_matter;
            feeding: a_runner_that_is_cut_off_counts_nothing_twice;
            feeding: two_runners_count_nothing_twice;
            rebuilding: a_rebuild_goes_on_beside_live_writes;
            rebuilding: readers_see_whole_tables_through_the_switch;
            rebuilding: what_a_cut_off_rebuild_left_is_cleared_away;
            rebuilding: one_rebuild_at_a_time;
            rebuilding: a_changed_version_is_built_when_the_program_starts;
            rebuilding: tables_of_a_newer_program_are_left_alone;
            rebuilding: views_ahead_of_a_restored_log_are_built_anew;
            poison: an_event_that_cannot_be_decoded_stops_the_views_it_concerns;
            poison: an_event_that_cannot_be_folded_stops_its_view_alone;
            poison: a_stopped_view_is_tried_again_and_skips_nothing;
            poison: a_rebuild_of_a_poisoned_view_leaves_the_live_one;
            waiting: who_waits_is_woken_by_the_runner;
            waiting: who_waits_in_another_process_sees_the_position;
            waiting: waiting_ends_with_its_time;
            paging: pages_put_together_are_the_whole_list;
            paging: filters_and_counts_agree;
            paging: a_cursor_of_another_order_is_refused;
            reading: the_board_shows_what_waits;
            reading: agents_show_what_they_hold;
            reading: a_transcript_is_read_in_pages;
            reading: activity_is_the_same_by_hour_and_in_total;
            reading: a_conversation_is_told_as_it_stood;
            reading: articles_are_filtered_by_what_is_told;
        }
    };
    ($fresh_stand:path => $($group:ident: $case:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            if let Some(stand) = $fresh_stand().await {
                $crate::conformance::$group::$case(stand).await;
            }
        }
    )*};
}
