//! The index follows the log, whatever happens to either.

mod following;
mod recovering;
mod stand;
