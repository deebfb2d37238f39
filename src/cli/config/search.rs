//! `config search`.

use clap::Args;

use crate::cli::answers::FoundProperty;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::layout;
use crate::cli::terminal::printer::Printer;
use crate::schema::Hit;

/// Find properties by words in their names and descriptions
///
/// A property matches if its name or description contains all words; case is ignored. Matches in names
/// come first. `config describe KEY` explains a property.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Everything about the mail port" => "omero config search mail port",
    "The same, as JSON" => "omero config search --json mail port",
])]
pub(crate) struct Search {
    /// Words to look for, such as `mail port`
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// Show what the release does not read as well
    #[arg(long)]
    all: bool,
    /// Print a JSON list of objects with key and summary
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let schema = session.schema()?;
        session.may_be_long();
        let words: Vec<_> =
            self.words.iter().flat_map(|word| word.split_whitespace()).map(str::to_owned).collect();
        let mut hits = schema.search(&words);
        let found = hits.len();
        if !self.all {
            hits.retain(|hit| schema.has(&hit.known));
        }
        let hidden = found - hits.len();
        if self.json {
            let found: Vec<_> = hits.iter().map(FoundProperty::from).collect();
            session.printer.json(&found)?;
        } else {
            print(session, &hits)?;
        }
        if hidden > 0 {
            session.printer.hint_to_person(format_args!(
                "{hidden} more {} not read by OMERO {}; --all shows them",
                if hidden == 1 { "is" } else { "are" },
                schema.release()
            ));
        }
        if hits.is_empty() {
            let nearest = words.iter().find_map(|word| schema.nearest(word));
            return Err(CommandError::NothingFound { words: quoted(&words), nearest });
        }
        Ok(Exit::Done)
    }
}

fn print(session: &mut Session, hits: &[Hit]) -> Result<(), CommandError> {
    let width = Printer::terminal_width().unwrap_or(usize::MAX);
    let longest = hits.iter().map(|hit| hit.known.name().len()).max().unwrap_or_default();
    // On a narrow terminal room for meanings stays.
    let column = longest.min(width / 2);
    for hit in hits {
        let name = hit.known.name();
        let mut lines = layout::wrapped(hit.known.summary(), width.saturating_sub(column + 2));
        // A long name has a line of its own.
        if name.len() > column {
            lines.insert(0, String::new());
        }
        let label = session.printer.paint(Role::Label, name);
        let gap = column.saturating_sub(name.len()) + 2;
        let first = lines.first().map(String::as_str).unwrap_or_default();
        session.printer.answer(format!("{label}{:gap$}{first}", "").trim_end())?;
        let indent = column + 2;
        for line in lines.iter().skip(1) {
            session.printer.answer(format_args!("{:indent$}{line}", ""))?;
        }
    }
    Ok(())
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" and ")
}
