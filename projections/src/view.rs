//! What a view is.

use crate::table::AnyTable;
use crate::{Poison, Seen};

/// Some tables and the fold that writes them.
///
/// The fold is pure: the same events give the same rows, byte for byte, however they were cut into batches.
pub trait View: Send {
    /// What it is called; never changes.
    fn name(&self) -> &'static str;

    /// Rises with every change of the tables or the fold; the view is then rebuilt when the program starts.
    fn version(&self) -> u32;

    /// Whether it folds events of streams of this category. What it does not fold cannot stop it.
    fn reads(&self, category: &str) -> bool;

    /// Its tables.
    fn tables(&mut self) -> Vec<&mut dyn AnyTable>;

    /// Asks for the rows that [`View::apply`] will look at. Comes for all events of a batch before any is applied.
    fn touch(&mut self, seen: &Seen<'_>);

    /// Takes one event in.
    ///
    /// # Errors
    /// [`Poison`] when the event cannot be; the runner then undoes whatever this call changed.
    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison>;
}
