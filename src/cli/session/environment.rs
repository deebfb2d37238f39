//! Every environment variable that we read, each with its meaning.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::platform;
use crate::store::WhileToolRuns;

/// The number of root.
const ROOT: u32 = 0;

/// A variable that we read.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// Every variable that we read, for `omero help environment` and the manual.
pub(crate) const VARIABLES: &[Variable] = &[
    Variable {
        name: "OMERODIR",
        meaning: "The directory of OMERO.server; the configuration is etc/grid/config.xml in it. \
                  If the variable is empty, the current directory is used. `omero config \
                  --source FILE` overrides it.",
    },
    Variable {
        name: "OMERO_CONFIG",
        meaning: "The profile that commands read and change. --profile overrides it. Default: \
                  the active profile.",
    },
    Variable {
        name: "OMERO_VERSION",
        meaning: "The release of OMERO that the configuration is for, such as 5.6. --omero- \
                  version overrides it. Default: the release in OMERODIR, or the newest if it is \
                  unknown.",
    },
    Variable {
        name: "OMERO_WEB_VERSION",
        meaning: "The release of OMERO.web that the configuration is for, such as 5.29.3. \
                  --omero-web-version overrides it. Not set: the release in the Python environment \
                  of OMERODIR or of `omero`, otherwise the one that belongs to the release of \
                  OMERO.",
    },
    Variable {
        name: "OMERO_CONFIG_LOCK_TIMEOUT",
        meaning: "How many seconds to wait while another command changes the configuration. \
                  --lock-timeout overrides it. Default: 10.",
    },
    Variable {
        name: "OMERO_CONFIG_WAIT",
        meaning: "If not empty, changes wait for running `omero admin` commands, as with --wait.",
    },
    Variable {
        name: "OMERO_CONFIG_HISTORY",
        meaning: "How many earlier versions of the configuration to keep. --history overrides \
                  it. Default: 50.",
    },
    Variable {
        name: "OMERO_CONFIG_ORIGIN",
        meaning: "The origin of changes in `omero config log`: a word such as `ansible`. \
                  Default: `terminal` on a terminal, otherwise `script`.",
    },
    Variable {
        name: "CONFIG_*",
        meaning: "Properties for `omero config load --env`, named as in the OMERO images: \
                  CONFIG_omero_db_host for omero.db.host, with `__` for `_`.",
    },
    Variable { name: "VISUAL", meaning: "The editor for `omero config edit`, with arguments." },
    Variable {
        name: "EDITOR",
        meaning: "The editor if VISUAL is not set. Default: an editor that is found on the system.",
    },
    Variable {
        name: "PAGER",
        meaning: "The program that shows output longer than the screen. `cat` or an empty value \
                  disables it, as --no-pager does. Default: `less`.",
    },
    Variable {
        name: "LESS",
        meaning: "The options of `less`. Default: FRX, which keeps colours, does not clear the \
                  screen, and exits if everything fits on it.",
    },
    Variable {
        name: "NO_COLOR",
        meaning: "If not empty, colour is only used with --color always.",
    },
    Variable {
        name: "CLICOLOR",
        meaning: "If 0, no colour is used. If CLICOLOR_FORCE is not empty, output that does not \
                  go to a terminal is coloured too. --color and NO_COLOR override both.",
    },
    Variable {
        name: "TERM",
        meaning: "On a terminal named `dumb`, neither colour nor a pager is used.",
    },
    Variable {
        name: "HOME",
        meaning: "The directory that contains the texts of `omero config edit`, in \
                  .local/state/omero-config/edit, and where `omero config upgrade` looks for \
                  settings from before OMERO 4.2.",
    },
    Variable {
        name: "XDG_STATE_HOME",
        meaning: "The directory for the texts of `omero config edit`, instead of .local/state in \
                  HOME.",
    },
    Variable {
        name: "TMPDIR",
        meaning: "The directory for the texts of `omero config edit` if HOME belongs to another \
                  user or other users can change it. Default: /tmp.",
    },
    Variable {
        name: "SUDO_USER",
        meaning: "The user that `omero config log` shows for changes as root. Otherwise it shows \
                  the name of the account.",
    },
    Variable {
        name: "OMERO_CONFIG_NEXT",
        meaning: "The path of the Python tool, which runs all commands that this program does \
                  not provide. `omero config take-over` sets it. Default: `omero.py-tool` in the \
                  directory of this program, the Python tool in the virtual environment of this \
                  program, or the next `omero` on the PATH.",
    },
    Variable {
        name: "PATH",
        meaning: "The directories that are searched for the next `omero` and for editors.",
    },
    Variable {
        name: "OMERO_CONFIG_HANDED_ON",
        meaning: "Set for the next `omero`, to prevent loops.",
    },
    Variable {
        name: "OMERO_HOME",
        meaning: "Not used since OMERO 5.6; if it is set, commands print a warning.",
    },
];

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
    /// `PAGER`: the program in which long answers are read; `cat` or empty for none.
    pub(crate) pager: Option<OsString>,
    /// `TERM`: `dumb` is a terminal without colours and without a cursor that moves.
    pub(crate) is_dumb: bool,
    /// `OMERO_VERSION`: the release of OMERO that the configuration is for.
    pub(crate) omero_version: Option<OsString>,
    /// `OMERO_WEB_VERSION`: the release of OMERO.web that the configuration is for.
    pub(crate) omero_web_version: Option<OsString>,
    /// `OMERO_CONFIG_HISTORY`: how many earlier versions to keep.
    pub(crate) history: Option<OsString>,
    /// `OMERO_CONFIG_ORIGIN`: what makes a change.
    pub(crate) origin: Option<OsString>,
}

