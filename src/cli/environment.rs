//! Every environment variable that we read, each with its meaning.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::platform;

/// The environment of a run.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    /// `OMERODIR`: the directory of OMERO.server, below which the store is. Empty: the current one.
    pub(crate) omerodir: Option<PathBuf>,
    /// `OMERO_CONFIG`: the profile to read and change, for this command only.
    pub(crate) profile: Option<OsString>,
    /// `OMERO_CONFIG_LOCK_TIMEOUT`: how many seconds to wait for the lock.
    pub(crate) lock_timeout: Option<OsString>,
    /// `OMERO_HOME`: has had no meaning since OMERO 5.6, which we say.
    pub(crate) omero_home: Option<OsString>,
    /// `VISUAL`, else `EDITOR`: the editor, with arguments.
    pub(crate) editor: Option<OsString>,
    /// `OMERO_VERSION`: the release of OMERO that the configuration is for.
    pub(crate) omero_version: Option<OsString>,
    /// `OMERO_CONFIG_HISTORY`: how many earlier versions to keep.
    pub(crate) history: Option<OsString>,
    /// `SUDO_USER`, else `LOGNAME`, `USER` or `USERNAME`: who changes the store, for its history.
    pub(crate) user: String,
    /// `HOME`: where Java kept the settings of before OMERO 4.2.
    pub(crate) home: Option<PathBuf>,
}

impl Environment {
    pub(crate) fn of_process() -> Self {
        Self {
            omerodir: env::var_os("OMERODIR").map(PathBuf::from),
            profile: set("OMERO_CONFIG"),
            lock_timeout: set("OMERO_CONFIG_LOCK_TIMEOUT"),
            omero_home: env::var_os("OMERO_HOME"),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            history: set("OMERO_CONFIG_HISTORY"),
            user: user(),
            omero_version: set("OMERO_VERSION"),
            home: env::home_dir(),
        }
    }
}

/// Every variable whose name begins with `prefix`, sorted by name.
pub(crate) fn variables(prefix: &str) -> Vec<(OsString, OsString)> {
    let begins =
        |(name, _): &(OsString, OsString)| name.as_encoded_bytes().starts_with(prefix.as_bytes());
    let mut found: Vec<_> = env::vars_os().filter(begins).collect();
    found.sort();
    found
}

fn user() -> String {
    let names = ["SUDO_USER", "LOGNAME", "USER", "USERNAME"];
    let found = names.iter().find_map(|name| set(name));
    found.map_or_else(platform::user_number, |name| name.to_string_lossy().into_owned())
}

/// A variable that is set and not empty.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
