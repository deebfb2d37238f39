//! The list that `append` and `remove` work on.

pub(crate) mod append;
pub(crate) mod element;
pub(crate) mod remove;

use std::borrow::Cow;

use crate::cli::error::CommandError;
use crate::cli::session::validation::Validation;
use crate::model::Edit;
use crate::model::ListChange;
use crate::model::ListEdit;
use crate::model::ListError;
use crate::model::Profile;
use crate::model::PropertyList;
use crate::schema::Elements;
use crate::schema::Schema;
use crate::schema::WebDefault;
use crate::schema::is_of_web;

/// The list that a profile has for a property, and where it comes from.
pub(crate) struct FoundList<'profile> {
    pub(crate) list: Cow<'profile, PropertyList>,
    /// Whether it is stored, or a default of OMERO.web.
    pub(crate) is_there: bool,
}

/// The list that is stored; else, for a property of OMERO.web, its default; else an empty one.
pub(crate) fn find<'profile>(
    schema: Schema,
    profile: Option<&'profile Profile>,
    key: &str,
) -> Result<FoundList<'profile>, CommandError> {
    let (list, is_there) = match profile.and_then(|profile| profile.list(key)) {
        Some(stored) => (stored.map_err(|error| not_a_list(key, error))?, true),
        None => (Cow::Owned(default_list(schema, key)?), is_of_web(key)),
    };
    Ok(FoundList { list, is_there })
}

/// The edit that makes a change of a list, if the schema accepts the result.
pub(crate) fn edit(
    schema: Schema,
    profile: Option<&Profile>,
    key: &str,
    list: &PropertyList,
    change: ListChange,
    validation: &mut Validation,
) -> Result<Edit, CommandError> {
    let legal = validation.admit_list(profile, key, list, &change)?;
    // Needed only if another program removes the property in the meantime.
    let default = default_list(schema, key).unwrap_or_default();
    Ok(Edit::List(ListEdit { key: legal, default, change }))
}

/// The text of a list that is not JSON but has separators, with or without the elements; none for other
/// properties.
pub(crate) fn between_separators(
    schema: Schema,
    profile: Option<&Profile>,
    key: &str,
    elements: Elements<'_>,
) -> Result<Option<String>, CommandError> {
    if !schema.has_separators(key) {
        return Ok(None);
    }
    let stored = profile.and_then(|profile| profile.get(key));
    let changed = schema.with_elements(key, stored, elements)?;
    Ok(changed.or_else(|| stored.map(str::to_owned)))
}

fn not_a_list(key: &str, error: ListError) -> CommandError {
    let key = key.to_owned();
    match error {
        ListError::NoJson(source) => CommandError::NoJson { key, source },
        ListError::NoList => CommandError::NoList { key },
    }
}

/// The list of a property that is not set.
fn default_list(schema: Schema, key: &str) -> Result<PropertyList, CommandError> {
    match schema.web_default(key) {
        WebDefault::List(list) => Ok(list),
        WebDefault::Unknown => Ok(PropertyList::new()),
        WebDefault::NoList => Err(CommandError::DefaultNoList { key: key.to_owned() }),
        WebDefault::Nothing => Err(CommandError::NoDefault { key: key.to_owned() }),
    }
}
