//! The tokens of one demonstration, made anew each time.

use uuid::Uuid;

use crate::edge::fresh_secret;
use crate::settings::{Secret, TokenSetting};

/// Whom the demonstration signs in as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Sets up queues and agents, and may erase.
    Admin,
    /// Reads everything that is shown.
    Supervisor,
    /// The machine.
    Assistant,
    /// The channel through which customers speak.
    Channel,
    /// The agent at the refund desk.
    RefundDesk,
    /// The agent at the support desk.
    SupportDesk,
    /// Reads the log.
    Auditor,
}

/// One token each.
#[derive(Debug)]
pub struct Tokens(Vec<(Who, String)>);

impl Who {
    /// Everyone.
    pub const ALL: [Self; 7] = [
        Self::Admin,
        Self::Supervisor,
        Self::Assistant,
        Self::Channel,
        Self::RefundDesk,
        Self::SupportDesk,
        Self::Auditor,
    ];

    /// The name of their token.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "demo-admin",
            Self::Supervisor => "demo-supervisor",
            Self::Assistant => "demo-assistant",
            Self::Channel => "demo-channel",
            Self::RefundDesk => "demo-refund-desk",
            Self::SupportDesk => "demo-support-desk",
            Self::Auditor => "demo-auditor",
        }
    }

    fn role(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Supervisor => "supervisor",
            Self::Assistant => "assistant",
            Self::Channel => "service",
            Self::RefundDesk | Self::SupportDesk => "agent",
            Self::Auditor => "auditor",
        }
    }

    /// The id the token stands for: agents' are the same in every run, so that they are registered once.
    pub fn subject(self) -> String {
        match self {
            Self::RefundDesk | Self::SupportDesk => {
                Uuid::new_v5(&Uuid::NAMESPACE_OID, self.name().as_bytes()).to_string()
            }
            Self::Admin | Self::Supervisor | Self::Assistant | Self::Channel | Self::Auditor => self.name().to_owned(),
        }
    }
}

impl Tokens {
    /// New ones.
    pub fn fresh() -> Self {
        Self(Who::ALL.into_iter().map(|who| (who, fresh_secret())).collect())
    }

    /// The token of one of them.
    pub fn of(&self, who: Who) -> &str {
        let token = self.0.iter().find(|(other, _)| *other == who);
        token.map(|(_, token)| token.as_str()).expect("everyone has a token")
    }

    /// The supervisor's.
    pub fn supervisor(&self) -> &str {
        self.of(Who::Supervisor)
    }

    /// The auditor's.
    pub fn auditor(&self) -> &str {
        self.of(Who::Auditor)
    }

    /// As the server's configuration. They open the tenant that operator commands are about too, so that whoever tries
    /// both sees the same data.
    pub fn settings(&self, tenant: &str) -> Vec<TokenSetting> {
        let setting = |(who, token): &(Who, String)| TokenSetting {
            name: who.name().to_owned(),
            token: Some(Secret::new(token.clone())),
            token_file: None,
            tenant: tenant.to_owned(),
            role: who.role().to_owned(),
            subject: Some(who.subject()),
        };
        self.0.iter().map(setting).collect()
    }

    /// For a person to read.
    pub fn listing(&self) -> String {
        let line = |(who, token): &(Who, String)| format!("  {:<11} {:<18} {token}", who.role(), who.name());
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server;
    use crate::settings::Settings;

    #[test]
    fn they_open_the_tenant_of_operator_commands() {
        let tenant = Settings::default().tenant;
        let tokens = Tokens::fresh();
        let callers = server::tokens(&tokens.settings(&tenant)).unwrap();
        for who in Who::ALL {
            assert_eq!(callers.authenticate(tokens.of(who)).unwrap().tenant, tenant);
        }
    }
}
