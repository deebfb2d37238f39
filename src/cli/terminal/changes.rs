//! How changes are shown, by every verb.

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::model::Change;
use crate::schema::MASK;
use crate::schema::ShownChange;

/// Puts asterisks in the place of the values of some keys, whatever those are called.
pub(crate) fn hide(changes: &mut [Change], is_hidden: impl Fn(&str) -> bool) {
    for change in changes.iter_mut().filter(|change| is_hidden(&change.key)) {
        for value in [&mut change.before, &mut change.after].into_iter().flatten() {
            MASK.clone_into(value);
        }
    }
}

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
