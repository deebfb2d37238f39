//! The commands of `omero web` that are ours: those about web servers in front of OMERO.web.
//!
//! What starts and stops OMERO.web belongs to the Python tool, the next `omero` on the PATH.

mod config;
mod url_filter;

use std::ffi::OsString;
use std::iter;

use clap::Args;
use clap::Subcommand;

use super::app::App;
use super::delegate;
use super::examples::examples;
use super::exit::Exit;
use super::failure::Failure;
use super::target::StoreOptions;

/// Put OMERO.web behind a web server
///
/// Other commands, such as `start`, `stop` and `clearsessions`, are handed to the next `omero` on the
/// PATH.
#[derive(Debug, Args)]
#[command(arg_required_else_help = false, args_override_self = true)]
#[command(after_long_help = examples![
    "A site for nginx" => "omero web config nginx > omero-web.conf",
    "Whether visitors may see a page" => "omero web url-filter --pattern ^/webgateway /webgateway/img/1/",
])]
pub(crate) struct Web {
    #[command(flatten)]
    store: StoreOptions,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
#[command(infer_long_args = true, args_override_self = true)]
enum Verb {
    Config(config::Config),
    UrlFilter(url_filter::UrlFilter),
    /// A command of another `omero`
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

impl Web {
    /// Whether the command line has to go to the next `omero`.
    pub(crate) fn is_foreign(&self) -> bool {
        matches!(self.verb, Verb::Other(_))
    }

    pub(crate) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        match self.verb {
            Verb::Config(verb) => verb.run(app, &self.store),
            Verb::UrlFilter(verb) => verb.run(app, &self.store),
            Verb::Other(arguments) => {
                app.printer.finish()?;
                let arguments: Vec<_> = iter::once("web".into()).chain(arguments).collect();
                delegate::run_next(&arguments)
            }
        }
    }
}
