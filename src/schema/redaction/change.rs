//! The two values of a change, next to each other.

use std::borrow::Cow;

use super::shown;
use crate::model::Change;

/// What follows the new value if the masks make it look like the old one.
const ANOTHER: &str = " (another)";

/// The values of a change as they may be shown.
///
/// All that shows a change gets them here: lines, JSON, the log and messages. Two secrets look the same, so
/// the new one says that it is another.
pub(crate) struct ShownChange<'change> {
    pub before: Option<Cow<'change, str>>,
    pub after: Option<Cow<'change, str>>,
}

impl<'change> From<&'change Change> for ShownChange<'change> {
    fn from(Change { key, before, after, .. }: &'change Change) -> Self {
        let shown = |value: &'change Option<String>| Some(shown(key, value.as_deref()?));
        let mut change = Self { before: shown(before), after: shown(after) };
        if before != after && change.before == change.after {
            change.after = change.after.map(|after| Cow::Owned(format!("{after}{ANOTHER}")));
        }
        change
    }
}
