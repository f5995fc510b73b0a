//! The checkpoints as a stream, from a size on.

use async_graphql::{Context, Error};
use futures_util::Stream;
use futures_util::stream::unfold;
use proofs::sealer::Status;
use proofs::{LedgerService, Sealed};
use tokio::sync::watch;

use crate::error_code::ErrorCode;
use crate::graphql::access::fault;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::Checkpoint;
use crate::graphql::user_error::ledger_fault;
use crate::transport::ResumeAfter;

/// How many are read at once.
const BATCH: usize = 100;

struct Follower {
    ledger: LedgerService,
    status: watch::Receiver<Status>,
    after: u64,
    ready: std::vec::IntoIter<Sealed>,
}

/// The checkpoints behind the size `after`; from now on when there is no `after`.
///
/// # Errors
/// `BAD_REQUEST` when nothing so large was signed; `UNAVAILABLE` when the ledger is away.
pub(super) async fn follow(
    context: &Context<'_>,
    after: Option<Position>,
) -> Result<impl Stream<Item = Result<Checkpoint, Error>> + use<>, Error> {
    let ledger = context.data_unchecked::<Services>().ledger.clone();
    let resumed = context.data_opt::<ResumeAfter>().and_then(|resume| resume.0).map(Position);
    let last = ledger.last().await.map_err(|error| ledger_fault(&error))?.map_or(0, |last| last.head.size);
    let after = resumed.or(after).map_or(last, |after| after.0);
    if after > last {
        return Err(fault(ErrorCode::BadRequest, "after is beyond the last checkpoint; read again from the beginning"));
    }
    let status = ledger.watch();
    let follower = Follower { ledger, status, after, ready: Vec::new().into_iter() };
    Ok(unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        match follower.next().await {
            Ok(Some(checkpoint)) => Some((Ok(checkpoint), Some(follower))),
            Ok(None) => None,
            // The stream ends after an error; the client resumes from the last size it saw.
            Err(error) => Some((Err(error), None)),
        }
    }))
}

impl Follower {
    /// The next one; nothing when this process is about to end.
    async fn next(&mut self) -> Result<Option<Checkpoint>, Error> {
        loop {
            if let Some(sealed) = self.ready.next() {
                self.after = sealed.head.size;
                return Ok(Some(Checkpoint::of(&self.ledger, &sealed)));
            }
            // Looked at before the store, so that what comes in between is not slept over.
            self.status.mark_unchanged();
            let found = self.ledger.checkpoints(self.after, BATCH).await.map_err(|error| ledger_fault(&error))?;
            if found.is_empty() && self.status.changed().await.is_err() {
                return Ok(None);
            }
            self.ready = found.into_iter();
        }
    }
}
