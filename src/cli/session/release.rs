//! Which release of OMERO the configuration is for.

use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::terminal::input;
use crate::schema::Release;
use crate::schema::Schema;

/// As much of the shipped `etc/omero.properties` is read; those of the releases have 60 KiB.
const MOST_BYTES: u64 = 1 << 20;

impl Session {
    /// What is known about properties in the release that was asked for: by `--omero-version`, else by
    /// `OMERO_VERSION`, else by the installation in `OMERODIR`; else in the newest.
    pub(crate) fn schema(&mut self) -> Result<Schema, CommandError> {
        if let Some(text) = &self.omero_version {
            return text.parse().map(Schema::new).map_err(CommandError::from);
        }
        // The images of OMERO.server set the variable; a release that we don't know is no reason to
        // refuse every command.
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

    /// The same without a word about a release that nobody knows, for which the newest is taken. A
    /// release in a line that is being typed is `asked` for.
    pub(crate) fn schema_or_newest(&self, asked: Option<&str>) -> Schema {
        let variable = || Some(self.environment.omero_version.as_ref()?.to_string_lossy());
        let release = match asked.map(Into::into).or_else(variable) {
            Some(text) => text.parse().ok(),
            None => self.look_at_installation(),
        };
        Schema::new(release.unwrap_or_default())
    }

    /// The release of the server in `OMERODIR`, looked up once.
    pub(crate) fn installed_release(&self) -> Option<Release> {
        *self.installed.get_or_init(|| self.look_at_installation())
    }

    /// The release of the server in `OMERODIR`, if it says so.
    fn look_at_installation(&self) -> Option<Release> {
        let file = self.environment.omerodir.as_ref()?.join("etc").join("omero.properties");
        let bytes = input::head(&file, MOST_BYTES).ok()?;
        Release::of_shipped_properties(&String::from_utf8_lossy(&bytes))
    }
}
