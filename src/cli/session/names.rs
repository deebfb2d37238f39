//! Keys and names of profiles as they are typed.

use std::ffi::OsStr;

use crate::cli::error::CommandError;
use crate::model::Configuration;
use crate::model::InvalidProfileName;
use crate::model::Profile;
use crate::model::ProfileName;

/// A key as it was typed. One that is not UTF-8 is not legal, and cannot be set.
pub(crate) fn key(typed: &OsStr) -> String {
    typed.to_string_lossy().into_owned()
}

/// A profile name as it was typed.
pub(crate) fn profile_name(typed: &OsStr) -> Result<ProfileName, CommandError> {
    let name = typed.to_str().ok_or(InvalidProfileName::Encoding);
    name.and_then(str::parse).map_err(|source| {
        let name = typed.to_string_lossy().into_owned();
        CommandError::Profile { name, source }
    })
}

/// The profile that was named, which must be there.
pub(crate) fn profile_called<'found>(
    configuration: &'found Configuration,
    typed: &OsStr,
) -> Result<&'found Profile, CommandError> {
    // An old store can have a profile whose name could not be chosen now.
    if let Some(found) = typed.to_str().and_then(|name| configuration.profile(name)) {
        return Ok(found);
    }
    Err(CommandError::no_profile(profile_name(typed)?.as_str(), configuration))
}
