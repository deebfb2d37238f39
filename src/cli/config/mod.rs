//! The verbs of `config`, one file each.
//!
//! A verb's file holds its arguments, its help text and its `run`. Rules about properties belong in
//! `model` or `schema` and everything about the file on disk in `store`.

mod all;
mod apply;
mod check;
mod copy;
mod def;
mod describe;
mod diff;
mod doctor;
mod drop;
mod edit;
mod export;
mod get;
mod init;
mod keys;
mod list;
mod load;
mod lock;
pub(crate) mod log;
mod parse;
mod path;
mod schema;
mod search;
mod set;
mod undo;
mod upgrade;
mod version;

use std::ffi::OsStr;

use clap::Args;
use clap::Subcommand;

use crate::cli::command_line::deferred::Lazy;
use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::StoreOptions;
use crate::cli::session::store::Target;
use crate::cli::terminal::input::Input;
use crate::model::Configuration;
use crate::model::InvalidProfileName;
use crate::model::Profile;
use crate::model::ProfileName;

/// Read and change the properties of an installation
///
/// Without --source the store is `etc/grid/config.xml` below OMERODIR. Reading takes no lock and writes
/// nothing. A change is one transaction: all of it or nothing, and durable when the command ends with 0.
#[derive(Debug, Args)]
#[command(arg_required_else_help = false, args_override_self = true)]
#[command(after_long_help = examples![
    "A property of this installation" => "omero config get omero.db.host",
    "One in another file" => "omero config --source copy.xml get omero.db.host",
])]
pub(crate) struct Config {
    #[command(flatten)]
    store: StoreOptions,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
#[command(infer_long_args = true, args_override_self = true)]
enum Verb {
    All(Lazy<all::All>),
    Append(Lazy<list::append::Append>),
    Apply(Lazy<apply::Apply>),
    Check(Lazy<check::Check>),
    Copy(Lazy<copy::Copy>),
    Def(Lazy<def::Def>),
    Describe(Lazy<describe::Describe>),
    Diff(Lazy<diff::Diff>),
    Doctor(Lazy<doctor::Doctor>),
    Drop(Lazy<drop::Drop>),
    Edit(Lazy<edit::Edit>),
    Export(Lazy<export::Export>),
    Get(Lazy<get::Get>),
    Init(Lazy<init::Init>),
    Keys(Lazy<keys::Keys>),
    List(Lazy<get::List>),
    Load(Lazy<load::Load>),
    Lock(Lazy<lock::Lock>),
    Log(Lazy<log::Log>),
    Parse(Lazy<parse::Parse>),
    Path(Lazy<path::Path>),
    Remove(Lazy<list::remove::Remove>),
    Schema(Lazy<schema::Schema>),
    Search(Lazy<search::Search>),
    Set(Lazy<set::Set>),
    Undo(Lazy<undo::Undo>),
    Upgrade(Lazy<upgrade::Upgrade>),
    Version(Lazy<version::Version>),
}

impl Config {
    pub(crate) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        if let (Some(_), Some(verb)) = (&self.store.profile, self.verb.without_profile()) {
            let problem = format!("--profile has no meaning for `config {verb}`");
            return Err(Failure::CommandLine(problem));
        }
        // What is known about properties is told without a store as well.
        match self.verb {
            Verb::Describe(Lazy(verb)) => verb.run(app, &self.store),
            Verb::Doctor(Lazy(verb)) => verb.run(app, &self.store),
            Verb::Check(Lazy(check::Check { explain: Some(rule), .. })) => {
                check::explain::run(app, &rule)
            }
            Verb::Parse(Lazy(verb)) => verb.run(app),
            Verb::Schema(Lazy(verb)) => verb.run(app),
            Verb::Search(Lazy(verb)) => verb.run(app),
            verb => {
                let target = app.target(&self.store)?;
                verb.run(app, &target)
            }
        }
    }
}

