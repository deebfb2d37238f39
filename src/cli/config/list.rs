//! The list that `append` and `remove` work on.

use super::Failure;
use super::guard::Guard;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::ListError;
use crate::model::PropertyList;
use crate::schema::Schema;
use crate::schema::WebDefault;

/// The list that is stored; else, for a property of OMERO.web, its default; else none.
pub(super) fn stored_or_default(
    configuration: &Configuration,
    profile: &str,
    key: &str,
) -> Result<Option<PropertyList>, Failure> {
    let stored = configuration.profile(profile).and_then(|profile| profile.get(key));
    match stored {
        Some(value) => stored_list(key, value).map(Some),
        None if key.starts_with("omero.web.") => default_list(key).map(Some),
        None => Ok(None),
    }
}

/// What puts the list in the place of the former value.
pub(super) fn edit(
    configuration: &Configuration,
    profile: &str,
    key: &str,
    list: &PropertyList,
    guard: &mut Guard,
) -> Result<Edit, Failure> {
    guard.begin();
    let (key, value) = guard.admit(configuration.profile(profile), key, list.to_string())?;
    Ok(Edit::Set(key, value))
}

fn stored_list(key: &str, value: &str) -> Result<PropertyList, Failure> {
    let key = || key.to_owned();
    PropertyList::parse(value).map_err(|error| match error {
        ListError::NoJson(source) => Failure::NoJson { key: key(), source },
        ListError::NoList => Failure::NoList { key: key() },
    })
}

fn default_list(key: &str) -> Result<PropertyList, Failure> {
    let key_text = || key.to_owned();
    match Schema::default().web_default(key) {
        WebDefault::List(list) => Ok(list),
        WebDefault::Unknown => Ok(PropertyList::new()),
        WebDefault::NoList => Err(Failure::DefaultNoList { key: key_text() }),
        WebDefault::Nothing => Err(Failure::NoDefault { key: key_text() }),
    }
}
