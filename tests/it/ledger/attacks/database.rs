//! The owner's way into a log: plain SQL, and a copy with which to undo it.

use tests::home::Home;
use tokio_postgres::NoTls;

/// A log whose rows can be changed at will, and put back.
pub(super) enum Database {
    Sqlite(rusqlite::Connection),
    Postgres(tokio_postgres::Client),
}

impl Database {
    pub(super) async fn of(home: &Home) -> Self {
        let mut database = match home.store() {
            "sqlite" => Self::Sqlite(rusqlite::Connection::open(home.data().join("log/log.db")).unwrap()),
            url => {
                let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
                tokio::spawn(connection);
                Self::Postgres(client)
            }
        };
        database.run("create table {backup} as select * from {events}").await;
        database
    }

    pub(super) async fn attack(&mut self, sql: &[&str]) {
        for statement in sql {
            self.run(statement).await;
        }
    }

    pub(super) async fn restore(&mut self) {
        self.run("delete from {events}").await;
        self.run("insert into {events} select * from {backup}").await;
    }

    async fn run(&mut self, template: &str) {
        let sql = self.dialect().iter().fold(template.to_owned(), |sql, (name, text)| sql.replace(name, text));
        match self {
            Self::Sqlite(connection) => connection.execute_batch(&sql).unwrap_or_else(|error| panic!("{sql}: {error}")),
            Self::Postgres(client) => {
                client.batch_execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            }
        }
    }

    fn dialect(&self) -> [(&'static str, &'static str); 5] {
        match self {
            Self::Sqlite(_) => [
                ("{events}", "events"),
                ("{backup}", "events_before"),
                ("{body:2}", r#"cast('{"tag":"forged"}' as blob)"#),
                ("{flipped}", "cast(replace(cast(body as text), 's1.', 's1.A') as blob)"),
                ("{fresh}", "randomblob(16)"),
            ],
            Self::Postgres(_) => [
                ("{events}", "colloquy.events"),
                ("{backup}", "colloquy.events_before"),
                ("{body:2}", r#"'{"tag":"forged"}'::bytea"#),
                ("{flipped}", "convert_to(replace(convert_from(body, 'UTF8'), 's1.', 's1.A'), 'UTF8')"),
                ("{fresh}", "gen_random_uuid()"),
            ],
        }
    }
}
