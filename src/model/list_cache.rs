//! The list that was changed last, as it was read.

use super::PropertyList;

/// A list and the property that holds it, so that many changes of one list in a row need not read it each
/// time. It counts only as long as the property holds the text of the list.
#[derive(Debug, Default)]
pub(super) struct ListCache(Option<Box<(Box<str>, PropertyList)>>);

impl ListCache {
    /// The list that `key` has with this value, if it is known.
    pub(super) fn find(&self, key: &str, value: &str) -> Option<&PropertyList> {
        let (known, list) = &**self.0.as_ref()?;
        (**known == *key && list.text() == value).then_some(list)
    }

    /// Takes the list out, to be changed and kept again.
    pub(super) fn take(&mut self) -> Option<PropertyList> {
        self.0.take().map(|known| known.1)
    }

    /// Keeps the list that `key` has now.
    pub(super) fn keep(&mut self, key: &str, list: PropertyList) {
        self.0 = Some(Box::new((key.into(), list)));
    }
}

/// What is made of a copy of the profile begins with an empty cache, so that a copy costs no more.
impl Clone for ListCache {
    fn clone(&self) -> Self {
        Self::default()
    }
}
