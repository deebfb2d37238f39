//! Why there is no configuration for a web server.

use std::error::Error;
use std::fmt;

use crate::cli::error::CommandError;
use crate::web::BindingError;

/// Why there is no configuration for a web server, and how `config` is called to fix it.
#[derive(Debug)]
pub(crate) struct BindingFailure {
    pub(crate) error: BindingError,
    pub(crate) config: String,
}

impl fmt::Display for BindingFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(out)
    }
}

impl Error for BindingFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl From<BindingError> for CommandError {
    fn from(error: BindingError) -> Self {
        Self::Binding(Box::new(BindingFailure { error, config: "omero config".to_owned() }))
    }
}
