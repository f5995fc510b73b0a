//! 100k.
/// Measures and prints.
pub fn run() -> anyhow::Result<()> {
    Ok(())
}
