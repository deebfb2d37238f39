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
        meaning: "The directory of OMERO.server, below which the store is: etc/grid/config.xml. If it \
                  is empty, the current directory. `omero config --source FILE` does without.",
    },
    Variable {
        name: "OMERO_CONFIG",
        meaning: "The profile that commands read and change. --profile goes before it. Not set: the \
                  active one.",
    },
    Variable {
        name: "OMERO_VERSION",
        meaning: "The release of OMERO that the configuration is for, such as 5.6. --omero-version \
                  goes before it. Not set: the release in OMERODIR, else the newest.",
    },
    Variable {
        name: "OMERO_WEB_VERSION",
        meaning: "The release of OMERO.web that the configuration is for, such as 5.29.3. \
                  --omero-web-version overrides it. Not set: the release in the Python environment of OMERODIR or of \
                  `omero`, otherwise the one that belongs to the release of OMERO.",
    },
    Variable {
        name: "OMERO_CONFIG_LOCK_TIMEOUT",
        meaning: "How many seconds to wait while another command changes the store. --lock-timeout \
                  goes before it. Not set: 10.",
    },
    Variable {
        name: "OMERO_CONFIG_WAIT",
        meaning: "If it is not empty, changes wait for running `omero admin` commands, as with --wait.",
    },
    Variable {
        name: "OMERO_CONFIG_HISTORY",
        meaning: "How many earlier versions of the store to keep. --history goes before it. Not set: \
                  50.",
    },
    Variable {
        name: "OMERO_CONFIG_ORIGIN",
        meaning: "What makes a change, for `omero config log`: a word such as `ansible`. Not set: \
                  `terminal` if there is one, otherwise `script`.",
    },
    Variable {
        name: "CONFIG_*",
        meaning: "Properties for `omero config load --env`, named as for the images of OMERO: \
                  CONFIG_omero_db_host for omero.db.host, with `__` for `_`.",
    },
    Variable { name: "VISUAL", meaning: "The editor for `omero config edit`, with arguments." },
    Variable {
        name: "EDITOR",
        meaning: "The same where VISUAL is not set. With neither, one that is found on the system.",
    },
    Variable {
        name: "PAGER",
        meaning: "The program in which answers are read that are longer than the screen. `cat` or \
                  empty: none, as with --no-pager. Not set: `less`.",
    },
    Variable {
        name: "LESS",
        meaning: "The options of `less`. Not set: FRX, which keeps colours, does not clear the screen, and \
                  does not stop if everything fits.",
    },
    Variable {
        name: "NO_COLOR",
        meaning: "If it is not empty, colour is used only for --color always.",
    },
    Variable {
        name: "CLICOLOR",
        meaning: "If it is 0, no colour is used. A CLICOLOR_FORCE that is not empty colours also \
                  what is not shown on a terminal. --color and NO_COLOR go before both.",
    },
    Variable {
        name: "TERM",
        meaning: "On a terminal called `dumb` there is no colour and no pager.",
    },
    Variable {
        name: "HOME",
        meaning: "Where `omero config upgrade` looks for settings of before OMERO 4.2, and where the \
                  texts of `omero config edit` are: in .local/state/omero-config/edit.",
    },
    Variable {
        name: "XDG_STATE_HOME",
        meaning: "The directory for the texts of `omero config edit` instead of .local/state in HOME.",
    },
    Variable {
        name: "TMPDIR",
        meaning: "Where the texts of `omero config edit` are if other users can change HOME, or if it \
                  is not yours. Not set: /tmp.",
    },
    Variable {
        name: "SUDO_USER",
        meaning: "Who changes the store as root, for `omero config log`. For other users, and \
                  without sudo, it is the name of the account.",
    },
    Variable {
        name: "OMERO_CONFIG_NEXT",
        meaning: "The next `omero`, to which all commands go that this program does not have: the path of \
                  the Python tool. `omero config take-over` sets it. Not set: `omero.py-tool` in the \
                  directory of this program, the Python tool of the virtual environment that this \
                  program is in, or the next `omero` on the PATH.",
    },
    Variable { name: "PATH", meaning: "Where the next `omero` and editors are looked for." },
    Variable {
        name: "OMERO_CONFIG_HANDED_ON",
        meaning: "Set for that next `omero`, so that no command goes round for ever.",
    },
    Variable {
        name: "OMERO_HOME",
        meaning: "Has had no meaning since OMERO 5.6; if it is set, commands say so.",
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

/// `HOME`, else the home directory of the account, which costs a look into the list of accounts.
pub(crate) fn home() -> Option<PathBuf> {
    env::home_dir()
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