impl Verb {
    /// The name of a verb that works on no single profile, or is given the names it works on.
    fn without_profile(&self) -> Option<&'static str> {
        Some(match self {
            Self::All(_) => "all",
            Self::Check(Lazy(check::Check { explain: Some(_), .. })) => "check --explain",
            Self::Copy(_) => "copy",
            Self::Def(_) => "def",
            Self::Drop(_) => "drop",
            Self::Lock(_) => "lock",
            Self::Log(_) => "log",
            Self::Parse(_) => "parse",
            Self::Path(_) => "path",
            Self::Schema(_) => "schema",
            Self::Search(_) => "search",
            Self::Undo(_) => "undo",
            Self::Upgrade(_) => "upgrade",
            _ => return None,
        })
    }

    fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        match self {
            Self::All(Lazy(verb)) => verb.run(app, target),
            Self::Append(Lazy(verb)) => verb.run(app, target),
            Self::Apply(Lazy(verb)) => verb.run(app, target),
            Self::Check(Lazy(verb)) => verb.run(app, target),
            Self::Copy(Lazy(verb)) => verb.run(app, target),
            Self::Def(Lazy(verb)) => verb.run(app, target),
            Self::Describe(Lazy(verb)) => verb.show(app, Some(target)),
            Self::Diff(Lazy(verb)) => verb.run(app, target),
            Self::Doctor(Lazy(verb)) => verb.look(app, Some(target)),
            Self::Drop(Lazy(verb)) => verb.run(app, target),
            Self::Edit(Lazy(verb)) => verb.run(app, target),
            Self::Export(Lazy(verb)) => verb.run(app, target),
            Self::Get(Lazy(verb)) => verb.run(app, target),
            Self::Init(Lazy(verb)) => verb.run(app, target),
            Self::Keys(Lazy(verb)) => verb.run(app, target),
            Self::List(Lazy(verb)) => verb.run(app, target),
            Self::Load(Lazy(verb)) => verb.run(app, target),
            Self::Lock(Lazy(verb)) => verb.run(app, target),
            Self::Log(Lazy(verb)) => verb.run(app, target),
            Self::Parse(Lazy(verb)) => verb.run(app),
            Self::Path(Lazy(verb)) => verb.run(app, target),
            Self::Remove(Lazy(verb)) => verb.run(app, target),
            Self::Schema(Lazy(verb)) => verb.run(app),
            Self::Search(Lazy(verb)) => verb.run(app),
            Self::Set(Lazy(verb)) => verb.run(app, target),
            Self::Undo(Lazy(verb)) => verb.run(app, target),
            Self::Upgrade(Lazy(verb)) => verb.run(app, target),
            Self::Version(Lazy(verb)) => verb.run(app, target),
        }
    }
}

/// A key as it was typed; one that is no UTF-8 can't be legal and can't be set.
fn key(typed: &OsStr) -> String {
    typed.to_string_lossy().into_owned()
}

/// A profile name as it was typed.
pub(crate) fn profile_name(typed: &OsStr) -> Result<ProfileName, Failure> {
    let name = typed.to_str().ok_or(InvalidProfileName::Encoding);
    name.and_then(str::parse).map_err(|source| {
        let name = typed.to_string_lossy().into_owned();
        Failure::Profile { name, source }
    })
}

/// The profile that was named, which must be there.
fn profile_called<'found>(
    configuration: &'found Configuration,
    typed: &OsStr,
) -> Result<&'found Profile, Failure> {
    // The name of one that is there needs not be a name that could be given now.
    if let Some(found) = typed.to_str().and_then(|name| configuration.profile(name)) {
        return Ok(found);
    }
    Err(Failure::no_profile(profile_name(typed)?.as_str(), configuration))
}

/// Files on the command line must be there before anything is done.
#[derive(Debug, Clone)]
struct InputParser;

impl clap::builder::TypedValueParser for InputParser {
    type Value = Input;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Input, clap::Error> {
        Input::parse(value).map_err(|problem| {
            command.clone().error(clap::error::ErrorKind::ValueValidation, problem)
        })
    }
}
