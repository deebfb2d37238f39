//! The verbs of `config`, one file each.
//!
//! A verb's file holds its arguments, its help text and its `run`. Rules about properties belong in
//! `model` or `schema` and everything about the file on disk in `store`.

mod all;
mod apply;
mod blame;
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
mod take_over;
pub(crate) mod tasks;
mod undo;
mod unset;
mod upgrade;
mod version;

use clap::Args;
use clap::Subcommand;

use crate::cli::command_line::deferred::Deferred;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::store_options::StoreOptions;

/// Read and change the properties of an installation
///
/// The configuration is `etc/grid/config.xml` in OMERODIR, or the file that --source names. Reading
/// takes no lock and writes nothing. A change is one transaction: it is made completely or not at all,
/// and it is on disk when the command exits with 0.
#[derive(Debug, Args)]
#[command(arg_required_else_help = false, args_override_self = true)]
#[command(after_long_help = examples![
    "A property of this installation" => "omero config get omero.db.host",
    "A property in another file" => "omero config --source copy.xml get omero.db.host",
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
    All(Deferred<all::All>),
    Append(Deferred<list::append::Append>),
    Apply(Deferred<apply::Apply>),
    Blame(Deferred<blame::Blame>),
    Check(Deferred<check::Check>),
    Copy(Deferred<copy::CopyProfile>),
    Def(Deferred<def::Def>),
    Describe(Deferred<describe::Describe>),
    Diff(Deferred<diff::Diff>),
    Doctor(Deferred<doctor::Doctor>),
    Drop(Deferred<drop::Drop>),
    Edit(Deferred<edit::Edit>),
    Export(Deferred<export::Export>),
    Get(Deferred<get::Get>),
    Init(Deferred<init::Init>),
    Keys(Deferred<keys::Keys>),
    List(Deferred<get::List>),
    Load(Deferred<load::Load>),
    Lock(Deferred<lock::Lock>),
    Log(Deferred<log::Log>),
    Parse(Deferred<parse::Parse>),
    Path(Deferred<path::Path>),
    Remove(Deferred<list::remove::Remove>),
    Schema(Deferred<schema::Schema>),
    Search(Deferred<search::Search>),
    Set(Deferred<set::Set>),
    TakeOver(Deferred<take_over::TakeOver>),
    Undo(Deferred<undo::Undo>),
    Unset(Deferred<unset::Unset>),
    Upgrade(Deferred<upgrade::Upgrade>),
    Version(Deferred<version::Version>),
}

impl Config {
    /// Whether options of the verb name files with secrets.
    pub(crate) fn takes_secrets(&self) -> bool {
        matches!(self.verb, Verb::Init(_))
    }

    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        self.check_options()?;
        session.select(self.store);
        match self.verb {
            Verb::All(Deferred(verb)) => verb.run(session),
            Verb::Append(Deferred(verb)) => verb.run(session),
            Verb::Apply(Deferred(verb)) => verb.run(session),
            Verb::Blame(Deferred(verb)) => verb.run(session),
            Verb::Check(Deferred(verb)) => verb.run(session),
            Verb::Copy(Deferred(verb)) => verb.run(session),
            Verb::Def(Deferred(verb)) => verb.run(session),
            Verb::Describe(Deferred(verb)) => verb.run(session),
            Verb::Diff(Deferred(verb)) => verb.run(session),
            Verb::Doctor(Deferred(verb)) => verb.run(session),
            Verb::Drop(Deferred(verb)) => verb.run(session),
            Verb::Edit(Deferred(verb)) => verb.run(session),
            Verb::Export(Deferred(verb)) => verb.run(session),
            Verb::Get(Deferred(verb)) => verb.run(session),
            Verb::Init(Deferred(verb)) => verb.run(session),
            Verb::Keys(Deferred(verb)) => verb.run(session),
            Verb::List(Deferred(verb)) => verb.run(session),
            Verb::Load(Deferred(verb)) => verb.run(session),
            Verb::Lock(Deferred(verb)) => verb.run(session),
            Verb::Log(Deferred(verb)) => verb.run(session),
            Verb::Parse(Deferred(verb)) => verb.run(session),
            Verb::Path(Deferred(verb)) => verb.run(session),
            Verb::Remove(Deferred(verb)) => verb.run(session),
            Verb::Schema(Deferred(verb)) => verb.run(session),
            Verb::Search(Deferred(verb)) => verb.run(session),
            Verb::Set(Deferred(verb)) => verb.run(session),
            Verb::TakeOver(Deferred(verb)) => verb.run(session),
            Verb::Undo(Deferred(verb)) => verb.run(session),
            Verb::Unset(Deferred(verb)) => verb.run(session),
            Verb::Upgrade(Deferred(verb)) => verb.run(session),
            Verb::Version(Deferred(verb)) => verb.run(session),
        }
    }
}

impl Config {
    /// An option that would have no effect is refused.
    fn check_options(&self) -> Result<(), CommandError> {
        let given =
            [("message", self.store.message.is_some()), ("profile", self.store.profile.is_some())];
        for (option, is_given) in given {
            if is_given && !tasks::takes(self.verb.name(), option) {
                let verb = self.verb.name();
                let problem = format!("--{option} has no effect for `config {verb}`");
                return Err(CommandError::CommandLine(problem));
            }
        }
        Ok(())
    }
}

impl Verb {
    /// As it is typed.
    fn name(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Append(_) => "append",
            Self::Apply(_) => "apply",
            Self::Blame(_) => "blame",
            Self::Check(_) => "check",
            Self::Copy(_) => "copy",
            Self::Def(_) => "def",
            Self::Describe(_) => "describe",
            Self::Diff(_) => "diff",
            Self::Doctor(_) => "doctor",
            Self::Drop(_) => "drop",
            Self::Edit(_) => "edit",
            Self::Export(_) => "export",
            Self::Get(_) => "get",
            Self::Init(_) => "init",
            Self::Keys(_) => "keys",
            Self::List(_) => "list",
            Self::Load(_) => "load",
            Self::Lock(_) => "lock",
            Self::Log(_) => "log",
            Self::Parse(_) => "parse",
            Self::Path(_) => "path",
            Self::Remove(_) => "remove",
            Self::Schema(_) => "schema",
            Self::Search(_) => "search",
            Self::Set(_) => "set",
            Self::TakeOver(_) => "take-over",
            Self::Undo(_) => "undo",
            Self::Unset(_) => "unset",
            Self::Upgrade(_) => "upgrade",
            Self::Version(_) => "version",
        }
    }
}
