//! PostgreSQL.

use std::sync::Arc;

use benches::plain::postgres as plain;
use benches::{Contest, Done, Options, runtime};
use event_store::{EventStore, PostgresEventStore, PostgresOptions};
use tests::postgres::Cluster;
use tokio_postgres::{Client, Statement};

use crate::{ONE, PAGE, PAGES, STORE, fill, print, read_all};

pub(crate) fn run(options: Options) {
    let cluster = Cluster::private();
    let url = cluster.database();
    let runtime = runtime();
    runtime.block_on(async { fill::fill(open(&url).await, options.amount(300_000)).await });

    let store = runtime.block_on(open(&url));
    let client = runtime.block_on(plain::connect(&url));
    let select = runtime.block_on(client.prepare(plain::SELECT)).expect("the statement is valid");
    let mut contest = Contest::new();
    contest.add(STORE, || runtime.block_on(read_all(&store)));
    contest.add(PAGES, || runtime.block_on(select_pages(&client, &select)));
    contest.add(ONE, || {
        let rows = runtime.block_on(plain::stream(&client, &select));
        Done::units(rows.expect("the rows can be read"))
    });
    print("PostgreSQL", &contest.run(options.rounds()));
}

async fn open(url: &str) -> Arc<dyn EventStore> {
    let store = PostgresEventStore::connect(url, PostgresOptions::default()).await;
    Arc::new(store.expect("the database is there"))
}

async fn select_pages(client: &Client, select: &Statement) -> Done {
    let mut after = 0;
    loop {
        let rows = plain::select(client, select, after, PAGE as i64).await.expect("the rows can be read");
        match rows.last() {
            Some(last) => after = last.position,
            None => return Done::units(after.cast_unsigned()),
        }
    }
}
