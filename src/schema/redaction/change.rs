//! The two values of a change, next to each other.

use std::borrow::Cow;

use super::Secrets;
use super::masked;
use crate::model::Change;

/// What follows the new value if the masks make it look like the old one.
const ANOTHER: &str = " (another)";

/// The values of a change as they may be shown.
///
/// All that shows a change gets them here: lines, JSON, the log and messages. Two secrets look the same, so
/// the new one says that it is another.
pub(crate) struct ShownChange<'change> {
    pub key: &'change str,
    pub before: Option<Cow<'change, str>>,
    pub after: Option<Cow<'change, str>>,
}

impl<'change> ShownChange<'change> {
    pub(crate) fn new(change: &'change Change, secrets: Secrets) -> Self {
        Self::with(change, |value| secrets.shown(&change.key, value))
    }

    /// The same for a value that is secret whatever its property is called.
    pub(crate) fn of_secret(change: &'change Change) -> Self {
        Self::with(change, masked)
    }

    fn with(change: &'change Change, show: impl Fn(&'change str) -> Cow<'change, str>) -> Self {
        let Change { key, before, after, .. } = change;
        let shown = |value: &'change Option<String>| Some(show(value.as_deref()?));
        let mut shown = Self { key, before: shown(before), after: shown(after) };
        if before != after && shown.before == shown.after {
            shown.after = shown.after.map(|after| Cow::Owned(format!("{after}{ANOTHER}")));
        }
        shown
    }
}

impl<'change> From<&'change Change> for ShownChange<'change> {
    fn from(change: &'change Change) -> Self {
        Self::new(change, Secrets::Masked)
    }
}
