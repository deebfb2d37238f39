//! What differs between two states of the configuration.

use std::time::Duration;

use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::desired_state;
use crate::cli::session::desired_state::Document;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::selected_store::open_store;
use crate::cli::terminal::input::Input;
use crate::model::Change;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::model::Property;
use crate::model::property_changes;
use crate::schema::Schema;
use crate::schema::Secrets;
use crate::schema::ShownChange;
use crate::store::Store;

/// What differs, and the files that it was compared with.
pub(super) struct Comparison {
    pub(super) changes: Vec<Change>,
    pub(super) documents: Vec<Document>,
}

impl From<Vec<Change>> for Comparison {
    fn from(changes: Vec<Change>) -> Self {
        Self { changes, documents: Vec::new() }
    }
}

impl Comparison {
    pub(super) fn shown(&self, secrets: Secrets) -> Vec<ShownChange<'_>> {
        match secrets {
            Secrets::Masked => desired_state::shown(&self.changes, &self.documents),
            Secrets::Shown => {
                self.changes.iter().map(|change| ShownChange::new(change, secrets)).collect()
            }
        }
    }
}

/// What differs between the states after two changes, or between one of them and now.
pub(super) fn between_changes(
    session: &mut Session,
    selected: &SelectedStore,
    numbers: &[u64],
) -> Result<Vec<Change>, CommandError> {
    let before = selected.read_at(session, numbers.first().copied())?;
    let after = selected.read_at(session, numbers.get(1).copied())?;
    let name = selected.profile(&after).to_owned();
    if before.profile(&name).is_none() && after.profile(&name).is_none() {
        return Err(CommandError::no_profile(&name, &after));
    }
    Ok(property_changes(before.profile(&name), after.profile(&name)))
}

/// Another store, if the file is one.
pub(super) fn store_at(file: &Input) -> Option<Store> {
    let Input::File(path) = file else { return None };
    let is_xml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    is_xml.then(|| open_store(path.clone(), ProfileName::default(), Duration::ZERO))
}

/// What is set to another value than its default.
pub(super) fn from_defaults(profile: Option<&Profile>, schema: Schema) -> Vec<Change> {
    let differs = |Property { key, value, .. }: &Property| {
        let known = schema.find(key).filter(|known| known.status().works());
        let default = known.and_then(|known| known.default_text());
        let same = default.as_ref().is_some_and(|default| schema.is_same(key, default, value));
        (!same).then(|| Change {
            profile: profile.map(|profile| profile.name().to_owned()),
            key: key.to_string(),
            before: default,
            after: Some(value.to_string()),
        })
    };
    profile.into_iter().flat_map(Profile::listed).filter_map(differs).collect()
}
