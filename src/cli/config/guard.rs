//! Values on their way into the store, looked at by the schema.

use super::App;
use super::Failure;
use crate::model::Profile;
use crate::model::PropertyValue;
use crate::schema::Advice;
use crate::schema::Schema;

/// Lets values pass or refuses them, and remembers what is worth saying about those that pass.
pub(super) struct Guard {
    schema: Option<Schema>,
    advice: Vec<Advice>,
}

/// Whether the schema is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub(super) struct Force {
    /// Store the value whatever is known about the property
    #[arg(long)]
    force: bool,
}

impl Guard {
    /// A guard with the schema of the release; with `--force` one that lets everything pass.
    pub(super) fn new(app: &mut App, force: Force) -> Result<Self, Failure> {
        let schema = if force.force { None } else { Some(app.schema()?) };
        Ok(Self { schema, advice: Vec::new() })
    }

    /// A guard that lets everything pass: settings of an old release are taken over as they are.
    pub(super) fn forcing() -> Self {
        Self { schema: None, advice: Vec::new() }
    }

    /// Forgets what was said: the change begins anew.
    pub(super) fn begin(&mut self) {
        self.advice.clear();
    }

    /// Gives a property of the profile its value, if both may be.
    pub(super) fn assign(
        &mut self,
        profile: &mut Profile,
        key: &str,
        value: String,
    ) -> Result<(), Failure> {
        let admitted = profile.admit(key)?;
        let value = PropertyValue::try_from(value)
            .map_err(|source| Failure::Value { key: key.to_owned(), source })?;
        self.check(key, value.as_str())?;
        profile.set(&admitted, &value);
        Ok(())
    }

    /// Refuses a value that the programs of OMERO would refuse or misread.
    pub(super) fn check(&mut self, key: &str, value: &str) -> Result<(), Failure> {
        if let Some(schema) = self.schema {
            match schema.accept(key, value) {
                Ok(advice) => self.advice.extend(advice),
                Err(refusals) => Failure::all(refusals.into_iter().map(Failure::from).collect())?,
            }
        }
        Ok(())
    }

    /// Says what is worth saying about the values that were stored.
    pub(super) fn tell(&self, app: &mut App) {
        for advice in &self.advice {
            app.printer.warning(advice);
            if let Some(hint) = &advice.hint {
                app.printer.hint(hint);
            }
        }
    }
}
