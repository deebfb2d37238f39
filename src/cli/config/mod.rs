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
mod undo;
mod unset;
mod upgrade;
mod version;

use clap::Args;
use clap::Subcommand;

use crate::cli::command_line::deferred::Deferred;
use crate::cli::command_line::examples::examples;
use crate::cli::command_line::without_profile::WithoutProfile;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::store_options::StoreOptions;

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
    All(WithoutProfile<all::All>),
    Append(Deferred<list::append::Append>),
    Apply(Deferred<apply::Apply>),
    Blame(Deferred<blame::Blame>),
    Check(Deferred<check::Check>),
    Copy(WithoutProfile<copy::Copy>),
    Def(WithoutProfile<def::Def>),
    Describe(Deferred<describe::Describe>),
    Diff(Deferred<diff::Diff>),
    Doctor(Deferred<doctor::Doctor>),
    Drop(WithoutProfile<drop::Drop>),
    Edit(Deferred<edit::Edit>),
    Export(Deferred<export::Export>),
    Get(Deferred<get::Get>),
    Init(Deferred<init::Init>),
    Keys(Deferred<keys::Keys>),
    List(Deferred<get::List>),
    Load(Deferred<load::Load>),
    Lock(WithoutProfile<lock::Lock>),
    Log(WithoutProfile<log::Log>),
    Parse(WithoutProfile<parse::Parse>),
    Path(WithoutProfile<path::Path>),
    Remove(Deferred<list::remove::Remove>),
    Schema(WithoutProfile<schema::Schema>),
    Search(WithoutProfile<search::Search>),
    Set(Deferred<set::Set>),
    TakeOver(WithoutProfile<take_over::TakeOver>),
    Undo(WithoutProfile<undo::Undo>),
    Unset(Deferred<unset::Unset>),
    Upgrade(WithoutProfile<upgrade::Upgrade>),
    Version(Deferred<version::Version>),
}

impl Config {
    /// Whether options of the verb name files with secrets.
    pub(crate) fn takes_secrets(&self) -> bool {
        matches!(self.verb, Verb::Init(_))
    }

    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if let Some(verb) = self.verb.reads().filter(|_| self.store.message.is_some()) {
            let problem = format!("--message has no meaning for `config {verb}`");
            return Err(CommandError::CommandLine(problem));
        }
        session.select(self.store);
        match self.verb {
            Verb::All(verb) => verb.checked(session, "all")?.run(session),
            Verb::Append(Deferred(verb)) => verb.run(session),
            Verb::Apply(Deferred(verb)) => verb.run(session),
            Verb::Blame(Deferred(verb)) => verb.run(session),
            Verb::Check(Deferred(verb)) => verb.run(session),
            Verb::Copy(verb) => verb.checked(session, "copy")?.run(session),
            Verb::Def(verb) => verb.checked(session, "def")?.run(session),
            Verb::Describe(Deferred(verb)) => verb.run(session),
            Verb::Diff(Deferred(verb)) => verb.run(session),
            Verb::Doctor(Deferred(verb)) => verb.run(session),
            Verb::Drop(verb) => verb.checked(session, "drop")?.run(session),
            Verb::Edit(Deferred(verb)) => verb.run(session),
            Verb::Export(Deferred(verb)) => verb.run(session),
            Verb::Get(Deferred(verb)) => verb.run(session),
            Verb::Init(Deferred(verb)) => verb.run(session),
            Verb::Keys(Deferred(verb)) => verb.run(session),
            Verb::List(Deferred(verb)) => verb.run(session),
            Verb::Load(Deferred(verb)) => verb.run(session),
            Verb::Lock(verb) => verb.checked(session, "lock")?.run(session),
            Verb::Log(verb) => verb.checked(session, "log")?.run(session),
            Verb::Parse(verb) => verb.checked(session, "parse")?.run(session),
            Verb::Path(verb) => verb.checked(session, "path")?.run(session),
            Verb::Remove(Deferred(verb)) => verb.run(session),
            Verb::Schema(verb) => verb.checked(session, "schema")?.run(session),
            Verb::Search(verb) => verb.checked(session, "search")?.run(session),
            Verb::Set(Deferred(verb)) => verb.run(session),
            Verb::TakeOver(verb) => verb.checked(session, "take-over")?.run(session),
            Verb::Undo(verb) => verb.checked(session, "undo")?.run(session),
            Verb::Unset(Deferred(verb)) => verb.run(session),
            Verb::Upgrade(verb) => verb.checked(session, "upgrade")?.run(session),
            Verb::Version(Deferred(verb)) => verb.run(session),
        }
    }
}

impl Verb {
    /// Its name if it changes nothing.
    fn reads(&self) -> Option<&'static str> {
        Some(match self {
            Self::All(_) => "all",
            Self::Blame(_) => "blame",
            Self::Describe(_) => "describe",
            Self::Diff(_) => "diff",
            Self::Doctor(_) => "doctor",
            Self::Export(_) => "export",
            Self::Get(_) => "get",
            Self::Keys(_) => "keys",
            Self::List(_) => "list",
            Self::Lock(_) => "lock",
            Self::Parse(_) => "parse",
            Self::Path(_) => "path",
            Self::Schema(_) => "schema",
            Self::Search(_) => "search",
            Self::TakeOver(_) => "take-over",
            Self::Version(_) => "version",
            _ => return None,
        })
    }
}

impl<T> WithoutProfile<T> {
    /// The verb, unless a profile was named for it, which would have no effect.
    fn checked(self, session: &Session, verb: &str) -> Result<T, CommandError> {
        if session.names_profile() {
            let problem = format!("--profile has no meaning for `config {verb}`");
            return Err(CommandError::CommandLine(problem));
        }
        Ok(self.0)
    }
}
