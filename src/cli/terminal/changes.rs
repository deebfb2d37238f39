//! How changes are shown, by every verb.

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::schema::ShownChange;

/// Shows changes as lines with `-` and `+`, like `diff`.
pub(crate) fn show<'change>(
    printer: &mut Printer,
    changes: impl IntoIterator<Item = impl Into<ShownChange<'change>>>,
) -> Result<(), CommandError> {
    for change in changes {
        let ShownChange { key, before, after } = change.into();
        for (sign, value) in [('-', before), ('+', after)] {
            if let Some(value) = value {
                printer.difference(sign, format_args!("{key}={value}"))?;
            }
        }
    }
    Ok(())
}
