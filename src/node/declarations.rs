//! What tenants declare of their own numbers, products and places, in a file:
//!
//! ```toml
//! [[acme.patterns]]
//! name = "order"
//! expression = "[a-z]{2}-[0-9]{6}"
//!
//! [[acme.lists]]
//! name = "product"
//! items = [{ id = "kettle-2", names = ["tea kettle", "电热水壶"] }]
//! ```

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context as _;
use config::{Config, File, FileFormat};
use domain::Code;
use event_store::Tenant;
use intelligence::entities::Declared;

/// The declarations of each tenant.
///
/// # Errors
/// When the file cannot be read, is not of this form, or names a pattern or list by what is no code.
pub fn read(path: &Path) -> anyhow::Result<HashMap<Tenant, Declared>> {
    let file = File::from(path).format(FileFormat::Toml).required(true);
    let read = || -> anyhow::Result<HashMap<String, Declared>> {
        Ok(Config::builder().add_source(file).build()?.try_deserialize()?)
    };
    let declared = read().with_context(|| format!("{} holds no declarations", path.display()))?;
    for (tenant, declared) in &declared {
        for name in
            declared.patterns.iter().map(|pattern| &pattern.name).chain(declared.lists.iter().map(|list| &list.name))
        {
            name.parse::<Code>().with_context(|| format!("tenant {tenant} names a pattern or list {name:?}"))?;
        }
    }
    Ok(declared.into_iter().map(|(tenant, declared)| (Tenant::new(&tenant), declared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> anyhow::Result<HashMap<Tenant, Declared>> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("declared.toml");
        std::fs::write(&path, text).unwrap();
        read(&path)
    }

    #[test]
    fn each_tenant_declares_its_own() {
        let declared = written(
            "[[acme.patterns]]\nname = \"order\"\nexpression = \"[a-z]{2}-[0-9]{6}\"\n\
             [[acme.lists]]\nname = \"product\"\nitems = [{ id = \"k\", names = [\"kettle\"] }]\n",
        );
        let declared = declared.unwrap();
        let acme = &declared[&Tenant::new("acme")];
        assert_eq!((acme.patterns[0].name.as_str(), acme.lists[0].items[0].id.as_str()), ("order", "k"));
    }

    #[test]
    fn a_name_is_a_code_and_nothing_else_is_declared() {
        assert!(written("[[acme.patterns]]\nname = \"my order\"\nexpression = \"a\"\n").is_err());
        assert!(written("acme = 7\n").is_err());
    }
}
