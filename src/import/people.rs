//! Makes known who takes part, once each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use commands::agent::RegisterAgent;
use commands::customer::{self, LinkIdentity, RegisterCustomer};
use commands::{Caller, Command, Error, Executor};
use domain::CustomerId;
use domain::agent::Agent;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::ask::request;
use super::plan::Customer;
use super::run::Counter;

/// Who was made known by this run, and as whom; nobody when a rule turned that down.
#[derive(Debug)]
pub struct People {
    executor: Executor,
    caller: Caller,
    known: Mutex<HashMap<Uuid, Arc<OnceCell<Option<Uuid>>>>>,
}

impl People {
    /// Nobody yet.
    pub fn new(executor: Executor, caller: Caller) -> Self {
        Self { executor, caller, known: Mutex::default() }
    }

    /// The customer who owns the identity, registered now if need be; nothing when a rule turned that down.
    ///
    /// # Errors
    /// When the import cannot go on.
    pub async fn customer(&self, new: &Customer, counter: &Counter) -> Result<Option<CustomerId>, Error> {
        let known = self.place_of(new.register.customer.0);
        let owner = known.get_or_try_init(|| self.register_customer(new, counter)).await?;
        Ok(owner.map(CustomerId))
    }

    /// Registers an agent unless that was done.
    ///
    /// # Errors
    /// When the import cannot go on.
    pub async fn agent(&self, new: &RegisterAgent, counter: &Counter) -> Result<(), Error> {
        let known = self.place_of(new.agent.0);
        known.get_or_try_init(|| self.register_agent(new, counter)).await?;
        Ok(())
    }

    /// Where it is noted of a person that they are known. Of many conversations that name them, one makes them known
    /// and the others wait.
    fn place_of(&self, proposed: Uuid) -> Arc<OnceCell<Option<Uuid>>> {
        Arc::clone(self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(proposed).or_default())
    }

    async fn register_customer(&self, new: &Customer, counter: &Counter) -> Result<Option<Uuid>, Error> {
        // A source does not say when people became known, so that is now.
        let register = request(self.id_of(&new.register), None, self.caller.clone(), new.register.clone());
        let (owner, result) = match customer::register(&self.executor, register).await {
            Ok((owner, outcome)) => (Some(owner), Ok(outcome)),
            Err(error) => (None, Err(error)),
        };
        counter.result(RegisterCustomer::NAME, result)?;
        let Some(owner) = owner else { return Ok(None) };
        for link in &new.links {
            let link = LinkIdentity { customer: owner, ..link.clone() };
            let linked =
                customer::link(&self.executor, request(self.id_of(&link), None, self.caller.clone(), link)).await;
            counter.result(LinkIdentity::NAME, linked)?;
        }
        Ok(Some(owner.0))
    }

    async fn register_agent(&self, new: &RegisterAgent, counter: &Counter) -> Result<Option<Uuid>, Error> {
        let (state, _) = self.executor.load::<Agent>(&self.caller.tenant, new.stream()).await?;
        if state.registered {
            // As whom and however: what the log says of an agent is not the source's to change.
            counter.present(RegisterAgent::NAME);
            return Ok(Some(new.agent.0));
        }
        let registered = self.executor.execute(request(self.id_of(new), None, self.caller.clone(), new.clone())).await;
        counter.result(RegisterAgent::NAME, registered)?;
        Ok(Some(new.agent.0))
    }

    /// An id that derives from all that is asked: what a source says of a person may change from line to line.
    fn id_of<C: Command>(&self, command: &C) -> Uuid {
        let content = self.executor.vault().fingerprint(self.caller.tenant.as_str(), command);
        Uuid::new_v5(&command.stream().uuid(), &content)
    }
}
