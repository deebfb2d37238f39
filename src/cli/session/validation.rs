//! Values to be stored, checked by the schema.

use crate::cli::error::CommandError;
use crate::cli::session::MOST_GUESSES;
use crate::cli::session::Session;
use crate::cli::session::unknown_names;
use crate::cli::session::unknown_names::Outcome;
use crate::cli::session::unknown_names::UnknownProperty;
use crate::model::InvalidValue;
use crate::model::ListChange;
use crate::model::MAX_VALUE_BYTES;
use crate::model::Profile;
use crate::model::PropertyKey;
use crate::model::PropertyList;
use crate::model::PropertyValue;
use crate::schema;
use crate::schema::Advice;
use crate::schema::Rejection;
use crate::schema::Releases;
use crate::schema::Schema;

/// Lets values pass or refuses them, and remembers what is worth saying about those that pass.
pub(crate) struct Validation {
    schema: Option<Schema>,
    advice: Vec<Advice>,
    unknown: Vec<UnknownProperty>,
    /// Whether there were more of them than are reported.
    has_more_unknown: bool,
    outcome: Outcome,
    accepted_list: Option<AcceptedList>,
}

/// A list of which the schema has accepted a change, so that the next line of a script that changes it
/// does not need to check the whole list again.
pub(crate) struct AcceptedList {
    key: String,
    releases: Releases,
    text: String,
}

/// Whether the schema is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub(crate) struct ValidationOptions {
    /// Store the value without checking it
    #[arg(long)]
    force: bool,
}

impl Validation {
    /// A guard with the schema of the release; with `--force` one that lets everything pass.
    pub(crate) fn new(
        session: &mut Session,
        force: ValidationOptions,
    ) -> Result<Self, CommandError> {
        let schema = if force.force { None } else { Some(session.schema()?) };
        Ok(Self { schema, ..Self::skipped() })
    }

    /// The same for a verb that changes one property.
    pub(crate) fn of_key(
        session: &mut Session,
        key: &str,
        force: ValidationOptions,
    ) -> Result<Self, CommandError> {
        let schema = if force.force { None } else { Some(session.schema_for(key)?) };
        Ok(Self { schema, ..Self::skipped() })
    }

    /// The same with a schema that the verb has already.
    pub(crate) fn with(schema: Schema, force: ValidationOptions) -> Self {
        Self { schema: (!force.force).then_some(schema), ..Self::skipped() }
    }

    /// The same for a change of a list, which lines of a script may have changed before.
    pub(crate) fn of_list(session: &mut Session, schema: Schema, force: ValidationOptions) -> Self {
        Self { accepted_list: session.accepted_list.take(), ..Self::with(schema, force) }
    }

    /// A guard that lets everything pass: settings of an old release are taken over as they are.
    pub(crate) fn skipped() -> Self {
        Self {
            schema: None,
            advice: Vec::new(),
            unknown: Vec::new(),
            has_more_unknown: false,
            outcome: Outcome::Unchanged,
            accepted_list: None,
        }
    }

    /// Gives a property of the profile its value, if both may be.
    pub(crate) fn assign(
        &mut self,
        profile: &mut Profile,
        key: &str,
        value: String,
    ) -> Result<(), CommandError> {
        let (key, value) = self.admit(Some(profile), key, value)?;
        if profile.set(&key, &value) {
            self.outcome = Outcome::Changed;
        }
        Ok(())
    }

    /// The same for a list that begins with what is stored: what is wrong with that stays as it is.
    pub(crate) fn assign_changed_list(
        &mut self,
        profile: &mut Profile,
        key: &str,
        value: String,
    ) -> Result<(), CommandError> {
        let (legal, value) = legal(Some(profile), key, value)?;
        self.check_list_change(key, profile.get(key).unwrap_or_default(), value.as_str())?;
        profile.set(&legal, &value);
        Ok(())
    }

    /// Lets a key and a value pass that are meant for a profile, which may be still to be made.
    pub(crate) fn admit(
        &mut self,
        profile: Option<&Profile>,
        key: &str,
        value: String,
    ) -> Result<(PropertyKey, PropertyValue), CommandError> {
        let (legal, value) = legal(profile, key, value)?;
        self.check(key, value.as_str())?;
        Ok((legal, value))
    }

