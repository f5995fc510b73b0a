//! A stream that is polled inside a tracing span, as `Instrument` does for futures.

use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use tracing::Span;

/// Polls `inner` inside `span`.
pub(crate) fn in_span<T: 'static>(span: Span, mut inner: BoxStream<'static, T>) -> BoxStream<'static, T> {
    stream::poll_fn(move |context| span.in_scope(|| inner.poll_next_unpin(context))).boxed()
}
