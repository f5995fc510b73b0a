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

/// Lets the house ask a provider for what this part of the configuration says.
fn asks(home: &Home, provider: &Provider, what: &str) {
    let mut file = OpenOptions::new().append(true).open(home.configuration()).unwrap();
    let base = &provider.base;
    writeln!(file, "[understanding.provider]\nbase = '{base}'\nkey = '{KEY}'\n{what}\n[log]\nfilter = 'debug'")
        .unwrap();
}

/// A customer's Conversation in which they have said something, and the position of that; they agreed to be read before, or did not.
async fn said(client: &Client, address: &str, agrees: bool, text: &str) -> (Uuid, Value) {
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
    let turn = json!({"id": fresh_id(), "conversationId": conversation, "author": author, "text": text});
    let at = client.act("recordTurn", turn).await["position"].take();
    (conversation, at)
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
    asks(&home, &provider, "chat_model = 'small'");
    let mut server = home.serve();
    let client = server.client("service");
    let (silent, _) = said(&client, "silent@example.org", false, SAID).await;
    let (open, _) = said(&client, "open@example.org", true, SAID).await;
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

const SEARCH: &str = "query ($id: ID!, $at: Position!) {
    searchKnowledge(conversationId: $id, minPosition: $at) { article { title } } }";
const ENCODES: &str = "embedding_model = 'small'\n[understanding.encoder]\nkind = 'http'\nleast = 0.5";

/// What is found for what a customer said last.
async fn found(client: &Client, (conversation, at): &(Uuid, Value)) -> Vec<String> {
    let data = client.query(SEARCH, &json!({"id": conversation, "at": at})).await;
    let hits = data["searchKnowledge"].as_array().unwrap().iter();
    hits.map(|hit| hit["article"]["title"].as_str().unwrap().to_owned()).collect()
}

/// Takes back what the customer of a Conversation agreed to.
async fn withdraw(client: &Client, conversation: Uuid) {
    let customer = "query ($id: ID!) { conversation(id: $id) { customer { id } } }";
    let mut data = client.query(customer, &json!({"id": conversation})).await;
    let customer = data["conversation"]["customer"]["id"].take();
    client.act("withdrawConsent", json!({"customerId": customer, "purpose": "external_processing"})).await;
}

/// Drafts and publishes an article.
async fn publish(client: &Client, title: &str) {
    let id = fresh_id();
    let content = json!({"id": id, "language": "en", "audience": "CUSTOMER", "title": title, "body": "All about it."});
    client.act("draftArticle", content).await;
    client.act("publishArticle", json!({"articleId": id})).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn articles_are_found_by_vectors_that_a_provider_made_once() {
    let provider = Provider::start("complaint.service").await;
    let home = Home::sqlite();
    asks(&home, &provider, ENCODES);
    let mut server = home.serve();
    let (service, supervisor) = (server.client("service"), server.client("supervisor"));
    publish(&supervisor, "Lost parcels").await;
    publish(&supervisor, "Opening hours").await;
    let silent = said(&service, "silent@example.org", false, "Did my box arrive, quokka@example.org asks").await;
    let open = said(&service, "open@example.org", true, "Did my box arrive, quokka@example.org asks").await;
    let regrets = said(&service, "regrets@example.org", true, "Where is the box of the wombat").await;
    withdraw(&service, regrets.0).await;
    let deadline = Instant::now() + PATIENCE;
    while found(&service, &open).await != ["Lost parcels"] {
        assert!(Instant::now() < deadline, "{:?}", provider.asked());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for unread in [&silent, &regrets] {
        assert!(found(&service, unread).await.is_empty(), "no word of it stands in an article");
    }
    let alone = "{ searchKnowledge(text: \"the box of the numbat\") { score } }";
    assert_eq!(service.query(alone, &json!({})).await["searchKnowledge"], json!([]), "nobody knows whom it quotes");
    let asked = provider.asked();
    let asked_of = |word: &str| asked.iter().filter(|body| body["input"].to_string().contains(word)).count();
    assert_eq!(
        (asked_of("Lost parcels"), asked_of("Opening hours"), asked_of("my box") > 0),
        (1, 1, true),
        "{asked:?}"
    );
    assert_eq!((asked_of("quokka"), asked_of("wombat"), asked_of("numbat")), (0, 0, 0), "{asked:?}");

    assert!(server.running.terminate().success());
    assert_eq!(home.prints(&["events", "--type", "article.encoded"]).lines().count(), 2);
    let search = |options: &[&str]| home.prints(&[&["knowledge", "search", "the box"], options].concat());
    assert!(search(&[]).contains("no published article"));
    assert_eq!(provider.asked().len(), asked.len(), "nobody is asked but for what is asked for");
    assert!(search(&["--ask-provider"]).contains("Lost parcels"));
    let unasked = Home::sqlite().run(&["knowledge", "search", "the box", "--ask-provider"]);
    assert_eq!(unasked.status.code(), Some(2), "there is no provider: {unasked:?}");
    home.prints(&["rebuild", "search"]);
    assert_eq!(provider.asked().len(), asked.len() + 1, "the log has what an index wants");
    let status = home.prints(&["status"]);
    assert!(status.contains("encode_articles"), "{status}");
}
