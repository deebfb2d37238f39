//! The installation that is checked: what is known before the examinations begin.

use std::fs;
use std::fs::Metadata;
use std::path::PathBuf;

use crate::cli::error::CommandError;
use crate::cli::process::on_path::OnPath;
use crate::cli::session::Session;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::terminal::editor;
use crate::model::Configuration;
use crate::schema;
use crate::schema::is_secret;
use crate::store::CompanionFiles;
use crate::store::Store;
use crate::store::StoreError;

/// An installation as it is now.
pub(crate) struct Installation {
    pub(crate) omerodir: Option<PathBuf>,
    /// None without OMERODIR.
    pub(crate) file: Option<StoreFile>,
    pub(crate) release: AssumedRelease,
    pub(crate) editor: Result<PathBuf, CommandError>,
    pub(crate) programs: OnPath,
    /// Configurations of web servers that were named.
    pub(crate) sites: Vec<PathBuf>,
}

/// The store and its environment.
pub(crate) struct StoreFile {
    pub(crate) path: PathBuf,
    pub(crate) store: Store,
    /// The profile that a command would work on.
    pub(crate) profile: String,
    /// Whether it is the one below OMERODIR.
    pub(crate) is_of_installation: bool,
    /// None if it is not there.
    pub(crate) metadata: Option<Metadata>,
    pub(crate) content: Result<Configuration, StoreError>,
    pub(crate) surroundings: Result<CompanionFiles, StoreError>,
}

/// Which release the configuration is taken to be for.
pub(crate) struct AssumedRelease {
    pub(crate) taken: schema::Release,
    /// The release of OMERO.web that is taken with it.
    pub(crate) web: schema::WebRelease,
    /// What OMERODIR says.
    pub(crate) installed: Option<schema::Release>,
    /// What was said about releases that are too new.
    pub(crate) newer_than_known: Vec<String>,
    /// Whether an option or a variable says it.
    pub(crate) is_given: bool,
}

impl Installation {
    pub(crate) fn new(
        session: &mut Session,
        selected: Option<&SelectedStore>,
        sites: Vec<PathBuf>,
    ) -> Result<Self, CommandError> {
        let schema = session.schema()?;
        Ok(Self {
            omerodir: session.environment.omerodir.clone(),
            file: selected.map(|selected| StoreFile::new(session, selected)).transpose()?,
            release: AssumedRelease {
                taken: schema.release(),
                web: schema.releases().web,
                newer_than_known: session.newer_than_known(),
                installed: session.installed_release(),
                is_given: session.releases.omero_version.is_some()
                    || session.environment.omero_version.is_some(),
            },
            editor: editor::find(session.environment.editor.as_deref()),
            programs: OnPath::look(),
            sites,
        })
    }
}

impl StoreFile {
    fn new(session: &mut Session, selected: &SelectedStore) -> Result<Self, CommandError> {
        let store = selected.flushed(session)?.clone();
        let content = store.read();
        let profile = content.as_ref().map_or("default", |content| selected.profile(content));
        let omerodir = session.environment.omerodir.as_ref();
        Ok(Self {
            path: selected.path().to_owned(),
            profile: profile.to_owned(),
            is_of_installation: omerodir
                .is_some_and(|omerodir| selected.path().starts_with(omerodir)),
            metadata: fs::metadata(selected.path()).ok(),
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
