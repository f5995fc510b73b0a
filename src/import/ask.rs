//! The commands of a Conversation that an import is made of.

use chrono::{DateTime, Utc};
use commands::conversation::{
    AddTag, Assign, OfferSuggestions, OpenConversation, PickSuggestion, QueryKnowledge, Rate, RecordCustomerLeft,
    RecordTurn, Release, RequestSuggestions, Resolve, ReturnKnowledge, SelectKnowledge, SetField,
};
use commands::{AnyRequest, Caller, Command, Request};
use domain::conversation::Conversation;
use uuid::Uuid;

/// One command of a plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// The command's id, derived from the source so that a second import repeats it.
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What is asked.
    pub ask: Ask,
}

/// Writes the enum of commands, each named and put to the executor in the same way.
macro_rules! asks {
    ($($command:ident),* $(,)?) => {
        /// A command that an import may ask.
        #[derive(Clone, Debug)]
        pub enum Ask { $(
            #[doc = concat!("See [`", stringify!($command), "`].")]
            $command($command),
        )* }

        impl Ask {
            /// The command's name.
            pub fn name(&self) -> &'static str {
                match self { $( Self::$command(_) => <$command as Command>::NAME, )* }
            }

            fn request(self, id: Uuid, at: DateTime<Utc>, caller: Caller) -> AnyRequest<Conversation> {
                match self { $( Self::$command(command) => request(id, Some(at), caller, command).into(), )* }
            }
        }

        $( impl From<$command> for Ask {
            fn from(command: $command) -> Self {
                Self::$command(command)
            }
        } )*
    };
}

asks! {
    AddTag, Assign, OfferSuggestions, OpenConversation, PickSuggestion, QueryKnowledge, Rate, RecordCustomerLeft,
    RecordTurn, Release, RequestSuggestions, Resolve, ReturnKnowledge, SelectKnowledge, SetField,
}

impl Step {
    /// The request that asks it.
    pub fn request(self, caller: Caller) -> AnyRequest<Conversation> {
        self.ask.request(self.id, self.at, caller)
    }
}

/// A command as the executor takes it.
pub fn request<C>(command_id: Uuid, occurred_at: Option<DateTime<Utc>>, caller: Caller, command: C) -> Request<C> {
    Request { command_id, caller, expected_revision: None, occurred_at, causation_id: None, command }
}