    /// Lets a change of a list pass if the list may be stored afterwards.
    pub(crate) fn admit_list(
        &mut self,
        profile: Option<&Profile>,
        key: &str,
        list: &PropertyList,
        change: &ListChange,
    ) -> Result<PropertyKey, CommandError> {
        let admitted = profile.map_or_else(|| key.parse(), |profile| profile.admit(key))?;
        let after = list.text_after(change);
        if after.len() > MAX_VALUE_BYTES {
            let source = InvalidValue::Long(after.len());
            return Err(CommandError::Value { key: key.to_owned(), source });
        }
        let Some(schema) = self.schema else { return Ok(admitted) };
        if !self.is_accepted_by_element(schema, key, list, change) {
            self.check_list_change(key, list.text(), &after)?;
        }
        let (key, releases) = (key.to_owned(), schema.releases());
        self.accepted_list = Some(AcceptedList { key, releases, text: after });
        Ok(admitted)
    }

    /// Whether a change of an accepted list is accepted because the element is.
    fn is_accepted_by_element(
        &mut self,
        schema: Schema,
        key: &str,
        list: &PropertyList,
        change: &ListChange,
    ) -> bool {
        let is_accepted = self.accepted_list.as_ref().is_some_and(|accepted| {
            accepted.key == key
                && accepted.releases == schema.releases()
                && accepted.text == list.text()
        });
        let alone = match change {
            ListChange::Append(element, _)
                if list.contains(element) && schema.wants_unique_elements(key) =>
            {
                return false;
            }
            ListChange::Append(element, _) => format!("[{element}]"),
            ListChange::Remove(_) => "[]".to_owned(),
        };
        is_accepted && schema.looks_at_elements_alone(key) && self.check(key, &alone).is_ok()
    }

    /// Keeps for the next line what is known about a list.
    pub(crate) fn leave(&mut self, session: &mut Session) {
        session.accepted_list = self.accepted_list.take();
    }

    /// Refuses a value that the programs of OMERO would refuse or misread.
    pub(crate) fn check(&mut self, key: &str, value: &str) -> Result<(), CommandError> {
        let Some(schema) = self.schema else { return Ok(()) };
        self.note(key, value, schema.accept(key, value))
    }

    /// Refuses a change of a list that makes it worse.
    fn check_list_change(
        &mut self,
        key: &str,
        before: &str,
        after: &str,
    ) -> Result<(), CommandError> {
        let Some(schema) = self.schema else { return Ok(()) };
        self.note(key, after, schema.accept_list_change(key, before, after))
    }

    /// Keeps what is worth saying about an accepted value.
    fn note(
        &mut self,
        key: &str,
        value: &str,
        accepted: Result<Option<Vec<Advice>>, Vec<Rejection>>,
    ) -> Result<(), CommandError> {
        match accepted {
            Ok(Some(advice)) => self.advice.extend(advice),
            Ok(None) if self.unknown.len() < MOST_GUESSES => {
                self.advice.extend(schema::advice_on_unknown_value(key, value));
                self.unknown.push(UnknownProperty { key: key.to_owned(), value: value.to_owned() });
            }
            Ok(None) => self.has_more_unknown = true,
            Err(refusals) => {
                CommandError::all(refusals.into_iter().map(CommandError::from).collect())?;
            }
        }
        Ok(())
    }

    /// Whether anything is checked.
    pub(crate) fn is_asked(&self) -> bool {
        self.schema.is_some()
    }

    /// Records what became of the values, where that is not a matter of `assign`.
    pub(crate) fn ended(&mut self, outcome: Outcome) {
        self.outcome = outcome;
    }

    /// Says what is worth saying about the values that were let pass, and how much that is.
    pub(crate) fn tell(&self, session: &mut Session) -> usize {
        tell_advice(session, &self.advice);
        let told = self
            .schema
            .map(|schema| unknown_names::tell(session, schema, &self.unknown, self.outcome));
        if self.has_more_unknown && told.is_some_and(|told| told > 0) {
            session.printer.hint("`omero config check` reports all names that OMERO does not know");
        }
        self.advice.len() + told.unwrap_or_default()
    }
}

/// A key and a value that the store can hold.
pub(crate) fn legal(
    profile: Option<&Profile>,
    key: &str,
    value: String,
) -> Result<(PropertyKey, PropertyValue), CommandError> {
    let legal = profile.map_or_else(|| key.parse(), |profile| profile.admit(key))?;
    let value = PropertyValue::try_from(value)
        .map_err(|source| CommandError::Value { key: key.to_owned(), source })?;
    Ok((legal, value))
}

/// Says what is worth saying about values that may be stored.
pub(crate) fn tell_advice(session: &mut Session, advice: &[Advice]) {
    session.printer.warnings(advice.iter().map(|advice| (advice, advice.hint.clone())));
}
