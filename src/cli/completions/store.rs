//! The store that a half-typed command line is about, if it can be read.

use super::expanded;
use super::line::Place;
use crate::cli::app::App;
use crate::cli::app::StoreOptions;
use crate::cli::app::Target;
use crate::model::Configuration;
use crate::model::Profile;
use crate::model::is_internal;
use crate::store::Version;

/// What the store holds.
pub(super) struct Looked {
    target: Target,
    configuration: Configuration,
    /// The profile that an option names.
    profile: Option<String>,
}

impl Looked {
    /// Nothing where there is no OMERODIR, or the file is not in order.
    pub(super) fn at(app: &App, place: &Place<'_>) -> Option<Self> {
        let source = place.value("source").map(|path| expanded(app, path));
        let options = StoreOptions { source, lock_timeout: None, history: None };
        let target = app.target(&options).ok()?;
        let configuration = target.store.read().ok()?;
        let profile = place.value("profile").map(str::to_owned);
        Some(Self { target, configuration, profile })
    }

    /// The profile that the command is about.
    pub(super) fn profile(&self) -> Option<&Profile> {
        let name = self.profile.as_deref();
        self.configuration.profile(name.unwrap_or_else(|| self.target.profile(&self.configuration)))
    }

    /// The names of all profiles, and which one is active.
    pub(super) fn profiles(&self) -> impl Iterator<Item = (&str, bool)> {
        let active = self.configuration.active_name();
        let names = self.configuration.profiles().map(Profile::name);
        names.map(move |name| (name, name == active))
    }

    /// The keys that are set, with their values.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, &str)> {
        let properties = self.profile().into_iter().flat_map(Profile::properties);
        let ours = properties.filter(|property| !is_internal(&property.key));
        ours.map(|property| (&*property.key, &*property.value))
    }

    /// What `key` is set to.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.profile()?.get(key)
    }

    /// The changes that can be taken back, the newest first.
    pub(super) fn versions(&self) -> Vec<Version> {
        let mut versions = self.target.store.versions().unwrap_or_default();
        versions.reverse();
        versions
    }
}
