//! Tasks in the background, watched: the end of each is logged.

use tokio::task::JoinSet;

/// Tasks in the background.
#[derive(Debug, Default)]
pub struct Tasks(JoinSet<()>);

impl Tasks {
    /// Starts a task that is to run until it is told to stop.
    pub fn start(&mut self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let running = tokio::spawn(task);
        self.0.spawn(async move {
            match running.await {
                Ok(()) => tracing::info!(task = name, "a background task has ended"),
                Err(panic) => tracing::error!(task = name, %panic, "a background task has panicked"),
            }
        });
    }

    /// Returns once all have ended.
    pub async fn stopped(mut self) {
        while self.0.join_next().await.is_some() {}
    }
}
