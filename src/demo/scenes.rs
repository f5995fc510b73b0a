//! The scenes: what customers, the Assistant and agents say and do, in English and Chinese.

use serde_json::{Value, json};

use super::cast::Cast;
use super::stage::Stage;
use super::tokens::Who;

/// Plays all scenes, and shows the queues and numbers between them.
///
/// # Errors
/// When a scene does not go as it must.
pub async fn play(stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    late_parcel(stage, cast).await?;
    cannot_sign_in(stage, cast).await?;
    waiting_for_an_invoice(stage, cast).await?;
    show_queues(stage).await?;
    forget_me(stage, cast).await?;
    show_numbers(stage).await
}

/// One Conversation as the scenes see it.
struct Scene<'a> {
    stage: &'a Stage,
    id: String,
}

impl<'a> Scene<'a> {
    async fn open(stage: &'a Stage, customer: &str, language: &str, subject: &str) -> anyhow::Result<Self> {
        let input = json!({"customerId": customer, "channel": "web", "language": language, "subject": subject});
        let payload = stage.act(Who::Channel, "openConversation", input).await?;
        Ok(Self { stage, id: payload["conversationId"].as_str().unwrap_or_default().to_owned() })
    }

    async fn does(&self, who: Who, mutation: &str, mut input: Value) -> anyhow::Result<Value> {
        input["conversationId"] = json!(self.id);
        self.stage.act(who, mutation, input).await
    }

    async fn customer(&self, text: &str) -> anyhow::Result<Value> {
        self.does(Who::Channel, "recordTurn", json!({"author": {"kind": "CUSTOMER"}, "text": text})).await
    }

    async fn says(&self, who: Who, text: &str) -> anyhow::Result<Value> {
        self.does(who, "recordTurn", json!({"text": text})).await
    }

    async fn notes(&self, who: Who, text: &str) -> anyhow::Result<Value> {
        self.does(who, "recordTurn", json!({"text": text, "visibility": "INTERNAL"})).await
    }

    async fn hand_off(&self, target: Value, reason: &str) -> anyhow::Result<Value> {
        self.does(Who::Assistant, "requestHandoff", json!({"target": target, "reason": reason})).await
    }

    async fn resolve(&self, who: Who, code: &str) -> anyhow::Result<Value> {
        self.does(who, "resolveConversation", json!({"code": code})).await
    }

    async fn rate(&self, score: u8) -> anyhow::Result<Value> {
        let input = json!({"by": {"kind": "CUSTOMER"}, "scale": "CSAT", "score": score});
        self.does(Who::Channel, "rateConversation", input).await
    }
}

async fn late_parcel(stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    stage.tell("\n── A parcel is late: the Assistant begins, a person takes over ──");
    let scene = Scene::open(stage, &cast.parcel, "en", "Parcel has not arrived").await?;
    scene.customer("Hi, my parcel should have been here on Monday. Where is it?").await?;
    scene
        .says(Who::Assistant, "I am sorry about the wait. It left the depot this morning and is due tomorrow.")
        .await?;
    scene.customer("You said that yesterday. I want my money back, and I want to talk to a person.").await?;
    scene.does(Who::Assistant, "addTag", json!({"tag": "refund"})).await?;
    scene.hand_off(json!({"queueId": cast.refunds}), "asked_for_a_person").await?;
    let escalation = json!({"tier": 1, "urgency": "HIGH", "reason": "second_broken_promise"});
    scene.does(Who::Supervisor, "escalateConversation", escalation).await?;
    let late = json!({"conversationId": scene.id, "text": "By the way, our new opening hours are …"});
    let rule = stage.refused(Who::Assistant, "recordTurn", late).await?;
    stage.tell(&format!("      the Assistant wants to go on talking, and is turned down: {rule}"));
    show_queues(stage).await?;
    scene.does(Who::RefundDesk, "assignConversation", json!({})).await?;
    scene.notes(Who::RefundDesk, "Second promise broken; refund without asking for the parcel back.").await?;
    scene.says(Who::RefundDesk, "You are right, and I am sorry. The refund is on its way; keep the parcel.").await?;
    scene.resolve(Who::RefundDesk, "refunded").await?;
    scene.rate(5).await?;
    Ok(())
}