impl Environment {
    pub(crate) fn of_process() -> Self {
        Self {
            omerodir: env::var_os("OMERODIR").map(PathBuf::from),
            profile: set("OMERO_CONFIG"),
            lock_timeout: set("OMERO_CONFIG_LOCK_TIMEOUT"),
            omero_home: env::var_os("OMERO_HOME"),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            pager: env::var_os("PAGER"),
            is_dumb: env::var_os("TERM").is_some_and(|name| name == "dumb"),
            history: set("OMERO_CONFIG_HISTORY"),
            origin: set("OMERO_CONFIG_ORIGIN"),
            omero_version: set("OMERO_VERSION"),
            omero_web_version: set("OMERO_WEB_VERSION"),
        }
    }
}

/// `HOME`, otherwise the home directory of the account, which is read from the list of accounts.
pub(crate) fn home() -> Option<PathBuf> {
    env::home_dir()
}

/// The paths that a variable lists; none if it is not set or empty.
pub(crate) fn path_list(name: &str) -> Vec<PathBuf> {
    set(name).map(|list| env::split_paths(&list).collect()).unwrap_or_default()
}

/// `OMERO_CONFIG_WAIT`: whether a change waits for commands of the Python tool.
pub(crate) fn while_tool_runs() -> WhileToolRuns {
    if set("OMERO_CONFIG_WAIT").is_some() { WhileToolRuns::Wait } else { WhileToolRuns::GoOn }
}

/// Every variable whose name begins with `prefix`, sorted by name.
pub(crate) fn variables(prefix: &str) -> Vec<(OsString, OsString)> {
    let begins =
        |(name, _): &(OsString, OsString)| name.as_encoded_bytes().starts_with(prefix.as_bytes());
    let mut found: Vec<_> = env::vars_os().filter(begins).collect();
    found.sort();
    found
}

/// Who changes the store, for its history: the account of the process, or, for root, who used `sudo`.
/// Another user's variable would be the name of anyone.
pub(crate) fn user() -> String {
    let by_sudo = set("SUDO_USER").filter(|_| platform::effective_user() == ROOT);
    by_sudo.map_or_else(platform::account_name, |name| name.to_string_lossy().into_owned())
}

/// A variable that is set and not empty.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
