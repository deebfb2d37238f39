//! The option by which a verb shows secrets.

use clap::Args;

use crate::schema::Secrets;

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct SecretsOptions {
    /// Show passwords in plain text
    #[arg(long)]
    show_password: bool,
}

impl SecretsOptions {
    /// Asterisks, unless the option was given.
    pub(crate) fn secrets(self) -> Secrets {
        if self.show_password { Secrets::Shown } else { Secrets::Masked }
    }
}
