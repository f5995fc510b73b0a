//! `colloquy audit views`: what the live views hold, with the position at which they hold it.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write};

use anyhow::Context as _;
use event_store::Position;
use projections::{Projections, ReadModel, ViewState};
use serde::{Deserialize, Serialize};

use crate::cli::Call;
use crate::exit::{Exit, Stop};
use crate::node::{LogUse, Part, open_log, open_read_model};

const FORMAT: &str = "colloquy-views";
/// How often the views are read before it is said that they do not stand still.
const ATTEMPTS: usize = 5;

/// The first line of a dump.
#[derive(PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Heading {
    format: String,
    version: u32,
    position: String,
}

impl Heading {
    pub(super) fn at(position: Position) -> Self {
        Self { format: FORMAT.to_owned(), version: 1, position: position.to_string() }
    }

    /// The position that the first line of a dump says.
    ///
    /// # Errors
    /// When it is not the first line of a dump.
    pub(super) fn read(line: &str) -> anyhow::Result<Position> {
        let heading: Self = serde_json::from_str(line).context("it does not begin as an export of views")?;
        let position = heading.position.parse().context("the position of the export of views")?;
        if heading == Self::at(position) {
            Ok(position)
        } else {
            anyhow::bail!("it is an unknown kind of export of views")
        }
    }
}

/// Writes the rows of all views, one line of JSON each, below a heading with the position.
///
/// # Errors
/// When the views cannot be read, or nothing can be written.
pub(super) async fn dump(
    model: &dyn ReadModel,
    position: Position,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<()> {
    let mut written = writeln!(out, "{}", serde_json::to_string(&Heading::at(position))?);
    for view in projections::views::all().iter().map(|view| view.name()) {
        let mut line = |row: &str| {
            if written.is_ok() {
                written = writeln!(out, "{{\"view\":\"{view}\",\"row\":{row}}}");
            }
        };
        projections::dump(model, view, &mut line).await?;
    }
    written?;
    Ok(out.flush()?)
}

/// What the live views hold, as a file that has no name.
///
/// # Errors
/// When there are none, or they do not stand still.
pub(super) async fn of_live_views(call: &Call) -> anyhow::Result<File> {
    if !Part::Views.is_there(&call.settings).await? {
        anyhow::bail!(Stop::not_found("there are no views yet"));
    }
    let log = open_log(&call.settings, LogUse::Read).await?;
    let projections = Projections::new(open_read_model(&call.settings).await?, log.events);
    for _ in 0..ATTEMPTS {
        let before = position(&projections).await?;
        let mut file = tempfile::tempfile()?;
        if let Some(position) = before {
            dump(&**projections.model(), position, &mut BufWriter::new(&file)).await?;
        }
        if before.is_some() && self::position(&projections).await? == before {
            file.rewind()?;
            return Ok(file);
        }
    }
    let message = "the views do not stand still for as long as reading them takes; try again when less is going on";
    Err(Stop::compared(Exit::Unavailable, message).into())
}

/// Where the views stand, if all of them stand at the same place.
async fn position(projections: &Projections) -> anyhow::Result<Option<Position>> {
    let status = projections.status().await?;
    if let Some(stopped) = status.iter().find(|view| view.state == ViewState::Stopped) {
        anyhow::bail!(Stop::findings(format!("the view {} has stopped; see `colloquy doctor`", stopped.name)));
    }
    let first = status.first().map(|view| view.position);
    Ok(first.filter(|first| status.iter().all(|view| view.position == *first)))
}

pub(super) async fn run(call: &Call) -> anyhow::Result<()> {
    let mut file = BufReader::new(of_live_views(call).await?);
    let (mut out, mut chunk) = (io::stdout().lock(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(out.flush()?);
        }
        out.write_all(&chunk[..read])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_the_position_and_nothing_else_is_one() {
        let line = serde_json::to_string(&Heading::at(7)).unwrap();
        assert_eq!(line, r#"{"format":"colloquy-views","version":1,"position":"7"}"#);
        assert_eq!(Heading::read(&line).unwrap(), 7);
        for bad in
            ["", "{}", &line.replace("\"7\"", "\"07\""), &line.replace(":1,", ":2,"), &line.replace("views", "kit")]
        {
            assert!(Heading::read(bad).is_err(), "{bad}");
        }
    }
}
