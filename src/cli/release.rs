//! Which release of OMERO the configuration is for.

use super::app::App;
use super::failure::Failure;
use crate::schema::Schema;

impl App {
    /// What is known about properties in the release that the configuration is for.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only the newest so far")]
    pub(crate) fn schema(&self) -> Result<Schema, Failure> {
        Ok(Schema::default())
    }
}
