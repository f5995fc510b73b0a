//! A provider is asked what turns want: over a socket, with a key, of whoever let it read what they say.

use std::fs::{OpenOptions, read_to_string};
use std::io::Write as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::graphql::{Client, fresh_id};
use tests::home::Home;
use tests::provider::{KEY, Provider};
use uuid::Uuid;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const SAID: &str = "My quokka swallowed the umbrella, write to quokka@example.org";
const PROPOSAL: &str = "query ($id: ID!) { conversation(id: $id) { intent
    turns(first: 1) { nodes { understanding { intents { intent } proposal { intents model tokens } } } } } }";

fn asks(home: &Home, provider: &Provider) {
    let mut file = OpenOptions::new().append(true).open(home.configuration()).unwrap();
    let base = &provider.base;
    writeln!(
        file,
        "[understanding.provider]\nbase = '{base}'\nkey = '{KEY}'\nchat_model = 'small'\n[log]\nfilter = 'debug'"
    )
    .unwrap();
}

/// A customer's Conversation in which they have said something; they agreed to be read before, or did not.
async fn said(client: &Client, address: &str, agrees: bool) -> Uuid {
    let (customer, conversation) = (fresh_id(), fresh_id());
    let identity = json!({"kind": "EMAIL", "value": address});
    let registration = json!({"id": customer, "identity": identity, "verifiedBy": "sso", "source": "web"});
    client.act("registerCustomer", registration).await;
    if agrees {
        let consent = json!({"customerId": customer, "purpose": "external_processing", "notice": "privacy/3"});
        client.act("giveConsent", consent).await;
    }
    let opening = json!({"id": conversation, "customerId": customer, "channel": "web"});
    client.act("openConversation", opening).await;
    let author = json!({"kind": "CUSTOMER", "id": customer});
    let turn = json!({"id": fresh_id(), "conversationId": conversation, "author": author, "text": SAID});
    client.act("recordTurn", turn).await;
    conversation
}

/// What stands there once a provider has said something.
async fn proposed(client: &Client, conversation: Uuid) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut data = client.query(PROPOSAL, &json!({"id": conversation})).await;
        let shown = data["conversation"].take();
        if shown["turns"]["nodes"][0]["understanding"]["proposal"].is_object() {
            return shown;
        }
        assert!(Instant::now() < deadline, "nothing was proposed: {shown}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_customers_agreed_to_leaves_and_what_comes_back_is_in_the_log() {
    let provider = Provider::start("complaint.service").await;
    let home = Home::sqlite();
    asks(&home, &provider);
    let mut server = home.serve();
    let client = server.client("service");
    let silent = said(&client, "silent@example.org", false).await;
    let open = said(&client, "open@example.org", true).await;
    let shown = proposed(&client, open).await;
    assert_eq!(shown["intent"], "complaint.service");
    let proposal = json!({"intents": ["complaint.service"], "model": "small-chat-1", "tokens": 412});
    assert_eq!(shown["turns"]["nodes"][0]["understanding"], json!({"intents": [], "proposal": proposal}));

    let asked = provider.asked();
    assert_eq!(asked.len(), 1, "nobody is asked of the one who did not agree: {asked:?}");
    let text = asked[0]["messages"][1]["content"].as_str().unwrap();
    assert!(text.contains("quokka swallowed") && !text.contains("example.org"), "{text}");
    let data = client.query(PROPOSAL, &json!({"id": silent})).await;
    assert_eq!(data["conversation"]["turns"]["nodes"][0]["understanding"]["proposal"], Value::Null);

    assert!(server.running.terminate().success());
    let output = server.running.output();
    assert!(!output.contains(KEY) && !output.contains("quokka"), "{output}");
    let events = home.prints(&["events", "--type", "conversation.intent_proposed"]);
    assert_eq!(events.lines().count(), 1, "{events}");
    let printed = home.prints(&["config", "print"]);
    assert!(printed.contains("chat_model") && !printed.contains(KEY), "{printed}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_cannot_be_asked_is_said_before_anything_is_served() {
    let home = Home::sqlite();
    let configuration = read_to_string(home.configuration()).unwrap();
    let provider = "[understanding.provider]\nbase = 'provider.example'\nchat_model = 'small'\n";
    std::fs::write(home.configuration(), configuration + provider).unwrap();
    let output = home.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(3));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("understanding.provider"), "{complaint}");
}
