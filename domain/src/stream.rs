//! Which stream an event stands in.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::{AgentId, ArticleId, ConversationId, CustomerId, LedgerId, ModelId, QueueId};

/// Declares [`StreamId`]: each kind of stream with its id and what its names begin with.
macro_rules! streams {
    ($( $(#[$doc:meta])* $variant:ident($id:ident) $category:literal; )*) => {
        /// The stream of one aggregate, named `<category>-<uuid>`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum StreamId {
            $( $(#[$doc])* $variant($id), )*
        }

        impl StreamId {
            /// What the names of streams may begin with.
            pub const CATEGORIES: &'static [&'static str] = &[$($category),*];

            /// What stands before the id.
            #[must_use]
            pub fn category(self) -> &'static str {
                match self { $( Self::$variant(_) => $category, )* }
            }

            /// The id.
            #[must_use]
            pub fn uuid(self) -> Uuid {
                match self { $( Self::$variant(id) => id.0, )* }
            }

            fn of(category: &str, id: Uuid) -> Option<Self> {
                match category {
                    $( $category => Some(Self::$variant($id(id))), )*
                    _ => None,
                }
            }
        }
    };
}

streams! {
    /// A Conversation's.
    Conversation(ConversationId) "conversation";
    /// A Customer's.
    Customer(CustomerId) "customer";
    /// An Agent's.
    Agent(AgentId) "agent";
    /// A Queue's.
    Queue(QueueId) "queue";
    /// That of the keeping of the log.
    Ledger(LedgerId) "ledger";
    /// A model's.
    Model(ModelId) "model";
    /// An article's.
    Article(ArticleId) "article";
}

/// Why a text names no stream.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("no stream is named so: a stream is one of {} and a uuid, as in queue-<uuid>", StreamId::CATEGORIES.join(", "))]
pub struct InvalidStream;

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.category(), self.uuid())
    }
}

impl FromStr for StreamId {
    type Err = InvalidStream;

    fn from_str(name: &str) -> Result<Self, InvalidStream> {
        let (category, id) = name.split_once('-').ok_or(InvalidStream)?;
        let id = Uuid::parse_str(id).map_err(|_| InvalidStream)?;
        Self::of(category, id).ok_or(InvalidStream)
    }
}
