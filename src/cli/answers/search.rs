//! The answer of `config search --json`: a list of these.

use serde::Serialize;

use crate::schema::Hit;

#[derive(Serialize)]
pub(crate) struct FoundProperty<'hit> {
    key: &'hit str,
    summary: &'hit str,
}

impl<'hit> From<&'hit Hit> for FoundProperty<'hit> {
    fn from(hit: &'hit Hit) -> Self {
        Self { key: hit.known.name(), summary: hit.known.summary() }
    }
}
