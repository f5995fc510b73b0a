//! Everything one process has, in a directory of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use api::auth::{Principal, Role};
use api::graphql::{ColloquySchema, Services, schema};
use async_graphql::{Request, Variables};
use chrono::{DateTime, Utc};
use commands::executor::ManualClock;
use commands::model::RecordTraining;
use commands::reactions::Reactions;
use commands::understanding::{Instruments, Library};
use commands::{Caller, Command, Executor, Policy, Understanding};
use domain::model::Digest;
use domain::model::event::Lineage;
use domain::{Actor, ModelId};
use event_store::{EventStore, ReactionStore, SqliteEventStore, SqliteOptions, Tenant};
use knowledge::Follower;
use projections::{Projections, ReadModel, SqliteReadModel};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;
use uuid::Uuid;
use vault::Vault;

use super::seal::Seal;
use super::watched::Watched;
use super::{TENANT, caller};

/// What every payload is asked for.
const PAYLOAD: &str = "position revision repeated userErrors { kind code message field revision }";

pub struct Stack {
    pub services: Services,
    pub clock: Arc<ManualClock>,
    pub schema: ColloquySchema,
    pub seal: Seal,
    pub views: Arc<Watched>,
    stop: watch::Sender<bool>,
    _reactions: Reactions,
    _directory: TempDir,
    commands: AtomicU64,
}

/// Noon of a day in 2026.
pub fn noon() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

impl Stack {
    /// Of one that does not understand what is said.
    pub async fn new() -> Self {
        Self::with(None).await
    }

    /// Of one that does.
    pub async fn listening() -> Self {
        let models = std::env::temp_dir().join("colloquy-test-models");
        let instruments = Instruments::new(&HashMap::new()).unwrap();
        Self::with(Some(Understanding::new(instruments, Library::new(models)))).await
    }

    async fn with(understanding: Option<Understanding>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(noon()));
        let store = Arc::new(open_log(&directory, &clock));
        let vault = Vault::local(directory.path()).await.unwrap();
        let views = Arc::new(Watched::new(SqliteReadModel::open(directory.path(), 2).unwrap()));
        let read: Arc<dyn ReadModel> = views.clone();
        let projections = Arc::new(Projections::new(read.clone(), store.clone() as Arc<dyn EventStore>));
        projections.prepare(&mut |_| ()).await.unwrap();
        let stop = watch::Sender::new(false);
        let executor = Executor::new(store.clone(), vault.clone(), clock.clone(), Policy::default(), understanding);
        let memory: Arc<dyn ReactionStore> = store.clone();
        let reactions = Reactions::start(&executor, &memory, None, Uuid::from_u128(1), &stop.subscribe());
        let (feeding, stopped) = (projections.clone(), stop.subscribe());
        tokio::spawn(async move { feeding.run(stopped).await });
        let (follower, knowledge) =
            Follower::new(store.clone(), directory.path().join("search"), knowledge::Encoding::none());
        tokio::spawn(follower.run(stop.subscribe()));
        let patience = Duration::from_secs(30);
        let seal = Seal::of(store.clone(), directory.path()).await;
        let services = Services {
            executor,
            read,
            projections,
            knowledge,
            store,
            ledger: seal.service.clone(),
            operator_tenant: Tenant::new(TENANT),
            vault,
            patience,
            version: "0.0.0-test",
        };
        let schema = schema(services.clone()).finish();
        let commands = AtomicU64::new(0x1000);
        Self { services, clock, schema, seal, views, stop, _reactions: reactions, _directory: directory, commands }
    }

    /// A version of the model of intents was trained; its bytes are nowhere.
    pub async fn trained(&self) {
        let (source, method) = ("test".parse().unwrap(), "linear/1".parse().unwrap());
        let lineage = Lineage { source, data: Digest([0; 32]), examples: 8, labels: 2, seed: 1, method, parent: None };
        let id = ModelId::INTENTS;
        let command = RecordTraining { id, model: Digest([1; 32]), bytes: 5, lineage, evaluation: None };
        self.command(0x99, command).await;
    }

    /// A command of a service that GraphQL has no field for, or that it would turn down; where it is in the log.
    pub async fn command<C: Command>(&self, id: u128, command: C) -> u64 {
        let actor = Actor::Service("test".parse().unwrap());
        let caller = Caller { tenant: Tenant::new(TENANT), actor, on_behalf_of: None, correlation_id: None };
        let (command_id, expected_revision, occurred_at, causation_id) = (Uuid::from_u128(id), None, None, None);
        let request = commands::Request { command_id, caller, expected_revision, occurred_at, causation_id, command };
        self.services.executor.execute(request).await.unwrap().position
    }

    /// A request as the transport hands it over.
    pub fn request(principal: Option<Principal>, document: &str, variables: Value) -> Request {
        Request::new(document).variables(Variables::from_json(variables)).data(principal)
    }

    /// Asks as one of this role; the whole answer.
    pub async fn ask(&self, role: Role, document: &str, variables: Value) -> Value {
        self.ask_as(Some(caller(role)), document, variables).await
    }

    pub async fn ask_as(&self, principal: Option<Principal>, document: &str, variables: Value) -> Value {
        let response = self.schema.execute(Self::request(principal, document, variables)).await;
        serde_json::to_value(response).unwrap()
    }

    /// Asks as one of this role; the data, which must come without errors.
    pub async fn read(&self, role: Role, document: &str, variables: Value) -> Value {
        let mut answer = self.ask(role, document, variables).await;
        assert_eq!(answer["errors"], Value::Null, "{document}: {answer}");
        answer["data"].take()
    }

    /// Asks for a mutation under a command id of its own; the payload.
    pub async fn mutate(&self, role: Role, name: &str, input: Value) -> Value {
        self.mutate_for(role, name, input, "").await
    }

    /// The same, with more of the payload.
    pub async fn mutate_for(&self, role: Role, name: &str, input: Value, more: &str) -> Value {
        let mut answer = self.mutate_as(caller(role), name, input, more).await;
        assert_eq!(answer["errors"], Value::Null, "{name}: {answer}");
        answer["data"][name].take()
    }

    /// The whole answer to a mutation.
    pub async fn mutate_as(&self, principal: Principal, name: &str, mut input: Value, more: &str) -> Value {
        if input.get("commandId").is_none() {
            let number = self.commands.fetch_add(1, Ordering::Relaxed);
            input["commandId"] = json!(Uuid::from_u128(number.into()));
        }
        let title = name[..1].to_uppercase() + &name[1..];
        let document = format!("mutation ($input: {title}Input!) {{ {name}(input: $input) {{ {PAYLOAD} {more} }} }}");
        self.ask_as(Some(principal), &document, json!({ "input": input })).await
    }

    /// Waits until the views hold everything, what followed of itself too.
    pub async fn settled(&self) -> u64 {
        let head = self.services.store.head().await.unwrap();
        let names: Vec<_> = projections::views::all().iter().map(|view| view.name()).collect();
        self.services.projections.wait_for(&names, head, self.services.patience).await.unwrap();
        head
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

fn open_log(directory: &TempDir, clock: &Arc<ManualClock>) -> SqliteEventStore {
    let stamps = Arc::clone(clock);
    let clock = event_store::Clock::new(move || commands::Clock::now(&*stamps));
    SqliteEventStore::open(directory.path(), SqliteOptions { clock, ..SqliteOptions::default() }).unwrap()
}
