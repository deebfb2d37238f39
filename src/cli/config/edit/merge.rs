//! Applies the changes in the text to a configuration that other programs may have changed in the
//! meantime.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::cli::config::edit::profile_snapshot::Revision;
use crate::cli::config::edit::view::View;
use crate::cli::error::CommandError;
use crate::cli::session::validation::Validation;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Profile;

/// Values from other programs, by profile and key, that the user has seen: an edit after that replaces
/// them.
pub(crate) type Told = HashMap<(String, String), Option<String>>;

/// Makes all changes, or returns all errors.
pub(crate) fn apply(
    configuration: &mut Configuration,
    view: &View,
    revisions: &[Revision],
    told: &Told,
    validation: &mut Validation,
) -> Result<(), CommandError> {
    let mut failures = Vec::new();
    for revision in revisions {
        let profile = configuration.profile_or_new(&revision.profile);
        let mut found = changed_meanwhile(profile, &revision.changes, told);
        if view.has_headings {
            let place = format!("profile `{}`", revision.profile);
            found = found.into_iter().map(|failure| failure.at(place.clone())).collect();
        }
        failures.extend(found);
        failures.extend(change(profile, revision, validation));
    }
    CommandError::all(failures)
}

/// Changes a profile; what is refused comes back.
fn change(
    profile: &mut Profile,
    Revision { changes, locations, .. }: &Revision,
    validation: &mut Validation,
) -> Vec<CommandError> {
    let mut failures = Vec::new();
    let mut removed = HashSet::new();
    for Change { key, after, .. } in changes {
        match (after, locations.get(key)) {
            (Some(value), Some(location)) => {
                let outcome = validation.assign(profile, key, value.clone());
                failures.extend(outcome.map_err(|failure| failure.in_text(*location)).err());
            }
            _ => {
                removed.insert(&**key);
            }
        }
    }
    profile.remove_all(|key| removed.contains(key));
    failures
}

fn changed_meanwhile(profile: &Profile, changes: &[Change], told: &Told) -> Vec<CommandError> {
    let present = profile.values();
    let conflict = |Change { key, before, .. }: &Change| {
        let now = present.get(&**key).copied();
        let told = told.get(&(profile.name().to_owned(), key.clone()));
        let is_told = told.is_some_and(|told| told.as_deref() == now);
        let is_other = now != before.as_deref() && !is_told;
        is_other.then(|| CommandError::ChangedMeanwhile {
            profile: profile.name().to_owned(),
            key: key.clone(),
            now: now.map(str::to_owned),
        })
    };
    changes.iter().filter_map(conflict).collect()
}

/// The values from other programs that a failure reported.
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
