//! A name that templates can use.

use minijinja::Value;

use super::binding::Binding;
use super::error::BindingError;

/// A name that templates can use, with its value and meaning.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    pub name: &'static str,
    pub meaning: &'static str,
    /// Where it comes from: a property, an option, a variable of the environment.
    origin: &'static str,
    pub(super) value: Value,
}

impl Variable {
    pub(crate) fn shown(&self) -> String {
        format!("{:?}", self.value)
    }

    /// Refuses what the server could not read back.
    pub(super) fn check(&self, binding: Binding) -> Result<(), BindingError> {
        let Some(text) = self.value.as_str() else { return Ok(()) };
        match binding.syntax().quoted(text) {
            Ok(_) => Ok(()),
            Err(source) => Err(BindingError::Unwritable { what: self.origin, binding, source }),
        }
    }
}

/// A name with its value; without a meaning where only our own templates use it.
pub(super) fn variable(
    name: &'static str,
    meaning: &'static str,
    origin: &'static str,
    value: impl Into<Value>,
) -> Variable {
    Variable { name, meaning, origin, value: value.into() }
}
