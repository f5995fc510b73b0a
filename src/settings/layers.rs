//! The four layers of settings, laid one over the other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use config::{Config, ConfigError, Environment, File, FileFormat};

use super::{Settings, is_tenant};

/// What every variable of ours begins with.
const PREFIX: &str = "COLLOQUY";
/// The variable of the key `data`. It says what kind of data, because `COLLOQUY_DATA` is the folder of data sets in tests.
const DATA_DIRECTORY: &str = "COLLOQUY_DATA_DIR";
/// Variables that are no settings: those of the command line alone, and those of tests.
const NOT_SETTINGS: &[&str] = &[
    "COLLOQUY_CONFIG",
    "COLLOQUY_JSON",
    "COLLOQUY_VERBOSE",
    "COLLOQUY_TOKEN",
    "COLLOQUY_BIN",
    "COLLOQUY_DATA",
    "COLLOQUY_TEST_POSTGRES",
];

/// Settings given on the command line: a key such as `limits.depth`, and its value.
pub type Flags = Vec<(&'static str, String)>;

/// Why the settings cannot be used.
#[derive(thiserror::Error, Debug)]
pub enum Problem {
    /// The file is not there or cannot be read.
    #[error("configuration file {} cannot be read", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A key or a value is wrong. What it says names the key.
    #[error("{0}")]
    Invalid(String),
}

/// The settings of this process: `flags`, over its environment, over `file`, over the defaults.
///
/// # Errors
/// See [`Problem`].
pub fn from_process(flags: Flags, file: Option<&Path>) -> Result<Settings, Problem> {
    load(flags, std::env::vars().collect(), file)
}

/// The settings that result from all layers, given.
///
/// # Errors
/// See [`Problem`].
pub fn load(flags: Flags, environment: HashMap<String, String>, file: Option<&Path>) -> Result<Settings, Problem> {
    let mut builder = Config::builder();
    if let Some(path) = file {
        let text =
            std::fs::read_to_string(path).map_err(|source| Problem::Unreadable { file: path.to_owned(), source })?;
        builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
    }
    builder = builder.add_source(variables(environment));
    for (key, value) in flags {
        builder = builder.set_override(key, value).map_err(|error| invalid(&error))?;
    }
    let wrong = |error| Problem::Invalid(format!("{} ({})", dotted(error), places(file)));
    let settings: Settings = builder.build().and_then(Config::try_deserialize).map_err(wrong)?;
    if !is_tenant(&settings.tenant) {
        return Err(Problem::Invalid("tenant: it has 1 to 64 bytes".to_owned()));
    }
    Ok(settings)
}

/// `COLLOQUY_LIMITS__DEPTH` is the key `limits.depth`.
fn variables(mut environment: HashMap<String, String>) -> Environment {
    environment.retain(|name, _| !NOT_SETTINGS.contains(&name.as_str()));
    if let Some(directory) = environment.remove(DATA_DIRECTORY) {
        environment.insert(format!("{PREFIX}_DATA"), directory);
    }
    Environment::with_prefix(PREFIX).prefix_separator("_").separator("__").source(Some(environment))
}

/// Where a wrong value may stand.
fn places(file: Option<&Path>) -> String {
    let elsewhere = "a variable that begins with COLLOQUY_, or a flag";
    file.map_or_else(|| format!("in {elsewhere}"), |file| format!("in {}, {elsewhere}", file.display()))
}

/// The error with its key as one writes it: the library leaves out the dot behind the number of an item, as in
/// `tokens[0]tenant`.
fn dotted(mut error: ConfigError) -> ConfigError {
    if let ConfigError::NotFound(key)
    | ConfigError::Type { key: Some(key), .. }
    | ConfigError::At { key: Some(key), .. } = &mut error
    {
        *key = key.replace(']', "].").replace("]..", "].").replace("].[", "][").trim_end_matches('.').to_owned();
    }
    error
}

fn invalid(error: &ConfigError) -> Problem {
    Problem::Invalid(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{LogFormat, StoreSetting};
    use super::*;

    fn variable(name: &str, value: &str) -> HashMap<String, String> {
        HashMap::from([(name.to_owned(), value.to_owned())])
    }

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("colloquy.toml");
        std::fs::write(&path, text).unwrap();
        (directory, path)
    }

    #[test]
    fn nothing_given_gives_the_defaults() {
        assert_eq!(load(Flags::new(), HashMap::new(), None).unwrap(), Settings::default());
    }

    #[test]
    fn flags_win_over_the_environment_over_the_file_over_the_defaults() {
        let (_directory, path) = file("data = 'from-file'\ntenant = 'from-file'\nlisten = '127.0.0.1:1'\n");
        let mut environment = variable("COLLOQUY_DATA_DIR", "from-environment");
        environment.extend(variable("COLLOQUY_TENANT", "from-environment"));
        let flags = vec![("data", "from-flag".to_owned())];
        let settings = load(flags, environment, Some(&path)).unwrap();
        assert_eq!(settings.data, Path::new("from-flag"));
        assert_eq!(settings.tenant, "from-environment");
        assert_eq!(settings.listen.port(), 1);
        assert_eq!(settings.reopen_within_days, 14);
    }

    #[test]
    fn every_kind_of_value_can_come_from_the_environment() {
        let environment = HashMap::from(
            [
                ("COLLOQUY_LIMITS__DEPTH", "7"),
                ("COLLOQUY_LOG__FORMAT", "json"),
                ("COLLOQUY_STORE", "postgres://me:hunter2@db/colloquy"),
                ("COLLOQUY_ALLOWED_ORIGINS", "https://a.example, https://b.example"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let settings = load(Flags::new(), environment, None).unwrap();
        assert_eq!(settings.limits.depth, 7);
        assert_eq!(settings.log.format, LogFormat::Json);
        assert!(matches!(settings.store, StoreSetting::Postgres(_)));
        assert_eq!(settings.allowed_origins, ["https://a.example", "https://b.example"]);
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let (_directory, path) = file("listn = '127.0.0.1:1'\n");
        let (_directory, nested) = file("[limits]\ndeep = 3\n");
        let problems = [
            load(Flags::new(), HashMap::new(), Some(&path)),
            load(Flags::new(), HashMap::new(), Some(&nested)),
            load(Flags::new(), variable("COLLOQUY_LISTN", "x"), None),
        ];
        let named = ["listn", "deep", "listn"];
        for (problem, key) in problems.into_iter().zip(named) {
            assert!(problem.unwrap_err().to_string().contains(key));
        }
        let problem = load(Flags::new(), HashMap::new(), Some(&path)).unwrap_err();
        assert!(problem.to_string().contains(&path.display().to_string()), "{problem}");
    }

    #[test]
    fn a_key_within_an_item_of_a_list_is_named_as_it_is_written() {
        let token = "[[tokens]]\nname = 'desk'\nrole = 'admin'\n";
        let (_directory, lacking) = file(token);
        let (_directory, wrong) = file(&format!("{token}tenant = ['a']\n"));
        for path in [lacking, wrong] {
            let problem = load(Flags::new(), HashMap::new(), Some(&path)).unwrap_err().to_string();
            assert!(problem.contains("tokens[0].tenant"), "{problem}");
        }
        let dots = |key: &str| {
            let ConfigError::NotFound(key) = dotted(ConfigError::NotFound(key.to_owned())) else { panic!("{key}") };
            key
        };
        assert_eq!(["a[0]", "a[0][1]b", "a[0].b"].map(dots), ["a[0]", "a[0][1].b", "a[0].b"]);
    }

    #[test]
    fn a_name_that_is_none_of_several_is_an_error_that_says_which_there_are() {
        let wrong = load(Flags::new(), variable("COLLOQUY_UNDERSTANDING__ENCODER__KIND", "bogus"), None).unwrap_err();
        for word in ["understanding.encoder.kind", "bogus", "none", "hashed", "onnx"] {
            assert!(wrong.to_string().contains(word), "{wrong}");
        }
    }

    #[test]
    fn a_bad_value_is_an_error_that_names_its_key_and_no_password() {
        let depth = load(Flags::new(), variable("COLLOQUY_LIMITS__DEPTH", "deep"), None).unwrap_err();
        assert!(depth.to_string().contains("limits.depth"), "{depth}");
        let store = load(Flags::new(), variable("COLLOQUY_STORE", "mysql://me:hunter2@db"), None).unwrap_err();
        assert!(!store.to_string().contains("hunter2"), "{store}");
    }

    #[test]
    fn the_folder_of_data_sets_is_not_the_data_directory() {
        let mut environment = variable("COLLOQUY_DATA", "data-sets");
        assert_eq!(load(Flags::new(), environment.clone(), None).unwrap(), Settings::default());
        environment.extend(variable("COLLOQUY_DATA_DIR", "kept-here"));
        assert_eq!(load(Flags::new(), environment, None).unwrap().data, Path::new("kept-here"));
    }

    #[test]
    fn a_tenant_without_a_name_is_an_error() {
        let problem = load(vec![("tenant", String::new())], HashMap::new(), None).unwrap_err();
        assert!(problem.to_string().starts_with("tenant: "), "{problem}");
    }

    #[test]
    fn variables_of_the_command_line_are_no_settings() {
        assert!(load(Flags::new(), variable("COLLOQUY_CONFIG", "x"), None).is_ok());
    }
}
