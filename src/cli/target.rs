//! The store that a command works on, and the profile in it: which they are, reading and changing them.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::app::App;
use super::config::profile_name;
use super::failure::Failure;
use crate::model::Configuration;
use crate::model::ProfileName;
use crate::store;
use crate::store::LOCK_PATIENCE;
use crate::store::Store;
use crate::store::VERSIONS_KEPT;
use crate::store::Written;

/// The store of a command and the profile that it reads or changes.
pub(crate) struct Target {
    pub(crate) store: Store,
    chosen: Option<ProfileName>,
}

/// Which store, and how patiently.
#[derive(Debug, clap::Args)]
pub(crate) struct StoreOptions {
    /// Use this file instead of `etc/grid/config.xml` below OMERODIR
    #[arg(long, value_name = "FILE")]
    pub(crate) source: Option<OsString>,
    /// How many seconds to wait while another command changes the store [default: 10]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) lock_timeout: Option<String>,
    /// How many earlier versions to keep; 0 keeps none [default: 50]
    #[arg(long, value_name = "COUNT")]
    pub(crate) history: Option<usize>,
}

impl App {
    /// The store that `source` or the environment names.
    pub(crate) fn target(&self, options: &StoreOptions) -> Result<Target, Failure> {
        let path = store::locate(
            options.source.as_deref().map(Path::new),
            self.environment.omerodir.as_deref(),
        )?;
        let chosen = self.chosen_profile()?;
        let first = chosen.clone().unwrap_or_default();
        let store = Store::new(path, first, self.patience(options)?);
        let user = self.environment.user.clone();
        Ok(Target { store: store.keeping(self.versions_kept(options)?, user), chosen })
    }

    fn chosen_profile(&self) -> Result<Option<ProfileName>, Failure> {
        let Some(name) = &self.environment.profile else { return Ok(None) };
        profile_name(name).map(Some)
    }

    fn versions_kept(&self, options: &StoreOptions) -> Result<usize, Failure> {
        if let Some(number) = options.history {
            return Ok(number);
        }
        let Some(text) = &self.environment.history else { return Ok(VERSIONS_KEPT) };
        let text = text.to_string_lossy();
        text.parse().map_err(|_| Failure::Count { name: "OMERO_CONFIG_HISTORY", text: text.into() })
    }

    fn patience(&self, options: &StoreOptions) -> Result<Duration, Failure> {
        let option = options.lock_timeout.as_ref().map(|text| ("--lock-timeout", text.into()));
        let variable = || {
            let text = self.environment.lock_timeout.as_ref()?;
            Some(("OMERO_CONFIG_LOCK_TIMEOUT", text.to_string_lossy()))
        };
        let Some((name, text)) = option.or_else(variable) else { return Ok(LOCK_PATIENCE) };
        let seconds =
            text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        seconds.ok_or_else(|| Failure::Seconds { name, text: text.into() })
    }
}

impl Target {
    /// The name of the profile to work on.
    pub(crate) fn profile<'name>(&'name self, configuration: &'name Configuration) -> &'name str {
        self.chosen.as_ref().map_or(configuration.active_name(), ProfileName::as_str)
    }

    /// The path of the store.
    pub(crate) fn path(&self) -> &Path {
        self.store.path()
    }

    /// What the store holds; what is odd about it is told.
    pub(crate) fn read(&self, app: &mut App) -> Result<Configuration, Failure> {
        let configuration = self.store.read()?;
        app.printer.debug(format_args!(
            "read {}, profile `{}`",
            self.path().display(),
            self.profile(&configuration)
        ));
        for oddity in configuration.oddities() {
            app.printer.warning(format_args!("{}: {oddity}", self.path().display()));
        }
        Ok(configuration)
    }

    /// Makes the directory of the store if it is missing, and says so.
    pub(crate) fn make_directory(&self, app: &mut App) -> Result<(), Failure> {
        if let Some(directory) = self.store.make_directory()? {
            let directory = directory.display();
            app.printer.remark(format_args!("{directory} not found; creating {directory}"));
        }
        Ok(())
    }

    /// Changes the profile to work on, all or nothing. A closure, because it may have to be called
    /// again.
    pub(crate) fn change<T>(
        &self,
        app: &mut App,
        mut change: impl FnMut(&mut Configuration, &str) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.make_directory(app)?;
        let (outcome, written) = self.store.transact(|configuration| {
            let profile = self.profile(configuration).to_owned();
            change(configuration, &profile)
        })?;
        let verb = match written {
            Written::Changed => "replaced",
            Written::Unchanged => "left as it is:",
        };
        app.printer.debug(format_args!("{verb} {}", self.path().display()));
        Ok(outcome)
    }
}
