//! Reactions over a real log and a real vault, on a clock that tests move.

mod encode_articles;
mod erasure;
mod merges;
mod running;
mod second_opinion;
mod timers;

use std::sync::Arc;

use domain::conversation::{Answering, Priority};
use domain::customer::{Identity, IdentityKind};
use domain::ids::IdentityId;
use domain::{Code, ConversationId, CustomerId, StreamId};
use event_store::{EventStore as _, ReactionStore};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::Personal;

use super::{Reaction, ReactionState, ReactionStatus, Runner};
use crate::Command;
use crate::conversation::OpenConversation;
use crate::customer::RegisterCustomer;
use crate::executor::fixture::{House, request};

const ADA: CustomerId = CustomerId(Uuid::from_u128(0x10));
const BOB: CustomerId = CustomerId(Uuid::from_u128(0x11));
const EVE: CustomerId = CustomerId(Uuid::from_u128(0x12));
const FIRST: ConversationId = ConversationId(Uuid::from_u128(0xc0));
const SECOND: ConversationId = ConversationId(Uuid::from_u128(0xc1));

/// A reaction on its way.
struct Started {
    status: watch::Receiver<ReactionStatus>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Started {
    fn new(house: &House, reaction: impl Reaction + 'static) -> Self {
        Self::on_node(house, reaction, 1)
    }

    fn on_node(house: &House, reaction: impl Reaction + 'static, node: u128) -> Self {
        let (stop, stopped) = watch::channel(false);
        let memory: Arc<dyn ReactionStore> = house.store.clone();
        let runner = Runner::new(house.executor.clone(), memory, Arc::new(reaction), Uuid::from_u128(node));
        let status = runner.status();
        Self { status, stop, task: tokio::spawn(runner.run(stopped)) }
    }

    /// Waits until it has done what follows from everything in the log, its own events included.
    async fn catches_up(&mut self, house: &House) {
        loop {
            let head = house.store.head().await.unwrap();
            self.status.wait_for(|status| status.position >= head).await.unwrap();
            if house.store.head().await.unwrap() == head {
                return;
            }
        }
    }

    async fn becomes(&mut self, state: ReactionState) -> ReactionStatus {
        self.status.wait_for(|status| status.state == state).await.unwrap().clone()
    }

    /// In good order.
    async fn stops(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }

    /// As in a crash: the position is not saved and the lease not given back.
    async fn vanishes(self) {
        self.task.abort();
        assert!(self.task.await.unwrap_err().is_cancelled());
    }
}

impl House {
    async fn ask<C: Command>(&self, id: u128, command: C) {
        self.executor.execute(request(id, command)).await.unwrap();
    }

    async fn register(&self, customer: CustomerId) {
        let address = format!("{}@example.org", customer.0);
        let command = RegisterCustomer {
            customer,
            identity_id: IdentityId(Uuid::from_u128(0x60)),
            identity: Identity::new(IdentityKind::Email, &address).unwrap(),
            verified_by: Code::known("code_sent"),
            name: Some(Personal::clear("somebody".to_owned())),
            remark: None,
            language: None,
            channel: None,
            source: Code::known("web"),
        };
        self.ask(customer.0.as_u128(), command).await;
    }

    async fn open_for(&self, conversation: ConversationId, customer: CustomerId) {
        let command = OpenConversation {
            conversation,
            customer,
            channel: Code::known("web"),
            language: None,
            subject: None,
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        self.ask(conversation.0.as_u128(), command).await;
    }

    /// How many events of a type a stream has.
    async fn count(&self, stream: StreamId, event_type: &str) -> usize {
        self.types(stream).await.iter().filter(|found| *found == event_type).count()
    }

    /// Lets a reaction forget that it has read anything, as if it had crashed before it could save.
    async fn lose_checkpoint(&self, name: &str) {
        let now = self.executor.clock().now();
        let ttl = std::time::Duration::from_secs(1);
        let lease = self.store.acquire(name, Uuid::from_u128(0xff), ttl, now).await.unwrap().unwrap();
        assert!(self.store.commit(&lease, 0, &[], &[]).await.unwrap());
        self.store.release(&lease).await.unwrap();
    }
}
