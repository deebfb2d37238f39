//! The text that the editor shows, and reading it back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::cli::config::edit::comment;
use crate::cli::config::edit::comment::Comments;
use crate::cli::config::edit::notation::Notation;
use crate::cli::config::edit::profile_snapshot::ProfileSnapshot;
use crate::cli::config::edit::profile_snapshot::Revision;
use crate::cli::error::CommandError;
use crate::cli::session::desired_state;
use crate::formats::Format;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Entry;
use crate::formats::document;
use crate::formats::editable;
use crate::formats::editable::EditableProperty;
use crate::formats::editable::Section;
use crate::formats::editable::Standing;
use crate::python::Json;
use crate::schema::MASK;
use crate::schema::Schema;
use crate::schema::Secrets;
use crate::schema::is_secret;

/// All that is shown, and how.
pub(crate) struct View {
    pub(crate) profiles: Vec<ProfileSnapshot>,
    pub(crate) notation: Notation,
    pub(crate) comments: Comments,
    pub(crate) secrets: Secrets,
    /// Whether each profile has its name above it.
    pub(crate) has_headings: bool,
    pub(crate) schema: Schema,
}

impl View {
    /// What the editor shows.
    pub(crate) fn text(&self) -> String {
        let sections: Vec<_> = self.profiles.iter().map(|profile| self.section(profile)).collect();
        let properties = || sections.iter().flat_map(|section| &section.properties);
        let has_mask = properties().any(|property| property.standing == Standing::Masked);
        let line = format!("{MASK} is a password: leave it unchanged, or type a new one.");
        let head: Vec<_> = has_mask.then_some(line).into_iter().collect();
        let typed = || properties().map(|property| (property.clone(), self.typed(property)));
        match self.notation {
            Notation::Lines => editable::write(&head, &sections),
            Notation::Json => document::json(&typed().collect::<Vec<_>>()),
            Notation::Yaml => document::yaml(&head, &typed().collect::<Vec<_>>()),
        }
    }

    fn section(&self, profile: &ProfileSnapshot) -> Section {
        let keys: BTreeSet<_> = profile.shown.iter().chain(&profile.offered).collect();
        let properties = keys.into_iter().map(|key| self.property(profile, key)).collect();
        Section { heading: self.has_headings.then(|| profile.name.clone()), properties }
    }

    fn property(&self, profile: &ProfileSnapshot, key: &str) -> EditableProperty {
        let (value, standing, explanation): (_, _, fn(_, &_) -> _) = match profile.values.get(key) {
            Some(value) => {
                let shown = self.value(key, value);
                let standing = if shown == *value { Standing::Set } else { Standing::Masked };
                (shown.into_owned(), standing, comment::above)
            }
            None => {
                let default = self.schema.stored_default(key).unwrap_or_default();
                (default, Standing::Offered, comment::above_offered)
            }
        };
        let explained = self.comments == Comments::Shown;
        EditableProperty {
            assignment: Assignment { key: key.to_owned(), value },
            comment: if explained { explanation(self.schema, key) } else { Vec::new() },
            standing,
        }
    }

    /// A value as the text has it: a secret as asterisks, and one with a secret in it as it is, because it
    /// is here to be changed.
    fn value<'value>(&self, key: &str, value: &'value str) -> Cow<'value, str> {
        if is_secret(key) { self.secrets.shown(key, value) } else { value.into() }
    }

    fn typed(&self, property: &EditableProperty) -> Json {
        let Assignment { key, value } = &property.assignment;
        match property.standing {
            Standing::Masked => Json::text(value),
            Standing::Set | Standing::Offered => self.schema.value_of(key, value),
        }
    }

    /// What was changed in a text that was edited, by profile.
    pub(crate) fn revisions(&self, text: &str) -> Result<Vec<Revision>, CommandError> {
        let mut failures = Vec::new();
        let mut revisions = Vec::new();
        for (profile, entries) in self.profiles.iter().zip(self.read(text)?) {
            let mut unmasked = Vec::new();
            for entry in entries {
                match self.unmasked(profile, entry) {
                    Ok(entry) => unmasked.push(entry),
                    Err(failure) => failures.push(failure),
                }
            }
            revisions.push(profile.revision(&unmasked));
        }
        revisions.retain(|revision| !revision.changes.is_empty());
        CommandError::all(failures).map(|()| revisions)
    }

    /// The entry with the stored value instead of the asterisks, which must not be stored.
    fn unmasked(&self, profile: &ProfileSnapshot, entry: Entry) -> Result<Entry, CommandError> {
        let Entry { assignment: Assignment { key, value }, location } = entry;
        let stored = profile.values.get(&key);
        let is_shown =
            |stored: &&String| profile.shown.contains(&key) && self.value(&key, stored) == value;
        let mut stars = value.chars();
        let only_stars = !value.is_empty() && stars.all(|found| found == '*');
        let value = match stored.filter(is_shown) {
            Some(stored) => stored.clone(),
            None if self.secrets == Secrets::Shown || stored == Some(&value) => value,
            None if value.contains(MASK) || only_stars && is_secret(&key) => {
                return Err(CommandError::Asterisks { key }.in_text(location));
            }
            None => value,
        };
        Ok(Entry { assignment: Assignment { key, value }, location })
    }

    /// The entries of each profile.
    fn read(&self, text: &str) -> Result<Vec<Vec<Entry>>, CommandError> {
        let format = match self.notation {
            Notation::Lines => return self.read_lines(text),
            Notation::Json => Format::Json,
            Notation::Yaml => Format::Yaml,
        };
        self.profiles.iter().map(|profile| self.read_document(format, text, profile)).collect()
    }

    fn read_lines(&self, text: &str) -> Result<Vec<Vec<Entry>>, CommandError> {
        let names = self.profiles.iter().map(|profile| &*profile.name);
        let headings: Vec<_> = names.filter(|_| self.has_headings).collect();
        editable::read(text, &headings).or_else(|errors| {
            let failures = errors.into_iter().map(|error| match error.location {
                Some(location) => CommandError::Editable(error.fault).in_text(location),
                None => error.fault.into(),
            });
            CommandError::all(failures.collect()).map(|()| Vec::new())
        })
    }

    fn read_document(
        &self,
        format: Format,
        text: &str,
        profile: &ProfileSnapshot,
    ) -> Result<Vec<Entry>, CommandError> {
        let mut failures = Vec::new();
        let mut entries = Vec::new();
        match format.read(text, &self.schema).complete() {
            Ok(states) => {
                for state in states {
                    let location = state.location;
                    let before = profile.values.get(&state.key).map(String::as_str);
                    match desired_state::fulfilled(&state, self.schema, before) {
                        Ok(Some(value)) => {
                            let assignment = Assignment { key: state.key, value };
                            entries.push(Entry { assignment, location });
                        }
                        Ok(None) => {}
                        Err(failure) => failures.push(failure.in_text(location)),
                    }
                }
            }
            Err(faults) => failures.extend(faults.into_iter().map(|fault| {
                let location = fault.location;
                CommandError::from(fault).in_text(location)
            })),
        }
        CommandError::all(failures).map(|()| entries)
    }
}
