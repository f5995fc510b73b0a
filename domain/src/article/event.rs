//! What happened to an article.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Content, Embedding};
use crate::Code;
use crate::macros::events;

/// Its first version was written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Drafted {
    /// What it says.
    pub content: Content,
}

/// Another version was written. What is published stays as it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Revised {
    /// Its number; the first was 1.
    pub version: u32,
    /// What it says.
    pub content: Content,
}

/// A version was published, in the place of the one before.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// Which.
    pub version: u32,
}

/// It is no longer told to anyone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Retired {
    /// Why.
    pub reason: Code,
}

/// It stands again as it stood before it was retired.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Restored {
    /// Why.
    pub reason: Code,
}

/// An encoder outside the house made a vector of a version that is told. Whoever fills an index takes it from here, and asks nobody.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Encoded {
    /// Of which version.
    pub version: u32,
    /// The encoder's name and version; vectors of different encoders are not compared.
    pub encoder: Code,
    /// The vector, of length 1.
    pub vector: Embedding,
}

events! {
    /// What happened to an article.
    ArticleEvent "article" {
        /// Its first version was written.
        Drafted "drafted" 1 [];
        /// Another version was written.
        Revised "revised" 1 [];
        /// A version was published.
        Published "published" 1 [];
        /// It is no longer told to anyone.
        Retired "retired" 1 [];
        /// It stands again as it stood.
        Restored "restored" 1 [];
        /// An encoder outside the house made a vector of it.
        Encoded "encoded" 1 [];
    }
}