async fn cannot_sign_in(stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    stage.tell("\n── 无法登录:机器人解决了,顾客又回来,人工接手 ──");
    let scene = Scene::open(stage, &cast.sign_in, "zh", "无法登录").await?;
    scene.customer("我换了手机以后就登录不了了,一直收不到验证码。").await?;
    scene.says(Who::Assistant, "请在登录页选择“语音验证码”,系统会给您打电话念出验证码。").await?;
    scene.customer("好的,收到了,谢谢。").await?;
    scene.resolve(Who::Assistant, "answered").await?;
    scene.customer("不好意思,今天又登录不了了,提示账号被锁定。").await?;
    scene.hand_off(json!({"skill": {"skill": "accounts", "level": 3}}), "account_locked").await?;
    scene.does(Who::SupportDesk, "assignConversation", json!({})).await?;
    scene.says(Who::SupportDesk, "已为您解除锁定,是异地登录触发了保护。建议您打开登录提醒。").await?;
    scene.resolve(Who::SupportDesk, "unlocked").await?;
    scene.rate(4).await?;
    Ok(())
}

async fn waiting_for_an_invoice(stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    stage.tell("\n── 开发票:在队列里等待 ──");
    let scene = Scene::open(stage, &cast.invoice, "zh", "补开发票").await?;
    scene.customer("上个月的订单能补开增值税发票吗?公司今天要报销。").await?;
    scene.hand_off(json!({"queueId": cast.invoices}), "needs_a_person").await?;
    scene.does(Who::Supervisor, "prioritiseConversation", json!({"priority": 1})).await?;
    Ok(())
}

async fn forget_me(stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    stage.tell("\n── A customer asks to be forgotten ──");
    let scene = Scene::open(stage, &cast.forgotten, "en", "A question about my medicine").await?;
    scene.customer("Can I take the two tablets together? I am allergic to penicillin.").await?;
    scene.says(Who::Assistant, "Please ask a pharmacist; I can put you through.").await?;
    scene.does(Who::Assistant, "snoozeConversation", json!({"until": {"nextTurn": true}})).await?;
    let before = numbers(stage).await?;
    stage.tell(&format!("      before: {}", first_turn(stage, &scene.id).await?));
    let erase = json!({"customerId": cast.forgotten, "reason": "request"});
    stage.act(Who::Admin, "eraseCustomer", erase).await?;
    stage.tell(&format!("      after:  {}", first_turn(stage, &scene.id).await?));
    let same = numbers(stage).await? == before;
    stage.tell(&format!("      every number is as it was: {}", if same { "yes" } else { "NO" }));
    anyhow::ensure!(same, "the erasure changed a number");
    Ok(())
}

const FIRST_TURN: &str = "query($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) { turns(first: 1) { nodes { text { text state } } } } }";

async fn first_turn(stage: &Stage, conversation: &str) -> anyhow::Result<String> {
    let data = stage.query(Who::Supervisor, FIRST_TURN, json!({"id": conversation})).await?;
    let text = &data["conversation"]["turns"]["nodes"][0]["text"];
    let state = text["state"].as_str().unwrap_or_default();
    Ok(text["text"].as_str().map_or_else(|| format!("[{state}]"), |said| format!("“{said}”")))
}

const NUMBERS: &str = "query($at: Position) { activity(minPosition: $at) { opened customerTurns assistantTurns agentTurns notes handoffsRequested handoffsAccepted escalations \
    resolutions reopenings firstResponse { count } resolution { count meanMs } ratings { scale score count } } }";

async fn numbers(stage: &Stage) -> anyhow::Result<Value> {
    Ok(stage.query(Who::Supervisor, NUMBERS, json!({})).await?["activity"][0].take())
}

async fn show_numbers(stage: &Stage) -> anyhow::Result<()> {
    let numbers = numbers(stage).await?;
    stage.tell("\n── The numbers, from the same events ──");
    for (name, value) in numbers.as_object().into_iter().flatten().filter(|(_, value)| value.is_u64()) {
        stage.tell(&format!("      {name:<18} {value}"));
    }
    Ok(())
}

const BOARD: &str = "query($at: Position) { queueBoard(minPosition: $at) { waiting lines { queue { name } skill waitingCount byPriority } } }";

async fn show_queues(stage: &Stage) -> anyhow::Result<()> {
    let data = stage.query(Who::Supervisor, BOARD, json!({})).await?;
    let board = &data["queueBoard"];
    stage.tell(&format!("      ┌ waiting: {}", board["waiting"]));
    for line in board["lines"].as_array().into_iter().flatten() {
        let place = line["queue"]["name"].as_str().or(line["skill"].as_str()).unwrap_or("?");
        stage.tell(&format!("      │ {place}: {} (by priority, 1 to 5: {})", line["waitingCount"], line["byPriority"]));
    }
    Ok(())
}
