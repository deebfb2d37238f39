//! The options and variables that select a store and a profile.

use std::ffi::OsString;
use std::time::Duration;

use crate::cli::error::CommandError;
use crate::cli::session::environment;
use crate::cli::session::environment::Environment;
use crate::cli::session::names::profile_name;
use crate::model::ProfileName;
use crate::store::LOCK_TIMEOUT;
use crate::store::VERSIONS_KEPT;
use crate::store::WhileToolRuns;

/// Which store, which profile, how long to wait for the lock, how many versions to keep, and why.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct StoreOptions {
    /// Use this file instead of `etc/grid/config.xml` in OMERODIR
    #[arg(long, value_name = "FILE")]
    pub(crate) source: Option<OsString>,
    /// Seconds to wait for the lock while another command changes the configuration [default: 10]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) lock_timeout: Option<String>,
    /// Before a change, wait for running `omero admin` commands that would overwrite it, such
    /// as `start` or `restart`; at most for --lock-timeout
    #[arg(long)]
    pub(crate) wait: bool,
    /// Number of earlier versions to keep; 0 keeps none [default: 50]
    #[arg(long, value_name = "COUNT")]
    pub(crate) history: Option<usize>,
    /// Reason for the change, shown by `omero config log`
    #[arg(short, long, value_name = "TEXT", global = true, display_order = 101)]
    pub(crate) message: Option<String>,
    /// Use this profile instead of the active one; overrides `OMERO_CONFIG`
    #[arg(long, value_name = "NAME", global = true, display_order = 100)]
    pub(crate) profile: Option<OsString>,
}

/// A profile that was named.
pub(super) struct Chosen {
    pub(super) name: ProfileName,
    pub(super) by: Chooser,
}

/// What named it. A misspelt option is reported; the variable may be meant for other commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chooser {
    Option,
    Variable,
}

impl StoreOptions {
    pub(super) fn chosen_profile(
        &self,
        environment: &Environment,
    ) -> Result<Option<Chosen>, CommandError> {
        let option = self.profile.as_ref().map(|name| (name, Chooser::Option));
        let variable = || Some((environment.profile.as_ref()?, Chooser::Variable));
        let Some((name, by)) = option.or_else(variable) else { return Ok(None) };
        // In a script that is a variable that was not set; the active profile would be a surprise.
        if name.is_empty() {
            return Err(CommandError::CommandLine("--profile: the name is empty".to_owned()));
        }
        Ok(Some(Chosen { name: profile_name(name)?, by }))
    }

    /// Whether the store is named, so that OMERODIR does not matter.
    pub(super) fn names_source(&self) -> bool {
        self.source.as_ref().is_some_and(|source| !source.is_empty())
    }

    pub(super) fn versions_kept(&self, environment: &Environment) -> Result<usize, CommandError> {
        if let Some(number) = self.history {
            return Ok(number);
        }
        let Some(text) = &environment.history else { return Ok(VERSIONS_KEPT) };
        let text = text.to_string_lossy();
        text.parse()
            .map_err(|_| CommandError::Count { name: "OMERO_CONFIG_HISTORY", text: text.into() })
    }

    /// The option, otherwise the variable, for scripts that cannot be changed.
    pub(super) fn while_tool_runs(&self) -> fn() -> WhileToolRuns {
        if self.wait { || WhileToolRuns::Wait } else { environment::while_tool_runs }
    }

    pub(super) fn lock_timeout(&self, environment: &Environment) -> Result<Duration, CommandError> {
        let option = self.lock_timeout.as_ref().map(|text| ("--lock-timeout", text.into()));
        let variable = || {
            let text = environment.lock_timeout.as_ref()?;
            Some(("OMERO_CONFIG_LOCK_TIMEOUT", text.to_string_lossy()))
        };
        let Some((name, text)) = option.or_else(variable) else { return Ok(LOCK_TIMEOUT) };
        let seconds =
            text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        seconds.ok_or_else(|| CommandError::Seconds { name, text: text.into() })
    }
}
