//! Whether the settings can be used, as far as can be told without opening anything.

use super::Finding;
use super::finding::chain;
use crate::node::{Outside, open_encoding, open_outside, open_understanding};
use crate::server;
use crate::settings::{ConsentSetting, Settings};

const CHECK: &str = "configuration";

/// What is wrong with the settings, or that nothing is.
pub fn configuration(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = server::tokens(&settings.tokens) {
        findings.push(Finding::fail(CHECK, chain(error), "correct the `[[tokens]]` of the configuration file"));
    }
    if let Err(error) = server::trusted_documents(settings) {
        findings.push(Finding::fail(CHECK, chain(error), "correct `trusted_documents`, or take it out"));
    }
    if let Err(error) = open_understanding(settings) {
        let advice = "correct the file that `understanding.declarations` names; see docs/understanding.md";
        findings.push(Finding::fail(CHECK, chain(error), advice));
    }
    findings.extend(provider(settings));
    if settings.tokens.is_empty() {
        let advice = "add `[[tokens]]` to the configuration file; without them the API answers nobody";
        findings.push(Finding::warn(CHECK, "nobody can sign in", advice));
    }
    if !settings.listen.ip().is_loopback() && settings.allowed_origins.iter().any(|origin| origin == "*") {
        let advice = "name the sites in `allowed_origins`";
        findings.push(Finding::warn(CHECK, "any web site may call this server from a browser", advice));
    }
    if findings.is_empty() {
        findings.push(Finding::ok(CHECK, format!("the store is {}", settings.store)));
    }
    findings
}

/// What is wrong with how an encoder and a provider are asked, or unwise.
fn provider(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = open_encoding(settings, None) {
        let advice = "correct `understanding.encoder`; see docs/knowledge.md";
        findings.push(Finding::fail(CHECK, chain(error), advice));
    }
    match open_outside(settings) {
        Ok(Outside { adviser: None, encoder: None }) => return findings,
        Ok(_) => {}
        // What was said of the encoder is not said again.
        Err(_) if !findings.is_empty() => return findings,
        Err(error) => {
            let advice = "correct `understanding.provider`; see docs/understanding.md and docs/knowledge.md";
            findings.push(Finding::fail(CHECK, chain(error), advice));
            return findings;
        }
    }
    let provider = &settings.understanding.provider;
    let base = provider.base.as_deref().unwrap_or_default();
    if provider.consent == ConsentSetting::NotNeeded {
        let advice = "right for a provider that the house runs itself; for any other, set `understanding.provider.consent` to `required`";
        findings.push(Finding::warn(CHECK, format!("what customers say goes to {base} without their consent"), advice));
    }
    if base.starts_with("http://") && !is_loopback(base) {
        let advice = "use an address with https://, unless the network is your own";
        findings.push(Finding::warn(CHECK, format!("what customers say goes to {base} unencrypted"), advice));
    }
    findings
}

fn is_loopback(base: &str) -> bool {
    let authority = base.trim_start_matches("http://").split('/').next().unwrap_or_default();
    ["127.", "localhost", "[::1]"].iter().any(|own| authority.starts_with(own))
}
