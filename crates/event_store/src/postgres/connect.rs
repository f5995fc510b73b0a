//! Connections and the tasks that drive them.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, NoTls};

use super::PostgresOptions;
use super::fault;
use crate::Error;

/// A background task that ends when this is dropped.
#[derive(Debug)]
pub(super) struct Task(JoinHandle<()>);

impl Task {
    pub(super) fn spawn(task: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(task))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What the URL says, and how long to wait for a connection. The URL is never shown: it may hold a password.
pub(super) fn config(url: &str, timeout: Duration) -> Result<Config, Error> {
    let mut config: Config = url.parse().map_err(|_| Error::unavailable("the database URL makes no sense"))?;
    config.connect_timeout(timeout);
    config.keepalives_idle(Duration::from_secs(30));
    config.keepalives_interval(Duration::from_secs(10));
    config.keepalives_retries(3);
    // What was sent and is not acknowledged for so long has been sent to nobody.
    config.tcp_user_timeout(Duration::from_secs(30));
    if config.get_application_name().is_none() {
        config.application_name("colloquy");
    }
    Ok(config)
}

/// The pool for reads and reactions.
pub(super) fn pool(config: &Config, options: &PostgresOptions) -> Result<Pool, Error> {
    let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_config(config.clone(), NoTls, manager))
        .max_size(options.connections.max(1))
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(options.timeout))
        .create_timeout(Some(options.timeout))
        .build()
        .map_err(|error| Error::away("the pool of connections could not be made", error))
}

/// A connection outside the pool, and what drives it.
pub(super) async fn connect(config: &Config) -> Result<(Client, Task), Error> {
    let (client, connection) = config.connect(NoTls).await.map_err(fault::away("the database cannot be reached"))?;
    let driver = Task::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(%error, "a connection to the event log's database broke");
        }
    });
    Ok((client, driver))
}

/// Ends what the database does not answer in time.
pub(super) async fn within<T>(timeout: Duration, asked: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let answered = tokio::time::timeout(timeout, asked).await;
    answered.unwrap_or_else(|elapsed| Err(Error::away("the database took too long", elapsed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_went_dead_is_noticed() {
        let config = config("postgres://localhost/log", Duration::from_secs(10)).unwrap();
        assert_eq!(config.get_tcp_user_timeout(), Some(&Duration::from_secs(30)));
        assert_eq!(config.get_keepalives_interval(), Some(Duration::from_secs(10)));
        assert_eq!(config.get_keepalives_retries(), Some(3));
    }

    #[tokio::test]
    async fn what_is_never_answered_is_given_up() {
        let unanswered = within(Duration::ZERO, std::future::pending::<Result<(), Error>>()).await;
        assert!(matches!(unanswered, Err(Error::Unavailable { .. })));
    }
}
