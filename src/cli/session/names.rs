//! Keys and names of profiles as they are typed.

use std::ffi::OsStr;
use std::ffi::OsString;

use glob::Pattern;

use crate::cli::command_line::redaction::perhaps_secret;
use crate::cli::error::CommandError;
use crate::model::Configuration;
use crate::model::InvalidProfileName;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::schema::MASK;

/// A key as it was typed. One that is not UTF-8 is not legal, and cannot be set.
pub(crate) fn key(typed: &OsStr) -> String {
    typed.to_string_lossy().into_owned()
}

/// Whether a word is a pattern; no key has such characters.
pub(crate) fn is_pattern(typed: &OsStr) -> bool {
    typed.as_encoded_bytes().iter().any(|byte| b"*?[".contains(byte))
}

/// Names and patterns of properties, as they were typed.
pub(crate) struct KeyPatterns {
    patterns: Vec<Pattern>,
}

impl KeyPatterns {
    pub(crate) fn of(typed: &[OsString]) -> Result<Self, CommandError> {
        let pattern = |word: &OsString| {
            let text = key(word);
            Pattern::new(&text)
                .map_err(|error| CommandError::CommandLine(format!("pattern {text}: {error}")))
        };
        Ok(Self { patterns: typed.iter().map(pattern).collect::<Result<_, _>>()? })
    }

    /// Whether one of them matches, or there are none.
    pub(crate) fn matches(&self, key: &str) -> bool {
        self.patterns.is_empty() || self.patterns.iter().any(|pattern| pattern.matches(key))
    }

    /// Fails if there are some and nothing matched.
    pub(crate) fn must_match(&self, matched: usize) -> Result<(), CommandError> {
        if matched > 0 || self.patterns.is_empty() {
            return Ok(());
        }
        let patterns = self.patterns.iter().map(|pattern| pattern.as_str().to_owned()).collect();
        Err(CommandError::NoMatch { patterns })
    }
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

/// Names of properties as a message or the history may show them: a word after the name of a secret is perhaps
/// its value, for commands that take no value.
pub(crate) fn shown_names(names: &[String]) -> Vec<&str> {
    let secrets = perhaps_secret(names);
    let shown = |name: &'_ String| secrets.iter().any(|secret| name.contains(secret));
    names.iter().map(|name| if shown(name) { MASK } else { name }).collect()
}
