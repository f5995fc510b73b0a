//! The index follows the log, whatever happens to either.

mod encoding;
mod following;
mod recovering;
mod stand;
