//! `colloquy events`: the log as it is, one JSON object a line, resumable by position.

use clap::Args;
use event_store::{Position, RecordedEvent};

use super::Call;
use crate::exit::Stop;
use crate::node::{LogUse, open_log};
use crate::output::{Output, say};

/// How many events are read at once.
const BATCH: usize = 1_000;

/// Print the events of the log, one JSON object a line.
#[derive(Args, Debug)]
pub struct Events {
    /// Wait for new events and print them as they come.
    #[arg(short, long)]
    follow: bool,
    /// Only events of this stream, such as `conversation-<uuid>`.
    #[arg(long, value_name = "STREAM")]
    stream: Option<String>,
    /// Only events of this type, such as `conversation.resolved`, or of a category, such as `conversation`.
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Only events after this position: the last one already seen.
    #[arg(long, value_name = "POSITION", default_value_t = 0)]
    after: Position,
    /// No events after this position.
    #[arg(long, value_name = "POSITION", conflicts_with = "follow")]
    until: Option<Position>,
    /// At most so many events.
    #[arg(long, value_name = "COUNT", default_value_t = u64::MAX, hide_default_value = true)]
    limit: u64,
    /// Events of all tenants.
    #[arg(long)]
    all_tenants: bool,
}

impl Events {
    fn wants(&self, event: &RecordedEvent, tenant: &str) -> bool {
        (self.all_tenants || event.tenant.as_str() == tenant)
            && self.stream.as_deref().is_none_or(|stream| event.stream.as_str() == stream)
            && self.kind.as_deref().is_none_or(|wanted| is_of(wanted, &event.event_type))
    }
}

/// Whether an event is of a type or a category.
fn is_of(wanted: &str, event_type: &str) -> bool {
    event_type.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Says when nothing can be expected. A later program may have written what this one does not know, so it is looked for all the same.
fn warn_of_unknown(kind: &str) {
    if !domain::Event::schemas().iter().any(|schema| is_of(kind, schema.event_type)) {
        say(&format!("this program knows no events of the type {kind}; `colloquy schema events` lists them"));
    }
}

pub async fn run(call: &Call, events: Events) -> anyhow::Result<()> {
    events.kind.as_deref().into_iter().for_each(warn_of_unknown);
    let log = open_log(&call.settings, LogUse::Read).await?;
    let mut printer = Printer { left: events.limit, events: &events, tenant: &call.settings.tenant };
    let head = log.events.head().await?;
    if events.after > head {
        let why = format!(
            "--after {} is beyond the end of the log, which is {head}; read again from the beginning",
            events.after
        );
        anyhow::bail!(Stop::usage(why));
    }
    let until = events.until.unwrap_or(head);
    let mut after = events.after;
    while after < until && !printer.is_done() {
        let batch = log.events.read_all(after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.position;
        printer.print(batch.iter().filter(|event| event.position <= until))?;
    }
    if events.follow {
        let mut subscription = event_store::subscribe(log.events, after);
        while !printer.is_done() {
            printer.print(subscription.next().await?.iter())?;
        }
    }
    Ok(())
}

struct Printer<'a> {
    events: &'a Events,
    tenant: &'a str,
    left: u64,
}

impl Printer<'_> {
    fn is_done(&self) -> bool {
        self.left == 0
    }

    fn print<'a>(&mut self, batch: impl Iterator<Item = &'a RecordedEvent>) -> std::io::Result<()> {
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let wanted = batch.filter(|event| self.events.wants(event, self.tenant));
        let lines: Vec<Vec<u8>> = wanted.take(left).map(api::rest::line).collect();
        self.left -= lines.len() as u64;
        Output::lines(lines)
    }
}
