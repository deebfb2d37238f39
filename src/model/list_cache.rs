//! Lists in a profile, of which the one that was changed last is kept as it was read.

use std::borrow::Cow;

use super::ListChange;
use super::ListError;
use super::NotAList;
use super::Profile;
use super::PropertyKey;
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

impl Profile {
    /// The list that `key` holds; none if it is not set.
    pub fn list(&self, key: &str) -> Option<Result<Cow<'_, PropertyList>, ListError>> {
        let value = self.get(key)?;
        let known = self.list.find(key, value).map(|list| Ok(Cow::Borrowed(list)));
        Some(known.unwrap_or_else(|| PropertyList::parse(value).map(Cow::Owned)))
    }

    /// Changes the list in `key`, otherwise `default`, and returns whether that changed anything.
    pub(super) fn change_list(
        &mut self,
        key: &PropertyKey,
        default: &PropertyList,
        change: &ListChange,
    ) -> Result<bool, NotAList> {
        let failed = || NotAList(key.to_string());
        let value = self.get(key.as_str());
        let is_known = value.is_some_and(|value| self.list.find(key.as_str(), value).is_some());
        let known = if is_known { self.list.take() } else { None };
        let mut list = match (known, self.get(key.as_str())) {
            (Some(list), _) => list,
            (None, Some(value)) => PropertyList::parse(value).map_err(|_| failed())?,
            (None, None) => default.clone(),
        };
        let changed = list.change(change);
        if changed {
            self.set(key, &list.to_value().map_err(|_| failed())?);
        }
        self.list.keep(key.as_str(), list);
        Ok(changed)
    }
}
