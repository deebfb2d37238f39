//! `config log`.

pub(crate) mod headline;

use std::ffi::OsString;

use clap::ArgGroup;
use clap::Args;

use crate::cli::answers::LoggedChange;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::cli::terminal::differences;
use crate::cli::terminal::differences::Detail;
use crate::model::Change;
use crate::model::Configuration;
use crate::store::Extent;
use crate::store::PastChange;
use crate::store::Store;
use crate::store::StoreError;

/// List the changes of the configuration, newest first
///
/// Shows for each change its number, when and by whom it was made, from where (a terminal, a script, or
/// the word in `OMERO_CONFIG_ORIGIN`), the command without its values, the message, and what was
/// changed. With KEYs only changes of these properties are shown. `config undo NUMBER` restores the
/// configuration from before a change.
///
/// Changes made by another program are listed too, with the period in which they were made. Changes that
/// had no effect are not shown; that includes a script that empties the active profile and fills it
/// again with the same properties.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The last five changes" => "omero config log -n 5",
    "With values, passwords masked" => "omero config log --values",
    "All changes of a property" => "omero config log omero.db.host",
    "Add a reason to the last change" => "omero config log -m 'the database has moved'",
])]
#[command(group = ArgGroup::new("shown_values").multiple(true).args(["values", "json"]))]
#[command(mut_arg("show_password", |option| option.requires("shown_values")))]
pub(crate) struct Log {
    /// Properties whose changes are shown [default: all]
    #[arg(value_name = "KEY", conflicts_with = "purge")]
    keys: Vec<OsString>,
    /// Show at most this number of changes
    #[arg(short = 'n', long, value_name = "COUNT")]
    max_count: Option<usize>,
    /// Show values before and after, passwords as asterisks
    #[arg(long)]
    values: bool,
    /// Show it as JSON, with values
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    secrets: SecretsOptions,
    /// Delete the history, with all passwords in it
    #[arg(long, conflicts_with_all = ["max_count", "values", "json", "message"])]
    purge: bool,
}

/// What is to be seen of a change.
enum Seen {
    Differences(Vec<Change>),
    Unreadable { direction: &'static str, error: String },
}

impl Log {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let store = selected.flushed(session)?;
        if self.purge {
            let wiped = store.purge_history()?;
            session.printer.answer(format_args!("deleted {wiped} versions"))?;
            return Ok(Exit::Done);
        }
        if let Some(message) = session.message() {
            let number = store.explain_last_change(&message)?;
            session.printer.remark(format_args!("change {number} now has this message"));
            return Ok(Exit::Done);
        }
        session.may_be_long();
        if self.json { self.answer(session, store) } else { self.show(session, store) }
    }

    fn show(&self, session: &mut Session, store: &Store) -> Result<Exit, CommandError> {
        let detail =
            if self.values { Detail::Values(self.secrets.secrets()) } else { Detail::Keys };
        for (change, seen) in self.changes(&store.timeline()?) {
            headline::show(session, &change)?;
            match (&seen, change.after.as_ref()) {
                (Seen::Differences(found), Ok(after)) => {
                    differences::show(&mut session.printer, found, after, detail)?;
                }
                (Seen::Differences(_), Err(_)) => {}
                (Seen::Unreadable { direction, error }, _) => {
                    let file = "an unreadable file";
                    session.printer.answer(format_args!("    {direction} {file}: {error}"))?;
                }
            }
            if change.extent == Extent::WithLaterChanges {
                session
                    .printer
                    .answer("    with later changes, which are no longer kept separately")?;
            }
        }
        Ok(Exit::Done)
    }

    fn answer(&self, session: &mut Session, store: &Store) -> Result<Exit, CommandError> {
        let timeline = store.timeline()?;
        let logged = self.changes(&timeline).map(|(change, seen)| {
            let recorded = headline::recorded(&change);
            let differences = match seen {
                Seen::Differences(found) => Some(found),
                Seen::Unreadable { .. } => None,
            };
            LoggedChange::new(recorded, change.extent, differences, self.secrets.secrets())
        });
        session.printer.json(&logged.collect::<Vec<_>>())?;
        Ok(Exit::Done)
    }

    /// What is asked for, the newest first.
    fn changes(
        &self,
        timeline: &crate::store::Timeline<'_>,
    ) -> impl Iterator<Item = (PastChange, Seen)> {
        let keys: Vec<_> = self.keys.iter().map(|key| names::key(key)).collect();
        let seen = move |change: PastChange| {
            let seen = Seen::of(&change, &keys)?;
            Some((change, seen))
        };
        timeline.newest_first().filter_map(seen).take(self.max_count.unwrap_or(usize::MAX))
    }
}

impl Seen {
    /// None if there is nothing to be seen.
    fn of(change: &PastChange, keys: &[String]) -> Option<Self> {
        let unreadable = |direction, error: &StoreError| {
            let error = error.to_string();
            Some(Self::Unreadable { direction, error }).filter(|_| keys.is_empty())
        };
        match (change.before.as_ref(), change.after.as_ref()) {
            (Ok(before), Ok(after)) => Self::between(before, after, keys),
            (Err(error), _) => unreadable("from", error),
            (_, Err(error)) => unreadable("to", error),
        }
    }

    fn between(before: &Configuration, after: &Configuration, keys: &[String]) -> Option<Self> {
        let mut found = crate::model::differences(before, after);
        let is_asked = |change: &Change| keys.is_empty() || keys.contains(&change.key);
        found.retain(is_asked);
        (!found.is_empty()).then_some(Self::Differences(found))
    }
}
