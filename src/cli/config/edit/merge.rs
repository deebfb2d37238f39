//! What was changed in the text, back into a configuration that others may have changed meanwhile.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::cli::config::edit::draft::Draft;
use crate::cli::config::edit::sheet::Revision;
use crate::cli::error::CommandError;
use crate::cli::session::validation::Validation;
use crate::model::Configuration;
use crate::model::Profile;

/// Values of others, by profile and key, that the person has been told of: an edit after that replaces
/// them.
pub(crate) type Told = HashMap<(String, String), Option<String>>;

/// Makes all changes, or tells everything that is wrong with them.
pub(crate) fn apply(
    configuration: &mut Configuration,
    draft: &Draft,
    revisions: &[Revision],
    told: &Told,
    validation: &mut Validation,
) -> Result<(), CommandError> {
    let mut failures = Vec::new();
    for sheet in &draft.sheets {
        let ours = revisions.iter().filter(|revision| revision.profile == sheet.profile);
        let ours: Vec<_> = ours.collect();
        if ours.is_empty() {
            continue;
        }
        let profile = configuration.profile_or_new(&sheet.profile);
        let mut found = changed_meanwhile(profile, &ours, told);
        if draft.has_headings {
            let place = format!("profile `{}`", sheet.profile);
            found = found.into_iter().map(|failure| failure.at(place.clone())).collect();
        }
        failures.extend(found);
        failures.extend(change(profile, &ours, validation));
    }
    CommandError::all(failures)
}

/// Changes a profile; what is refused comes back.
fn change(
    profile: &mut Profile,
    revisions: &[&Revision],
    validation: &mut Validation,
) -> Vec<CommandError> {
    let mut failures = Vec::new();
    for Revision { change, place, .. } in revisions {
        let (Some(value), Some(place)) = (&change.after, place) else { continue };
        let outcome = validation.assign(profile, &change.key, value.clone());
        failures.extend(outcome.map_err(|failure| failure.in_text(*place)).err());
    }
    let changes = revisions.iter().map(|revision| &revision.change);
    let removed = changes.filter(|change| change.after.is_none());
    let removed: HashSet<_> = removed.map(|change| &*change.key).collect();
    profile.remove_all(|key| removed.contains(key));
    failures
}

fn changed_meanwhile(profile: &Profile, revisions: &[&Revision], told: &Told) -> Vec<CommandError> {
    let present = profile.values();
    let conflict = |Revision { profile, change, .. }: &Revision| {
        let now = present.get(&*change.key).copied();
        let told = told.get(&(profile.clone(), change.key.clone()));
        let is_told = told.is_some_and(|told| told.as_deref() == now);
        let is_other = now != change.before.as_deref() && !is_told;
        is_other.then(|| CommandError::ChangedMeanwhile {
            profile: profile.clone(),
            key: change.key.clone(),
            now: now.map(str::to_owned),
        })
    };
    revisions.iter().filter_map(|revision| conflict(revision)).collect()
}

/// The values of others that a failure told of.
pub(crate) fn changed_by_others(failure: &CommandError) -> Told {
    match failure {
        CommandError::ChangedMeanwhile { profile, key, now } => {
            Told::from([((profile.clone(), key.clone()), now.clone())])
        }
        CommandError::At { failure, .. } => changed_by_others(failure),
        CommandError::Several(all) => all.iter().flat_map(changed_by_others).collect(),
        _ => Told::new(),
    }
}
