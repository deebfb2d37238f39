//! Which releases of OMERO and of OMERO.web the configuration is for.

use std::cell::OnceCell;

use crate::cli::error::CommandError;
use crate::cli::process::web_package;
use crate::cli::session::Session;
use crate::cli::terminal::input;
use crate::schema::Release;
use crate::schema::Schema;
use crate::schema::UnknownRelease;
use crate::schema::UnknownWebRelease;
use crate::schema::WebRelease;

/// As much of the shipped `etc/omero.properties` is read; those of the releases have 60 KiB.
const MOST_BYTES: u64 = 1 << 20;

/// The releases that were asked for on the command line.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ReleaseOptions {
    /// Release of OMERO that the configuration is for, such as 5.6 [default: the release in OMERODIR, or the
    /// newest if it is unknown]
    #[arg(long, value_name = "X.Y")]
    pub(crate) omero_version: Option<String>,
    /// Release of OMERO.web that the configuration is for, such as 5.29.3 [default: the installed one, otherwise the
    /// one that belongs to the release of OMERO]
    #[arg(long, value_name = "X.Y.Z")]
    pub(crate) omero_web_version: Option<String>,
}

/// What is installed, after the first look.
#[derive(Debug, Default)]
pub(crate) struct InstalledReleases {
    omero: OnceCell<Option<Result<Release, UnknownRelease>>>,
    web: OnceCell<Option<WebRelease>>,
}

impl ReleaseOptions {
    /// These options, and those of `others` where they are missing.
    pub(crate) fn or(&self, others: &Self) -> Self {
        let either = |one: &Option<String>, other: &Option<String>| one.clone().or(other.clone());
        Self {
            omero_version: either(&self.omero_version, &others.omero_version),
            omero_web_version: either(&self.omero_web_version, &others.omero_web_version),
        }
    }
}

impl Session {
    /// What is known about properties in the releases that were asked for: by options, else by variables, else by
    /// what is installed; else in the newest.
    pub(crate) fn schema(&mut self) -> Result<Schema, CommandError> {
        let schema = self.schema_of_omero()?;
        match self.web_release(schema.release())? {
            Some(web) => Ok(schema.with_web(web)),
            None => Ok(schema),
        }
    }

    /// The same for one property: only where it matters the installed OMERO.web is searched for.
    pub(crate) fn schema_for(&mut self, key: &str) -> Result<Schema, CommandError> {
        if Schema::depends_on_web(key) { self.schema() } else { self.schema_of_omero() }
    }

    fn schema_of_omero(&mut self) -> Result<Schema, CommandError> {
        if let Some(text) = &self.releases.omero_version {
            return text.parse().map(Schema::new).map_err(CommandError::from);
        }
        // The images of OMERO.server set the variable; an unknown release is not a reason to refuse
        // every command.
        let found = self.environment.omero_version.as_ref().map(|text| text.to_string_lossy());
        match found.map(|text| text.parse::<Release>()) {
            Some(Ok(release)) => Ok(Schema::new(release)),
            Some(Err(unknown)) => {
                self.printer.warning(format_args!("OMERO_VERSION: {unknown}"));
                Ok(Schema::default())
            }
            None => Ok(Schema::new(self.installed_release().unwrap_or_default())),
        }
    }

    /// The release of OMERO.web, unless it is the one that belongs to the release of OMERO.
    fn web_release(&mut self, omero: Release) -> Result<Option<WebRelease>, CommandError> {
        if let Some(text) = &self.releases.omero_web_version {
            return Ok(Some(text.parse()?));
        }
        if self.releases.omero_version.is_some() {
            return Ok(None);
        }
        let variable = self.environment.omero_web_version.as_ref();
        match variable.map(|text| text.to_string_lossy().parse()) {
            Some(Ok(release)) => return Ok(Some(release)),
            Some(Err(unknown)) => {
                let unknown: UnknownWebRelease = unknown;
                self.printer.warning(format_args!("OMERO_WEB_VERSION: {unknown}"));
            }
            None => {}
        }
        Ok(self.installed_web_release().filter(|_| omero.has_separate_web()))
    }

    /// The same without a message about an unknown release, instead of which the newest is taken. Releases in a line that
    /// is being typed are `asked` for.
    pub(crate) fn schema_or_newest(&self, asked: &ReleaseOptions) -> Schema {
        let variable = || Some(self.environment.omero_version.as_ref()?.to_string_lossy());
        let release = match asked.omero_version.as_deref().map(Into::into).or_else(variable) {
            Some(text) => text.parse().ok(),
            None => self.installed_release(),
        };
        let schema = Schema::new(release.unwrap_or_default());
        let web = match &asked.omero_web_version {
            Some(text) => text.parse().ok(),
            None if asked.omero_version.is_some() => None,
            None => self.installed_web_release(),
        };
        match web.filter(|_| schema.release().has_separate_web()) {
            Some(web) => schema.with_web(web),
            None => schema,
        }
    }

    /// The release of the server in `OMERODIR`, if it is known.
    pub(crate) fn installed_release(&self) -> Option<Release> {
        self.look_at_installation().and_then(|found| found.as_ref().ok().copied())
    }

    /// The release of the installed OMERO.web, if it is found.
    pub(crate) fn installed_web_release(&self) -> Option<WebRelease> {
        let look = || web_package::installed_release(self.environment.omerodir.as_deref());
        *self.installed.web.get_or_init(look)
    }

    /// Reports that what is installed is newer than all that is known. Returns whether anything was reported.
    pub(crate) fn newer_than_known(&self) -> Vec<String> {
        let omero = self.look_at_installation().and_then(|found| found.as_ref().err());
        let omero = omero.map(|unknown| format!("the release in OMERODIR: {unknown}"));
        let web = self.installed_web_release().filter(|release| release.is_too_new());
        let newest = WebRelease::NEWEST;
        let web = web.map(|web| {
            format!(
                "the installed {web} is newer than this program supports: {newest} is the newest"
            )
        });
        omero.into_iter().chain(web).collect()
    }

    /// The release of the server in `OMERODIR`, if it says so.
    fn look_at_installation(&self) -> Option<&Result<Release, UnknownRelease>> {
        let look = || {
            let omerodir = self.environment.omerodir.as_ref()?;
            let bytes =
                input::head(&omerodir.join("etc").join("omero.properties"), MOST_BYTES).ok()?;
            Release::of_shipped_properties(&String::from_utf8_lossy(&bytes))
        };
        self.installed.omero.get_or_init(look).as_ref()
    }
}
