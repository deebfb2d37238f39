//! The commands of `omero web` that are ours: those about web servers in front of OMERO.web.
//!
//! What starts and stops OMERO.web belongs to the Python tool, the next `omero`.

mod config;
mod directory;
mod iis;
mod maintenance;
mod site_options;
mod trial;
mod url_filter;

use std::path::Path;

use std::ffi::OsString;
use std::iter;
use std::rc::Rc;

use clap::Args;
use clap::Subcommand;

use crate::cli::command_line::examples::examples;
use crate::cli::error::BindingFailure;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::store_options::StoreOptions;
use crate::model::Configuration;
use crate::model::Profile;
use crate::schema::Schema;
use crate::web::BindingError;
use crate::web::WindowsPath;

/// Where the documents of OMERO for Windows have the installation.
const WINDOWS_OMERODIR: &str = r"C:\omero_dist";

/// Run OMERO.web with a web server
///
/// Other commands, such as `start`, `stop` and `clearsessions`, are passed to the next `omero` on the
/// PATH.
#[derive(Debug, Args)]
#[command(arg_required_else_help = false, args_override_self = true)]
#[command(after_long_help = examples![
    "A site for nginx" => "omero web config nginx > omero-web.conf",
    "Check whether visitors may open a page" => "omero web url-filter --pattern ^/webgateway /webgateway/img/1/",
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
    // In boxes: they have many options, and every command would be as large.
    Config(Box<config::Config>),
    Iis(Box<iis::Iis>),
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

    /// Whether it is `web help`, which no other `omero` has.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.foreign_words().first().is_some_and(|word| word == "help")
    }

    /// The words of a command for the next `omero`, after `web`.
    pub(crate) fn foreign_words(&self) -> &[OsString] {
        match &self.verb {
            Verb::Other(words) => words,
            _ => &[],
        }
    }

    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if self.store.message.is_some() {
            let problem = "--message has no effect for `web`, which changes nothing";
            return Err(CommandError::CommandLine(problem.to_owned()));
        }
        session.select(self.store);
        match self.verb {
            Verb::Config(verb) => verb.run(session),
            Verb::Iis(verb) => verb.run(session),
            Verb::UrlFilter(verb) => verb.run(session),
            Verb::Other(arguments) => {
                let first = arguments.first().map(|word| word.to_string_lossy());
                let name = format!("web {}", first.unwrap_or_default());
                let arguments: Vec<_> = iter::once("web".into()).chain(arguments).collect();
                session.hand_on_line(&name, &arguments)
            }
        }
    }
}

/// The properties that a web server is configured from.
struct Properties {
    schema: Schema,
    configuration: Rc<Configuration>,
    selected: Rc<SelectedStore>,
    /// How the command `config` is called for them.
    config: String,
}

impl Properties {
    fn of(session: &mut Session) -> Result<Self, CommandError> {
        let schema = session.schema()?;
        let selected = session.selected_store()?;
        let configuration = selected.read(session)?;
        let config = selected.command(session);
        Ok(Self { schema, configuration, selected, config })
    }

    /// The profile; one that is named must be there, as what is made from it will be installed.
    fn profile(&self) -> Result<Option<&Profile>, CommandError> {
        self.selected.find_named(&self.configuration)
    }

    /// An error with a hint how to fix these properties.
    fn failure(&self, error: BindingError) -> CommandError {
        CommandError::Binding(Box::new(BindingFailure { error, config: self.config.clone() }))
    }
}

/// The directory of the installation on the machine of IIS. On another system OMERODIR does not contain
/// it.
fn windows_omerodir(session: &mut Session, given: Option<&WindowsPath>) -> String {
    if let Some(given) = given {
        return given.to_string();
    }
    let found = session.environment.omerodir.as_deref();
    // On the machine itself it can be relative, and the files have to work from elsewhere.
    let absolute = found.and_then(|path| std::path::absolute(path).ok());
    let absolute = absolute.as_deref().and_then(Path::to_str);
    if let Some(path) = absolute.and_then(|text| text.parse::<WindowsPath>().ok()) {
        return path.to_string();
    }
    session.printer.warning(format_args!(
        "OMERODIR is not a Windows directory; using {WINDOWS_OMERODIR} for the IIS machine"
    ));
    session.printer.hint("set another one with --omerodir");
    WINDOWS_OMERODIR.to_owned()
}
