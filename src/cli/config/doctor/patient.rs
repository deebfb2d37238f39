//! The installation that is looked at: what is known before the examinations begin.

use std::fs;
use std::fs::Metadata;
use std::path::PathBuf;

use super::super::App;
use super::super::Failure;
use super::super::Target;
use crate::cli::delegate::OnPath;
use crate::cli::editor;
use crate::model::Configuration;
use crate::schema;
use crate::schema::is_secret;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Surroundings;

/// An installation as it is now.
pub(super) struct Patient {
    pub(super) omerodir: Option<PathBuf>,
    /// None without OMERODIR.
    pub(super) file: Option<File>,
    pub(super) release: Release,
    pub(super) editor: Result<PathBuf, Failure>,
    pub(super) programs: OnPath,
    /// Configurations of web servers that were named.
    pub(super) sites: Vec<PathBuf>,
}

/// The store and what stands around it.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) store: Store,
    /// The profile that a command would work on.
    pub(super) profile: String,
    /// Whether it is the one below OMERODIR.
    pub(super) is_of_installation: bool,
    /// None if it is not there.
    pub(super) metadata: Option<Metadata>,
    pub(super) content: Result<Configuration, StoreError>,
    pub(super) surroundings: Result<Surroundings, StoreError>,
}

/// Which release the configuration is taken to be for.
pub(super) struct Release {
    pub(super) taken: schema::Release,
    /// What OMERODIR says.
    pub(super) installed: Option<schema::Release>,
    /// Whether an option or a variable says it.
    pub(super) is_told: bool,
}

impl Patient {
    pub(super) fn new(
        app: &mut App,
        target: Option<&Target>,
        sites: Vec<PathBuf>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            omerodir: app.environment.omerodir.clone(),
            file: target.map(|target| File::new(app, target)).transpose()?,
            release: Release {
                taken: app.schema()?.release(),
                installed: app.installed_release(),
                is_told: app.omero_version.is_some() || app.environment.omero_version.is_some(),
            },
            editor: editor::find(app),
            programs: OnPath::look(),
            sites,
        })
    }
}

impl File {
    fn new(app: &mut App, target: &Target) -> Result<Self, Failure> {
        let store = target.settled(app)?.clone();
        let content = store.read();
        let profile = content.as_ref().map_or("default", |content| target.profile(content));
        let omerodir = app.environment.omerodir.as_ref();
        Ok(Self {
            path: target.path().to_owned(),
            profile: profile.to_owned(),
            is_of_installation: omerodir
                .is_some_and(|omerodir| target.path().starts_with(omerodir)),
            metadata: fs::metadata(target.path()).ok(),
            surroundings: store.surroundings(),
            content,
            store,
        })
    }

    /// How many properties of all profiles hold secrets.
    pub(super) fn secrets(&self) -> usize {
        self.content.as_ref().map_or(0, |content| secrets(content).count())
    }
}

/// Profile, key and value of everything secret.
pub(super) fn secrets(configuration: &Configuration) -> impl Iterator<Item = (&str, &str, &str)> {
    configuration.profiles().flat_map(|profile| {
        let properties = profile.properties();
        let secret = properties
            .filter(|property| is_secret(&property.key) && !property.value.trim().is_empty());
        secret.map(|property| (profile.name(), &*property.key, &*property.value))
    })
}
