//! Options of the Python tool that have no meaning for a configuration.

use std::ffi::OsString;
use std::path::PathBuf;

/// Options of the Python tool that choose a session on a server. Configuration needs none, but command
/// lines that have them go on working.
#[derive(Debug, clap::Args)]
pub(crate) struct SessionOptions {
    #[arg(short = 'C', long, hide = true)]
    create: bool,
    #[arg(short, long, hide = true)]
    server: Option<OsString>,
    #[arg(short, hide = true)]
    port: Option<OsString>,
    #[arg(short, long, hide = true)]
    group: Option<OsString>,
    #[arg(short, long, hide = true)]
    user: Option<OsString>,
    #[arg(short = 'w', hide = true)]
    password: Option<OsString>,
    #[arg(short, long, hide = true)]
    key: Option<OsString>,
    #[arg(long, hide = true)]
    sudo: Option<OsString>,
    #[arg(long, hide = true)]
    path: Option<PathBuf>,
}

impl SessionOptions {
    /// Whether none of them was given.
    pub(crate) fn is_empty(&self) -> bool {
        let words = [&self.server, &self.port, &self.group, &self.user, &self.password, &self.key];
        !self.create
            && self.sudo.is_none()
            && self.path.is_none()
            && words.iter().all(|word| word.is_none())
    }
}
