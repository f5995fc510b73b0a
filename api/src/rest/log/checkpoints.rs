//! `/v1/log/checkpoints`: every checkpoint that was signed, one line each, to take away.

use std::convert::identity;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::{Stream, unfold};
use proofs::service::CheckpointLine;
use proofs::{Error, LedgerService};

use super::NO_SNIFF;
use crate::ErrorCode;
use crate::graphql::access::Operation;
use crate::graphql::user_error::log_fault;
use crate::rest::error::RestError;
use crate::rest::{RestState, sign_in};

/// How many are read at once.
const BATCH: usize = 500;

/// The checkpoints in the order of their sizes, up to the one that was the last when the request came.
pub(super) async fn checkpoints(
    State(state): State<Arc<RestState>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, RestError> {
    sign_in::require(&state, &headers, Operation::ReadLog).await?;
    let ledger = state.services.ledger.clone();
    let until = ledger.last().await?.map_or(0, |last| last.head.size);
    let (after, left) = parse(&uri)?;
    if after > until {
        return Err(bad("`after` is beyond the last checkpoint; read again from the beginning"));
    }
    let lines = Rest { ledger, after, until, left }.chunks();
    let body = Body::from_stream(lines.take_until(Box::pin(state.shutdown.clone().requested())));
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store"), NO_SNIFF];
    Ok((headers, body).into_response())
}

/// The size behind which they are wanted, and at most how many.
fn parse(uri: &Uri) -> Result<(u64, u64), RestError> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| bad("the query string is not of the form name=value&name=value"))?;
    let (mut after, mut limit) = (0, u64::MAX);
    for (name, value) in pairs {
        match name.as_str() {
            "after" => after = value.parse().map_err(|_| bad("`after` is a size: a whole number from 0"))?,
            "limit" => limit = at_least_one(&value)?,
            _ => return Err(bad("there are the parameters after and limit, and no others")),
        }
    }
    Ok((after, limit))
}

fn at_least_one(value: &str) -> Result<u64, RestError> {
    value.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| bad("`limit` is a whole number from 1"))
}

fn bad(message: &str) -> RestError {
    RestError::new(ErrorCode::BadRequest, message)
}

/// What is still to be told.
struct Rest {
    ledger: LedgerService,
    after: u64,
    until: u64,
    left: u64,
}

impl Rest {
    /// The lines, some at a time. After an error the body breaks off, which tells the reader that it is not whole.
    fn chunks(self) -> impl Stream<Item = Result<Bytes, Error>> + Send {
        unfold(Some(self), |rest| async move {
            let mut rest = rest?;
            match rest.next().await {
                Ok(Some(lines)) => Some((Ok(lines), Some(rest))),
                Ok(None) => None,
                Err(error) => {
                    log_fault(&error);
                    Some((Err(error), None))
                }
            }
        })
    }

    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        if self.after >= self.until || self.left == 0 {
            return Ok(None);
        }
        let most = usize::try_from(self.left).map_or(BATCH, identity).min(BATCH);
        let (mut lines, until) = (Vec::new(), self.until);
        for sealed in self.ledger.checkpoints(self.after, most).await?.iter().take_while(|next| next.head.size <= until)
        {
            serde_json::to_writer(&mut lines, &CheckpointLine::from(sealed))
                .expect("a line is JSON, and memory takes it");
            lines.push(b'\n');
            (self.after, self.left) = (sealed.head.size, self.left - 1);
        }
        Ok((!lines.is_empty()).then(|| lines.into()))
    }
}
