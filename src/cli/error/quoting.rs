//! What an error may quote of the input: bounded, and without secrets.

use std::borrow::Cow;

use crate::schema::MASK;
use crate::schema::may_be_secret;

/// A line of input as a message may quote it: without what follows the name of a secret, and cut to
/// [`LONGEST_LINE`].
pub(crate) fn quotable(line: &str) -> Cow<'_, str> {
    let shown: Cow<'_, str> = match end_of_name(line, may_be_secret) {
        Some(end) if end < line.len() => {
            let separator = line.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            format!("{}{separator}{MASK}", line.get(..end).unwrap_or_default()).into()
        }
        _ => line.into(),
    };
    match shown.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}...", shown.get(..end).unwrap_or_default()).into(),
        None => shown,
    }
}

/// A line of input in a message is cut after this many characters.
const LONGEST_LINE: usize = 160;

/// Where the first name ends that `is_name` takes for that of a secret.
pub(crate) fn end_of_name(text: &str, is_name: fn(&str) -> bool) -> Option<usize> {
    let is_part = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '-');
    let words = text.split(|found| !is_part(found));
    let name = words.filter(|word| !word.is_empty()).find(|word| is_name(word))?;
    Some(text.find(name)? + name.len())
}
