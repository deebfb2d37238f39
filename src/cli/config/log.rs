//! `config log`.

use std::time::SystemTime;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::color::Role;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::VERSION_KEY;
use crate::model::differences;
use crate::schema::ShownChange;
use crate::store::StoreError;
use crate::store::Version;

/// List the changes of the configuration, the newest first
///
/// Each with its number, when it was made, by whom, and what it changed. `config undo NUMBER` goes back
/// to before a change. What other programs changed in between is counted to the next change.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The last five changes" => "omero config log -n 5",
    "With values, passwords masked" => "omero config log --values",
])]
pub(crate) struct Log {
    /// Show at most this many
    #[arg(short = 'n', long, value_name = "COUNT")]
    max_count: Option<usize>,
    /// Show values before and after, passwords as asterisks
    #[arg(long)]
    values: bool,
    /// Wipe the history, with all the passwords in it
    #[arg(long, conflicts_with_all = ["max_count", "values"])]
    purge: bool,
}

/// How much is told about a change.
#[derive(Debug, Clone, Copy)]
enum Detail {
    Keys,
    Values,
}

impl Log {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let store = selected.flushed(session)?;
        if self.purge {
            let wiped = store.purge_history()?;
            session.printer.answer(format_args!("{wiped} versions wiped"))?;
            return Ok(Exit::Done);
        }
        session.may_be_long();
        let detail = if self.values { Detail::Values } else { Detail::Keys };
        let mut after = store.read();
        let newest_first = store.versions()?.into_iter().rev();
        for version in newest_first.take(self.max_count.unwrap_or(usize::MAX)) {
            let before = store.read_version(version.number);
            headline(session, &version)?;
            match (&before, &after) {
                (Ok(before), Ok(after)) => tell(session, before, after, detail)?,
                (Err(error), _) => tell_broken(session, "from", error)?,
                (_, Err(error)) => tell_broken(session, "to", error)?,
            }
            after = before;
        }
        Ok(Exit::Done)
    }
}

/// `17  2026-11-22 04:17:00 UTC  anna`.
fn headline(session: &mut Session, version: &Version) -> Result<(), CommandError> {
    let number = session.printer.paint(Role::Name, version.number);
    let rest = session.printer.paint(Role::Label, moment(version.replaced));
    session.printer.answer(format_args!("{number}  {rest}  {}", version.user))
}

/// A time as it is told to people.
pub(crate) fn moment(time: SystemTime) -> String {
    let text = humantime::format_rfc3339_seconds(time).to_string();
    text.replace('T', " ").replace('Z', " UTC")
}

fn tell(
    session: &mut Session,
    before: &Configuration,
    after: &Configuration,
    detail: Detail,
) -> Result<(), CommandError> {
    for found in differences(before, after) {
        let line = described(&found, after, detail);
        let line = session.printer.paint(role(&found), line);
        session.printer.answer(format_args!("    {line}"))?;
    }
    Ok(())
}

fn role(change: &Change) -> Role {
    match change {
        Change { before: None, .. } => Role::Added,
        Change { after: None, .. } => Role::Removed,
        Change { .. } => Role::Changed,
    }
}

fn tell_broken(
    session: &mut Session,
    direction: &str,
    error: &StoreError,
) -> Result<(), CommandError> {
    session.printer.answer(format_args!("    {direction} a file that can't be read: {error}"))
}

fn described(change: &Change, after: &Configuration, detail: Detail) -> String {
    let Change { profile, key, before, after: now } = change;
    let Some(profile) = profile else {
        return format!("chose profile {}", now.as_deref().unwrap_or_default());
    };
    if key == VERSION_KEY {
        return described_version(profile, before.as_deref(), now.as_deref());
    }
    let mut text = match (before, now) {
        (None, _) => format!("added {key}"),
        (_, None) => format!("removed {key}"),
        _ => format!("changed {key}"),
    };
    if profile != after.active_name() {
        text = format!("{text} in profile {profile}");
    }
    match detail {
        Detail::Keys => text,
        Detail::Values => format!("{text}: {}", values(change)),
    }
}

/// The version of a profile comes and goes with it.
fn described_version(profile: &str, before: Option<&str>, now: Option<&str>) -> String {
    match (before, now) {
        (None, _) => format!("made profile {profile}"),
        (_, None) => format!("dropped profile {profile}"),
        (_, Some(version)) => format!("brought profile {profile} to version {version}"),
    }
}

fn values(change: &Change) -> String {
    match change.into() {
        ShownChange { before: Some(before), after: Some(after) } => format!("{before} => {after}"),
        ShownChange { before, after } => before.or(after).unwrap_or_default().into_owned(),
    }
}
