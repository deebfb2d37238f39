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
        let line = described(found, after, detail);
        let (event, rest) = line.split_at(line.find(' ').unwrap_or(line.len()));
        let event = printer.paint(role(found), event);
        printer.answer(format_args!("    {event}{rest}"))
    })
}

/// What was done, in a few words: one change by its name, several by their number.
pub(crate) fn summary(differences: &[Change], after: &Configuration) -> String {
    let is_of_profile = |found: &&Change| found.profile.is_none() || found.key == VERSION_KEY;
    let (of_profiles, properties): (Vec<_>, Vec<_>) = differences.iter().partition(is_of_profile);
    let is_whole = |found: &&Change| {
        let mut events = of_profiles.iter();
        events.any(|event| event.profile == found.profile && is_first_or_last(event))
    };
    let (of_whole, single): (Vec<&Change>, Vec<&Change>) =
        properties.into_iter().partition(is_whole);
    let event = |event: &&Change| {
        let count = of_whole.iter().filter(|found| found.profile == event.profile).count();
        let text = described(event, after, Detail::Keys);
        match count {
            0 => text,
            1 => format!("{text} with 1 property"),
            _ => format!("{text} with {count} properties"),
        }
    };
    let mut parts: Vec<_> = of_profiles.iter().map(event).collect();
    if let [single] = *single {
        parts.push(described(single, after, Detail::Keys));
    } else {
        let kinds =
            [(Role::Added, "added"), (Role::Changed, "changed"), (Role::Removed, "removed")];
        for (kind, event) in kinds {
            let count = single.iter().filter(|found| role(found) == kind).count();
            parts.extend((count > 0).then(|| format!("{count} {event}")));
        }
    }
    parts.join(", ")
}

/// Whether a profile was made or dropped.
fn is_first_or_last(event: &Change) -> bool {
    event.key == VERSION_KEY && (event.before.is_none() || event.after.is_none())
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
