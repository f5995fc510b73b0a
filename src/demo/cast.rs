//! Queues, agents and customers of the demonstration. They are the same in every run.

use serde_json::{Value, json};
use uuid::Uuid;

use super::stage::Stage;
use super::tokens::Who;

/// Who plays.
#[derive(Debug)]
pub struct Cast {
    /// Where refunds wait.
    pub refunds: String,
    /// Where invoices wait.
    pub invoices: String,
    /// A customer who waits for a parcel.
    pub parcel: String,
    /// A customer who cannot sign in.
    pub sign_in: String,
    /// A customer who needs an invoice.
    pub invoice: String,
    /// A customer who will ask to be forgotten.
    pub forgotten: String,
}

impl Cast {
    /// Sets up what is not set up yet.
    ///
    /// # Errors
    /// When the server does not do it.
    pub async fn assemble(stage: &Stage) -> anyhow::Result<Self> {
        stage.tell("── A service is set up: two queues, two agents ──");
        let cast = Self {
            refunds: queue(stage, "refunds", 2).await?,
            invoices: queue(stage, "发票", 3).await?,
            parcel: customer(stage, "parcel@example.org", "en").await?,
            sign_in: customer(stage, "denglu@example.org", "zh").await?,
            invoice: customer(stage, "fapiao@example.org", "zh").await?,
            forgotten: customer(stage, &format!("{}@example.org", Uuid::simple(crate::edge::fresh_id())), "en").await?,
        };
        agent(stage, Who::RefundDesk, "Refund desk", &["en"], "refunds").await?;
        agent(stage, Who::SupportDesk, "技术支持台", &["zh", "en"], "accounts").await?;
        Ok(cast)
    }
}

fn command(of: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("demo/{of}").as_bytes())
}

fn id(payload: &Value, of: &str) -> String {
    payload[of]["id"].as_str().unwrap_or_default().to_owned()
}

async fn queue(stage: &Stage, name: &str, priority: u8) -> anyhow::Result<String> {
    let input = json!({"name": name, "priority": priority});
    let payload = stage.act_as(Who::Admin, "defineQueue", command(&format!("queue/{name}")), input).await?;
    Ok(id(&payload, "queue"))
}

async fn customer(stage: &Stage, address: &str, language: &str) -> anyhow::Result<String> {
    let input = json!({
        "identity": {"kind": "EMAIL", "value": address},
        "verifiedBy": "code_sent",
        "language": language,
        "source": "demo",
    });
    let payload = stage.act(Who::Channel, "registerCustomer", input).await?;
    Ok(id(&payload, "customer"))
}

async fn agent(stage: &Stage, who: Who, name: &str, languages: &[&str], skill: &str) -> anyhow::Result<()> {
    let subject = who.subject();
    let register = json!({"id": subject, "name": name, "languages": languages, "capacity": 4});
    let named = |what: &str| command(&format!("{}/{what}", who.name()));
    stage.act_as(Who::Admin, "registerAgent", named("register"), register).await?;
    let grant = json!({"agentId": subject, "skill": skill, "level": 8});
    stage.act_as(Who::Admin, "grantSkill", named("skill"), grant).await?;
    stage.act(who, "changePresence", json!({"presence": "ONLINE"})).await?;
    Ok(())
}
