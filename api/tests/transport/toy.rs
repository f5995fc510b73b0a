//! A schema with one field for each thing that can happen.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use api::{
    ErrorCode,
    auth::Principal,
    transport::{CorrelationId, RequestId, ResumeAfter},
};
use async_graphql::{Context, ID, Object, Result, Schema, SchemaBuilder, SimpleObject, Subscription};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream, Stream},
};

pub struct Query;
pub struct Mutation;
pub struct Subscription;

/// How often the mutation ran.
#[derive(Clone, Default)]
pub struct Runs(Arc<AtomicUsize>);

impl Runs {
    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

pub fn schema(runs: &Runs) -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query, Mutation, Subscription).data(runs.clone())
}

pub struct Node;

#[Object]
impl Node {
    async fn id(&self) -> ID {
        "1".into()
    }

    async fn next(&self) -> Node {
        Self
    }

    async fn perhaps(&self) -> Option<Node> {
        Some(Self)
    }

    async fn perhaps_many(&self) -> Vec<Option<Node>> {
        vec![Some(Self), None]
    }

    async fn fails(&self) -> Result<i32> {
        Err(ErrorCode::NotFound.error("failed"))
    }

    async fn may_fail(&self) -> Result<Option<i32>> {
        Err(ErrorCode::NotFound.error("failed"))
    }

    #[graphql(complexity = "count * child_complexity")]
    async fn many(&self, count: usize) -> Vec<Node> {
        (0..count).map(|_| Self).collect()
    }
}

/// A panic whose message nobody outside may read.
fn leak() -> i32 {
    panic!("password=hunter2")
}

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "world"
    }

    async fn node(&self) -> Node {
        Node
    }

    /// Is done after fields that stand behind it.
    async fn late(&self) -> Node {
        tokio::task::yield_now().await;
        Node
    }

    async fn whoami(&self, ctx: &Context<'_>) -> String {
        let caller = ctx.data_unchecked::<Option<Principal>>();
        caller.as_ref().map_or("nobody".into(), |caller| format!("{}@{}", caller.actor_id, caller.tenant))
    }

    async fn ids(&self, ctx: &Context<'_>) -> [String; 2] {
        let (request, correlation) = (ctx.data_unchecked::<RequestId>(), ctx.data_unchecked::<CorrelationId>());
        [request.0.to_string(), correlation.0.to_string()]
    }

    async fn at_most_ten(&self, #[graphql(validator(maximum = 10))] count: i32) -> i32 {
        count
    }

    async fn fails_with(&self, code: String) -> Result<Option<i32>> {
        let code = ErrorCode::ALL.into_iter().find(|known| known.as_str() == code).unwrap();
        Err(code.error("as asked"))
    }

    async fn leaks(&self) -> Result<Option<i32>> {
        Ok(Some("hunter2".parse().map_err(|_| std::io::Error::other("password=hunter2"))?))
    }

    async fn leaks_plainly(&self) -> Result<Option<i32>> {
        Err(async_graphql::Error::new("password=hunter2"))
    }

    async fn panics(&self) -> i32 {
        leak()
    }

    async fn never(&self) -> i32 {
        pending().await
    }
}

#[Object]
impl Mutation {
    async fn run(&self, ctx: &Context<'_>) -> usize {
        ctx.data_unchecked::<Runs>().0.fetch_add(1, Ordering::SeqCst) + 1
    }
}

#[derive(SimpleObject)]
pub struct Tick {
    position: u64,
    value: String,
}

fn tick(position: u64) -> Tick {
    Tick { position, value: "line\nbreak".into() }
}

#[Subscription]
impl Subscription {
    /// Counts to `to`, starting after the position a resuming client has seen.
    async fn count(&self, ctx: &Context<'_>, to: u64) -> impl Stream<Item = Tick> {
        let after = ctx.data_unchecked::<ResumeAfter>().0.unwrap_or(0);
        stream::iter(after + 1..=to).map(tick)
    }

    /// One tick, then nothing for ever.
    async fn waits(&self) -> impl Stream<Item = Tick> {
        stream::iter([tick(1)]).chain(stream::pending())
    }

    /// Not even one.
    async fn silent(&self) -> impl Stream<Item = Tick> {
        stream::pending()
    }

    async fn members(&self, ctx: &Context<'_>) -> Result<BoxStream<'static, Tick>> {
        match ctx.data_unchecked::<Option<Principal>>() {
            Some(_) => Ok(stream::iter([tick(1)]).boxed()),
            None => Err(ErrorCode::Unauthenticated.error("members only")),
        }
    }

    async fn panics(&self) -> impl Stream<Item = Tick> {
        stream::iter(1..).map(|position| if position == 2 { panic!("password=hunter2") } else { tick(position) })
    }

    /// Every second tick fails.
    async fn stumbles(&self, to: u64) -> impl Stream<Item = Result<Tick>> {
        let stumble = |position| match position % 2 {
            0 => Ok(tick(position)),
            _ => Err(ErrorCode::NotFound.error("stumbled")),
        };
        stream::iter(1..=to).map(stumble)
    }
}
