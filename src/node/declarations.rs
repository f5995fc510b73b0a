//! What tenants declare of their time zone, their own numbers, products and places, in a file:
//!
//! ```toml
//! [acme]
//! time_zone = "Asia/Shanghai"
//!
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

use config::{Config, File, FileFormat};
use domain::Code;
use event_store::Tenant;
use intelligence::entities::Declared;

use crate::exit::Stop;

/// The declarations of each tenant.
///
/// # Errors
/// When the file cannot be read, is not of this form, or names a pattern or list by what is no code.
pub fn read(path: &Path) -> anyhow::Result<HashMap<Tenant, Declared>> {
    let file = File::from(path).format(FileFormat::Toml).required(true);
    let file = Config::builder().add_source(file).build().map_err(|error| refused(path, &format!("{error:#}")))?;
    let declared: HashMap<String, Declared> = file.try_deserialize().map_err(|error| {
        let hint =
            "each table begins with a tenant, and a time zone is a name of the IANA database, such as Asia/Shanghai";
        refused(path, &format!("{error:#}; {hint}"))
    })?;
    for (tenant, declared) in &declared {
        let patterns = declared.patterns.iter().map(|pattern| &pattern.name);
        let mut names = patterns.chain(declared.lists.iter().map(|list| &list.name));
        if let Some(name) = names.find(|name| name.parse::<Code>().is_err()) {
            return Err(refused(path, &format!("tenant {tenant} names a pattern or list {name:?}, which is no code")));
        }
    }
    Ok(declared.into_iter().map(|(tenant, declared)| (Tenant::new(&tenant), declared)).collect())
}

fn refused(path: &Path, why: &str) -> anyhow::Error {
    Stop::configuration(format!("{} cannot be used: {why}", path.display())).into()
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
            "[acme]\ntime_zone = \"Asia/Shanghai\"\n\
             [[acme.patterns]]\nname = \"order\"\nexpression = \"[a-z]{2}-[0-9]{6}\"\n\
             [[acme.lists]]\nname = \"product\"\nitems = [{ id = \"k\", names = [\"kettle\"] }]\n",
        );
        let declared = declared.unwrap();
        let acme = &declared[&Tenant::new("acme")];
        assert_eq!(acme.time_zone.name(), "Asia/Shanghai");
        assert_eq!((acme.patterns[0].name.as_str(), acme.lists[0].items[0].id.as_str()), ("order", "k"));
    }

    #[test]
    fn a_name_is_a_code_and_nothing_else_is_declared() {
        assert!(written("[[acme.patterns]]\nname = \"my order\"\nexpression = \"a\"\n").is_err());
        assert!(written("acme = 7\n").is_err());
        let nowhere = written("[acme]\ntime_zone = \"Asia/Shangai\"\n").unwrap_err().to_string();
        assert!(nowhere.contains("Asia/Shangai"), "{nowhere}");
        assert!(written("[[acme.patern]]\nname = \"order\"\nexpression = \"a\"\n").is_err(), "a misspelt key");
    }
}
