//! What the views are asked.

use std::mem;
use std::sync::Mutex;

use projections::answer::Answer;
use projections::engine::{Dialect, Writer};
use projections::value::Value;
use projections::{Error, ReadModel, SqliteReadModel};

/// A read model that remembers its questions.
#[derive(Debug)]
pub struct Watched {
    model: SqliteReadModel,
    asked: Mutex<Vec<String>>,
}

impl Watched {
    pub fn new(model: SqliteReadModel) -> Self {
        Self { model, asked: Mutex::default() }
    }

    /// What it was asked since the last time.
    pub fn take(&self) -> Vec<String> {
        mem::take(&mut *self.asked.lock().unwrap())
    }
}

#[async_trait::async_trait]
impl ReadModel for Watched {
    async fn query(&self, sql: &str, params: Vec<Value>) -> Result<Answer, Error> {
        self.asked.lock().unwrap().push(sql.to_owned());
        self.model.query(sql, params).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, Error> {
        self.model.writer().await
    }

    fn dialect(&self) -> Dialect {
        self.model.dialect()
    }
}
