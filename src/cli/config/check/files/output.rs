//! The forms in which findings in files are printed.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::answers;
use crate::cli::answers::LocatedFinding;
use crate::cli::error::CommandError;
use crate::cli::terminal::findings;
use crate::cli::terminal::printer::Printer;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli::config::check) enum OutputFormat {
    /// For people
    #[default]
    Text,
    /// A JSON list
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// XML of test reports, as `JUnit` writes it
    Junit,
}

pub(super) fn show(
    format: OutputFormat,
    files: &[&PathBuf],
    found: &[LocatedFinding],
    printer: &mut Printer,
) -> Result<(), CommandError> {
    let text = match format {
        OutputFormat::Text => return findings::show_located(found, files.len(), printer),
        OutputFormat::Json => answers::findings_in_files(found),
        OutputFormat::Github => {
            return found.iter().try_for_each(|it| printer.answer(answers::annotation(it)));
        }
        OutputFormat::Sarif => answers::sarif(found),
        OutputFormat::Junit => answers::junit(files, found),
    };
    printer.answer(text.map_err(CommandError::Output)?)
}
