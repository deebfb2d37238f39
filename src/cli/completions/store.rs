//! The store that a half-typed command line is about, if it can be read.

use std::path::Path;

use crate::cli::command_line::cursor::Cursor;
use crate::cli::completions::expanded;
use crate::cli::session::Session;
use crate::cli::session::names::profile_name;
use crate::cli::session::selected_store::open_store;
use crate::model::Configuration;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::model::is_internal;
use crate::store;
use crate::store::LOCK_TIMEOUT;
use crate::store::Store;
use crate::store::Version;

/// What the store holds.
pub(crate) struct StoreSnapshot {
    store: Store,
    configuration: Configuration,
    /// The profile that the line or the environment names.
    chosen: Option<ProfileName>,
}

impl StoreSnapshot {
    /// Nothing if there is no OMERODIR, or the file is not valid.
    pub(crate) fn at(session: &Session, cursor: &Cursor<'_>) -> Option<Self> {
        let source = cursor.value("source").map(expanded);
        let source = source.as_deref().map(Path::new);
        let path = store::locate(source, session.environment.omerodir.as_deref()).ok()?;
        let store = open_store(path, ProfileName::default(), LOCK_TIMEOUT);
        let configuration = store.read().ok()?;
        let named = cursor.value("profile").map(AsRef::as_ref);
        let chosen = named.or(session.environment.profile.as_deref()).map(profile_name);
        Some(Self { store, configuration, chosen: chosen.transpose().ok()? })
    }

    /// The profile that the command is about.
    pub(crate) fn profile(&self) -> Option<&Profile> {
        let chosen = self.chosen.as_ref().map(ProfileName::as_str);
        self.configuration.profile(chosen.unwrap_or(self.configuration.active_name()))
    }

    /// The names of all profiles, and which one is active.
    pub(crate) fn profiles(&self) -> impl Iterator<Item = (&str, bool)> {
        let active = self.configuration.active_name();
        let names = self.configuration.profiles().map(Profile::name);
        names.map(move |name| (name, name == active))
    }

    /// The keys that are set, with their values.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&str, &str)> {
        let properties = self.profile().into_iter().flat_map(Profile::properties);
        let ours = properties.filter(|property| !is_internal(&property.key));
        ours.map(|property| (&*property.key, &*property.value))
    }

    /// What `key` is set to.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.profile()?.get(key)
    }

    /// The changes that can be undone, newest first.
    pub(crate) fn versions(&self) -> Vec<Version> {
        let mut versions = self.store.versions().unwrap_or_default();
        versions.reverse();
        versions
    }
}
