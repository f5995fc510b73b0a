//! A group on its way to the database, and who waits for it.

use std::pin::Pin;

use futures_util::future::{MaybeDone, maybe_done};
use tokio::sync::oneshot;

use super::plan::Plan;
use crate::outcome::Answer;
use crate::queue::Submission;
use crate::{Append, Error};

/// Those whose appends go into the log together.
pub(super) struct Party {
    pub(super) chains: Vec<Vec<Append>>,
    replies: Vec<oneshot::Sender<Vec<Answer>>>,
}

impl Party {
    pub(super) fn of(members: Vec<Submission>) -> Self {
        let (chains, replies) = members.into_iter().map(|member| (member.chain, member.reply)).unzip();
        Self { chains, replies }
    }

    pub(super) fn len(&self) -> usize {
        self.replies.len()
    }

    /// Answers each; one that went away meanwhile is no concern of the writer.
    pub(super) fn answer(self, answers: Vec<Vec<Answer>>) {
        self.replies.into_iter().zip(answers).for_each(|(reply, answers)| _ = reply.send(answers));
    }

    pub(super) fn refuse(self, error: impl Fn() -> Error) {
        self.replies.into_iter().for_each(|reply| _ = reply.send(vec![Err(error().into())]));
    }
}

/// How a group that was sent came back.
pub(super) struct Landing {
    pub(super) plan: Plan,
    /// `false` when nothing was written, because the log stands elsewhere or holds one of the group's ids. After an `Err`
    /// nobody knows whether it was committed.
    pub(super) written: Result<bool, Error>,
}

type Sending = Pin<Box<dyn Future<Output = Landing> + Send>>;

/// A group that is planned and not sent yet.
pub(super) struct Departure {
    pub(super) moves: bool,
    pub(super) loud: bool,
    pub(super) sending: Sending,
}

/// A group that was sent and has not come back.
pub(super) struct Flight {
    pub(super) party: Party,
    /// It will have moved the head. What does not cannot be told from what was never written, so nothing may be sent
    /// behind it.
    pub(super) moves: bool,
    /// It tells other processes of itself.
    pub(super) loud: bool,
    sending: MaybeDone<Sending>,
}

impl Flight {
    /// Sends a group. It is on the connection, behind all that was sent before, when this returns.
    pub(super) async fn launch(party: Party, departure: Departure) -> Self {
        let Departure { moves, loud, sending } = departure;
        let mut flight = Self { party, moves, loud, sending: maybe_done(sending) };
        // The driver sends when it is first polled.
        tokio::select! {
            biased;
            () = flight.back() => {}
            () = std::future::ready(()) => {}
        }
        flight
    }

    /// Waits for the answer. May be given up and called again.
    pub(super) async fn back(&mut self) {
        (&mut self.sending).await;
    }

    /// The answer, and who waits for it.
    pub(super) async fn land(mut self) -> (Party, Landing) {
        self.back().await;
        let landing = Pin::new(&mut self.sending).take_output().expect("it has come back and is taken once");
        (self.party, landing)
    }
}
