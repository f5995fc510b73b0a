//! Tells open streams that the server is going away.

use std::future::pending;

use tokio::sync::watch;

/// Ends all open streams when asked to.
#[derive(Debug)]
pub struct ShutdownTrigger(watch::Sender<bool>);

/// Waits for a [`ShutdownTrigger`].
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

impl ShutdownTrigger {
    /// A trigger and what waits for it.
    #[must_use]
    pub fn new() -> (Self, Shutdown) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Shutdown(receiver))
    }

    /// Asks every open stream to end: WebSockets close with 1001, event streams just end, and clients resume.
    pub fn shut_down(&self) {
        self.0.send_replace(true);
    }
}

impl Shutdown {
    /// A shutdown that never comes.
    #[must_use]
    pub fn never() -> Self {
        ShutdownTrigger::new().1
    }

    /// Returns once the server is going away.
    pub async fn requested(mut self) {
        let told = self.0.wait_for(|requested| *requested).await.is_ok();
        // A trigger that was dropped unused never fires.
        if !told {
            pending::<()>().await;
        }
    }
}
