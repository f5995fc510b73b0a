//! Whether and where an event is sealed.

use async_graphql::{Context, Description, Error, Object};
use chrono::{DateTime, Utc};

use crate::graphql::lookups::Lookups;
use crate::graphql::scalars::Position;
use crate::graphql::seals::{Covering, Seals};
use crate::graphql::services::Services;
use crate::graphql::user_error::ledger_fault;

/// How an event stands in the ledger, from which on nobody can change it unnoticed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Description)]
pub struct EventSeal {
    index: u64,
}

impl EventSeal {
    /// That of the event at a position.
    pub(super) fn at(position: u64) -> Self {
        Self { index: position.saturating_sub(1) }
    }

    fn is_sealed(self, context: &Context<'_>) -> bool {
        self.index < context.data_unchecked::<Services>().ledger.heard()
    }

    async fn covering(self, context: &Context<'_>) -> Result<Option<Covering>, Error> {
        if !self.is_sealed(context) {
            return Ok(None);
        }
        let ledger = &context.data_unchecked::<Services>().ledger;
        let found = match context.data_opt::<Lookups>() {
            Some(lookups) => lookups.seals.covering(ledger, self.index).await,
            None => Seals::default().covering(ledger, self.index).await,
        };
        found.map_err(|error| ledger_fault(&error))
    }
}

#[Object(use_type_description)]
impl EventSeal {
    /// Whether a signed checkpoint covers it. A new event is sealed within seconds.
    async fn sealed(&self, context: &Context<'_>) -> bool {
        self.is_sealed(context)
    }

    /// The place that its leaf has in the tree, or will have; from 0.
    async fn leaf_index(&self) -> Position {
        Position(self.index)
    }

    /// The size of the first checkpoint that covers it; nothing while none does.
    async fn checkpoint_size(&self, context: &Context<'_>) -> Result<Option<Position>, Error> {
        Ok(self.covering(context).await?.map(|covering| Position(covering.size)))
    }

    /// When that checkpoint was signed.
    async fn sealed_at(&self, context: &Context<'_>) -> Result<Option<DateTime<Utc>>, Error> {
        Ok(self.covering(context).await?.map(|covering| covering.sealed_at))
    }
}
