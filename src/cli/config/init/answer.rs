//! What a question is answered with: as it is now, as it is to be, and as it is shown.

use crate::cli::config::init::typed;
use crate::cli::error::CommandError;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::PropertyValue;
use crate::python::Json;
use crate::schema::Advice;
use crate::schema::Definition;
use crate::schema::MASK;
use crate::schema::Schema;
use crate::schema::setup::Need;
use crate::schema::setup::Question;

/// A question whose property the release has, and its answer so far.
pub(crate) struct Answer {
    pub(crate) question: &'static Question,
    pub(crate) known: Definition,
    profile: String,
    /// What is set now.
    before: Option<String>,
    /// What is to be set; none leaves it to the default.
    after: Option<String>,
}

impl Answer {
    /// The current value is the answer unless there is another; none if the release lacks the property.
    pub(crate) fn new(
        question: &'static Question,
        schema: Schema,
        configuration: &Configuration,
        profile: &str,
    ) -> Option<Self> {
        let known = schema.find(question.key).filter(|known| schema.has(known))?;
        let before = configuration.profile(profile).and_then(|profile| profile.get(question.key));
        let before = before.map(str::to_owned);
        Some(Self {
            question,
            known,
            profile: profile.to_owned(),
            before: before.clone(),
            after: before,
        })
    }

    /// Accepts another answer if it is valid for its property, and returns advice about it. An empty one
    /// leaves the property to its default.
    pub(crate) fn give(
        &mut self,
        typed: &str,
        schema: Schema,
    ) -> Result<Vec<Advice>, CommandError> {
        if typed.is_empty() {
            self.after = None;
            return Ok(Vec::new());
        }
        let key = self.question.key;
        let text = typed::stored(&self.known, key, typed)?;
        PropertyValue::try_from(text.clone())
            .map_err(|source| CommandError::Value { key: key.to_owned(), source })?;
        match schema.accept(key, &text) {
            Err(refusals) => {
                let answer = |refusal| CommandError::Answer(Box::new(refusal));
                CommandError::all(refusals.into_iter().map(answer).collect())?;
                Ok(Vec::new())
            }
            Ok(advice) => {
                self.after = Some(text);
                Ok(advice.unwrap_or_default())
            }
        }
    }

    /// Whether an installation would not work with it.
    pub(crate) fn is_missing(&self) -> bool {
        self.question.need == Need::Answer && self.after.is_none()
    }

    /// Whether it is yes.
    pub(crate) fn is_yes(&self) -> bool {
        self.counting().is_some_and(|text| self.known.decode(&text) == Ok(Json::Bool(true)))
    }

    /// The effective value: the answer, otherwise the default.
    pub(crate) fn counting(&self) -> Option<String> {
        self.after.clone().or_else(|| self.known.default_text())
    }

    /// What counts, for people to see. `value_of` finds what the default refers to with `${KEY}`.
    pub(crate) fn shown(&self, value_of: impl Fn(&str) -> Option<String>) -> Option<String> {
        if self.question.is_secret() {
            return self.after.as_ref().map(|_| MASK.to_owned());
        }
        if let (None, Some(words)) = (&self.after, self.question.default) {
            return Some(words.to_owned());
        }
        let counting = match &self.after {
            Some(set) => set.clone(),
            None => expanded(&self.known.default_text()?, value_of),
        };
        let yes_or_no = match self.known.decode(&counting) {
            Ok(Json::Bool(true)) => "yes",
            Ok(Json::Bool(false)) => "no",
            // A user who has named a server must not lose the name by typing the shown text.
            Ok(Json::List(list)) if self.after.is_none() || !typed::has_names(&list) => {
                return Some(typed::as_typed(&list).unwrap_or(counting));
            }
            _ => return Some(counting),
        };
        Some(yes_or_no.to_owned())
    }

    /// What is to be changed. A value that equals the default need not be set.
    pub(crate) fn change(&self) -> Option<Change> {
        let default = self.known.default_text();
        let is_default = self.before.is_none() && self.after == default;
        let differs = self.before != self.after && (!is_default || self.question.is_secret());
        differs.then(|| Change {
            profile: Some(self.profile.clone()),
            key: self.question.key.to_owned(),
            before: self.before.clone(),
            after: self.after.clone(),
        })
    }
}

/// A default with the values that it refers to; what is not known stays a reference.
fn expanded(text: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once("${") {
        let Some((key, after)) = reference.split_once('}') else { break };
        let value = value_of(key).unwrap_or_else(|| format!("${{{key}}}"));
        expanded.extend([before, &value]);
        rest = after;
    }
    expanded + rest
}
