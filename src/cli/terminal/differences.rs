//! What differs between two configurations, in words: a line for each property or profile.

use crate::cli::error::CommandError;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::printer::Printer;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::VERSION_KEY;
use crate::schema::Secrets;
use crate::schema::ShownChange;

/// How much is shown of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    Keys,
    Values(Secrets),
}

/// Shows differences; `after` is the second of the configurations.
pub(crate) fn show(
    printer: &mut Printer,
    differences: &[Change],
    after: &Configuration,
    detail: Detail,
) -> Result<(), CommandError> {
    differences.iter().try_for_each(|found| {
        let line = printer.paint(role(found), described(found, after, detail));
        printer.answer(format_args!("    {line}"))
    })
}

fn role(change: &Change) -> Role {
    match change {
        Change { before: None, .. } => Role::Added,
        Change { after: None, .. } => Role::Removed,
        Change { .. } => Role::Changed,
    }
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
        Detail::Values(secrets) => format!("{text}: {}", values(change, secrets)),
    }
}

/// The version of a profile comes and goes with it.
fn described_version(profile: &str, before: Option<&str>, now: Option<&str>) -> String {
    match (before, now) {
        (None, _) => format!("created profile {profile}"),
        (_, None) => format!("removed profile {profile}"),
        (_, Some(version)) => format!("brought profile {profile} to version {version}"),
    }
}

fn values(change: &Change, secrets: Secrets) -> String {
    match ShownChange::new(change, secrets) {
        ShownChange { before: Some(before), after: Some(after), .. } => {
            format!("{before} => {after}")
        }
        ShownChange { before, after, .. } => before.or(after).unwrap_or_default().into_owned(),
    }
}
