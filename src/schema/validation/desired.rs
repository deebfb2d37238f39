//! From the desired value of a property to the stored text.

use std::collections::HashSet;

use crate::model::is_internal;
use crate::python::Json;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Schema;

/// Why a property cannot have a desired value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DesiredValueError {
    #[error("`{key}` is set to a value that is not a list")]
    NoList { key: String },
    #[error("`{key}` cannot hold this list: one of its items contains the separator")]
    Separator { key: String },
    #[error("`{key}` belongs to the configuration file itself")]
    Internal { key: String },
}

/// Elements that a list is to have or not to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Elements<'elements> {
    /// These are to be in it.
    Contains(&'elements [Json]),
    /// These are not to be in it.
    Lacks(&'elements [Json]),
}

impl Schema {
    /// Whether names of properties begin with `name` and a dot.
    pub fn is_section(self, name: &str) -> bool {
        let within = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        self.keys().any(within)
    }

    /// Whether the value of `key` can be an object.
    pub fn takes_objects(self, key: &str) -> bool {
        let object = Json::Object(Vec::new());
        self.find(key).is_some_and(|known| {
            known.encodings().contains(&Encoding::Json) && known.schema().allows_type_of(&object)
        })
    }

    /// Whether the value of `key` is a list with separators between its items.
    pub(crate) fn has_separators(self, key: &str) -> bool {
        self.find(key).is_some_and(|known| {
            known.encodings().iter().any(|encoding| {
                matches!(encoding, Encoding::Csv | Encoding::CsvExact | Encoding::Semicolons)
            })
        })
    }

    /// The text for a value of `key`; JSON where nothing is known about it.
    pub fn encode(self, key: &str, value: &Json) -> Result<String, DesiredValueError> {
        match self.find(key) {
            Some(known) => encode(&known, key, value),
            None => Ok(value.to_string()),
        }
    }

    /// The value that is written as exactly this text, with its type where that is known.
    pub fn value_of(self, key: &str, text: &str) -> Json {
        let exact = || {
            let known = self.find(key)?;
            let value = known.decode(text).ok().filter(|value| known.encode(value) == text)?;
            let is_readable = match value {
                Json::Null => false,
                Json::Object(_) => self.takes_objects(key),
                _ => true,
            };
            is_readable.then_some(value)
        };
        exact().unwrap_or_else(|| Json::text(text))
    }

    /// The same; a boolean has its type however it is written.
    pub(crate) fn typed_value(self, key: &str, text: &str) -> Json {
        let flag =
            || self.find(key)?.decode(text).ok().filter(|value| matches!(value, Json::Bool(_)));
        let value = flag().unwrap_or_else(|| self.value_of(key, text));
        if is_portable(&value) { value } else { Json::text(text) }
    }

    /// The text of the list of `key` when the elements are in it, or are not; none if it may stay as
    /// it is. A list that is not set begins with its default.
    pub fn with_elements(
        self,
        key: &str,
        stored: Option<&str>,
        elements: Elements<'_>,
    ) -> Result<Option<String>, DesiredValueError> {
        let no_list = || DesiredValueError::NoList { key: key.to_owned() };
        let known = self.find(key);
        let decode = |text: &str| match &known {
            Some(known) => known.decode(text).ok().and_then(Json::into_list),
            None => Json::parse(text).ok().and_then(Json::into_list),
        };
        let default = || known.as_ref().and_then(Definition::default).cloned();
        let list = match stored {
            Some(text) => decode(text).ok_or_else(no_list)?,
            None => default().map_or(Some(Vec::new()), Json::into_list).ok_or_else(no_list)?,
        };
        // As the property would hold them: in a list between commas `5` is a text.
        let written = |elements: &[Json]| {
            let text = self.encode(key, &Json::List(elements.to_vec()))?;
            decode(&text).ok_or_else(no_list)
        };
        let mut changed = list.clone();
        match elements {
            Elements::Contains(elements) => {
                let mut present: HashSet<_> = list.iter().cloned().collect();
                let missing = written(elements)?.into_iter();
                changed.extend(missing.filter(|element| present.insert(element.clone())));
            }
            Elements::Lacks(elements) => {
                let unwanted: HashSet<_> = written(elements)?.into_iter().collect();
                changed.retain(|element| !unwanted.contains(element));
            }
        }
        if changed.len() == list.len() {
            return Ok(None);
        }
        self.encode(key, &Json::List(changed)).map(Some)
    }

    /// Whether `key` may be spoken of at all.
    pub fn check_name(self, key: &str) -> Result<(), DesiredValueError> {
        if is_internal(key) {
            Err(DesiredValueError::Internal { key: key.to_owned() })
        } else {
            Ok(())
        }
    }

    /// Whether two texts are the same value for the programs that read `key`.
    pub fn is_same(self, key: &str, one: &str, other: &str) -> bool {
        let decode = |text| self.find(key).and_then(|known| known.decode(text).ok());
        one == other || decode(one).is_some_and(|one| decode(other) == Some(one))
    }

    /// The text that would be stored for the default of `key`, if that is possible and valid.
    pub fn stored_default(self, key: &str) -> Option<String> {
        self.check_name(key).ok()?;
        let known = self.find(key).filter(|known| known.status().works())?;
        // A default of the server refers to other properties, which a stored value spells `$${name}`.
        let text = known.default_text()?.replace("${", "$${");
        let fits = !text.contains('<') && self.accept(key, &text) == Ok(Some(Vec::new()));
        fits.then_some(text)
    }
}

/// Whether a value is the same in every format: finite numbers, texts without half characters, no object that looks
/// like a reference.
fn is_portable(value: &Json) -> bool {
    match value {
        Json::Number(number) => number.as_float().is_finite(),
        Json::String(_) => value.as_text().is_some(),
        Json::List(items) => items.iter().all(is_portable),
        Json::Object(members) => members.iter().all(|(name, value)| {
            let is_plain =
                Json::String(name.clone()).as_text().is_some_and(|name| !name.starts_with('$'));
            is_plain && is_portable(value)
        }),
        Json::Null | Json::Bool(_) => true,
    }
}

/// A list must come out as the same list.
fn encode(known: &Definition, key: &str, value: &Json) -> Result<String, DesiredValueError> {
    let text = known.encode(value);
    if let Json::List(items) = value {
        let read = known.decode(&text).ok().and_then(Json::into_list);
        if read.is_some_and(|read| read.len() != items.len()) {
            return Err(DesiredValueError::Separator { key: key.to_owned() });
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text).unwrap()
    }

    #[test]
    fn values_are_written_in_the_way_of_the_property() {
        let schema = Schema::default();
        for (key, value, text) in [
            ("omero.web.debug", "true", "true"),
            ("omero.web.server_list", "[[\"é\", 4064]]", "[[\"\\u00e9\", 4064]]"),
            ("omero.client.icetransports", "[\"ssl\", \"wss\"]", "ssl,wss"),
            ("unknown", "{\"a\": [1]}", "{\"a\": [1]}"),
        ] {
            assert_eq!(schema.encode(key, &json(value)).unwrap(), text, "{key}");
        }
        let refused = schema.encode("omero.client.icetransports", &json("[\"a,b\"]"));
        assert!(matches!(refused, Err(DesiredValueError::Separator { .. })));
    }

    #[test]
    fn a_value_has_its_type_where_that_leads_back_to_the_text() {
        for (key, text, shown) in [
            ("omero.web.debug", "true", "true"),
            ("omero.web.debug", "True", "\"True\""),
            ("omero.web.server_list", "[[\"a\", 4064]]", "[[\"a\", 4064]]"),
            ("omero.web.server_list", "[[\"a\",4064]]", "\"[[\\\"a\\\",4064]]\""),
            ("omero.db.port", "5432", "5432"),
            ("unknown", "5432", "\"5432\""),
        ] {
            assert_eq!(Schema::default().value_of(key, text).to_string(), shown, "{key}");
        }
    }

    #[test]
    fn elements_come_and_go_once() {
        let schema = Schema::default();
        let contains = |key: &str, stored: Option<&str>, elements: &str| {
            let list = json(elements).into_list().unwrap();
            schema.with_elements(key, stored, Elements::Contains(&list)).unwrap()
        };
        let apps = "omero.web.apps";
        assert_eq!(contains(apps, None, "[\"x\"]").unwrap(), "[\"x\"]");
        assert_eq!(contains(apps, Some("[ \"x\"]"), "[\"x\"]"), None);
        let transports = "omero.client.icetransports";
        assert_eq!(contains(transports, None, "[\"wss\"]").unwrap(), "ssl,tcp,wss");
        let lacks = [json("\"ssl\"")];
        let lacks = |stored| schema.with_elements(transports, stored, Elements::Lacks(&lacks));
        assert_eq!(lacks(None).unwrap().unwrap(), "tcp");
        assert_eq!(lacks(Some("tcp,wss")).unwrap(), None);
        assert!(schema.with_elements("u", Some("{}"), Elements::Lacks(&[])).is_err());
    }
}
