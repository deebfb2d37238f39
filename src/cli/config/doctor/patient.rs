//! The installation that is looked at: what is known before the examinations begin.

use std::fs;
use std::fs::Metadata;
use std::path::PathBuf;

use crate::cli::error::Failure;
use crate::cli::process::delegation::OnPath;
use crate::cli::session::App;
use crate::cli::session::store::Target;
use crate::cli::terminal::editor;
use crate::model::Configuration;
use crate::schema;
use crate::schema::is_secret;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Surroundings;

/// An installation as it is now.
pub(crate) struct Patient {
    pub(crate) omerodir: Option<PathBuf>,
    /// None without OMERODIR.
    pub(crate) file: Option<File>,
    pub(crate) release: Release,
    pub(crate) editor: Result<PathBuf, Failure>,
    pub(crate) programs: OnPath,
    /// Configurations of web servers that were named.
    pub(crate) sites: Vec<PathBuf>,
}

/// The store and what stands around it.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) store: Store,
    /// The profile that a command would work on.
    pub(crate) profile: String,
    /// Whether it is the one below OMERODIR.
    pub(crate) is_of_installation: bool,
    /// None if it is not there.
    pub(crate) metadata: Option<Metadata>,
    pub(crate) content: Result<Configuration, StoreError>,
    pub(crate) surroundings: Result<Surroundings, StoreError>,
}

/// Which release the configuration is taken to be for.
pub(crate) struct Release {
    pub(crate) taken: schema::Release,
    /// What OMERODIR says.
    pub(crate) installed: Option<schema::Release>,
    /// Whether an option or a variable says it.
    pub(crate) is_told: bool,
}

impl Patient {
    pub(crate) fn new(
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
    pub(crate) fn secrets(&self) -> usize {
        self.content.as_ref().map_or(0, |content| secrets(content).count())
    }
}

/// Profile, key and value of everything secret.
pub(crate) fn secrets(configuration: &Configuration) -> impl Iterator<Item = (&str, &str, &str)> {
    configuration.profiles().flat_map(|profile| {
        let properties = profile.properties();
        let secret = properties
            .filter(|property| is_secret(&property.key) && !property.value.trim().is_empty());
        secret.map(|property| (profile.name(), &*property.key, &*property.value))
    })
}
