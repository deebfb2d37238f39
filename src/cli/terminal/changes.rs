//! How changes are shown, by every verb.

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::model::Change;
use crate::schema::ShownChange;

/// Shows changes as lines with `-` and `+`, like `diff`.
pub(crate) fn show(printer: &mut Printer, changes: &[Change]) -> Result<(), CommandError> {
    for change in changes {
        let ShownChange { before, after } = change.into();
        for (sign, value) in [('-', before), ('+', after)] {
            if let Some(value) = value {
                printer.difference(sign, format_args!("{}={value}", change.key))?;
            }
        }
    }
    Ok(())
}
