//! The list that `append` and `remove` work on.

use super::Failure;
use super::guard::Guard;
use crate::model::Edit;
use crate::model::ListChange;
use crate::model::ListEdit;
use crate::model::ListError;
use crate::model::Profile;
use crate::model::PropertyList;
use crate::schema::Schema;
use crate::schema::WebDefault;

/// The list that a profile has for a property, and where it comes from.
pub(super) struct FoundList {
    pub(super) list: PropertyList,
    /// Whether it is stored, or a default of OMERO.web.
    pub(super) is_there: bool,
}

/// The list that is stored; else, for a property of OMERO.web, its default; else an empty one.
pub(super) fn find(profile: Option<&Profile>, key: &str) -> Result<FoundList, Failure> {
    let (list, is_there) = match profile.and_then(|profile| profile.get(key)) {
        Some(value) => (stored_list(key, value)?, true),
        None if key.starts_with("omero.web.") => (default_list(key)?, true),
        None => (PropertyList::new(), false),
    };
    Ok(FoundList { list, is_there })
}

/// The edit that makes a change which was tried on `list`, if the schema takes the result.
pub(super) fn edit(
    profile: Option<&Profile>,
    key: &str,
    list: &PropertyList,
    change: ListChange,
    guard: &mut Guard,
) -> Result<Edit, Failure> {
    let (legal, _) = guard.admit(profile, key, list.to_string())?;
    // Needed only if another program removes the property meanwhile.
    let default = find(None, key).map(|found| found.list).unwrap_or_default();
    Ok(Edit::List(ListEdit { key: legal, default, change }))
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
