//! Whether a decoded value is what the schema of a property asks for.
//!
//! The keywords are those that the files in `schema/` use, with the meaning of JSON Schema 2020-12. The
//! `jsonschema` crate supports them all, but needs 1.3 ms before its first answer and makes the program
//! four times as large; a test compares the two on every property.

use std::collections::HashSet;
use std::fmt;

use crate::python::Json;
use crate::schema::definition::ValueSchema;
use crate::schema::syntax::Check;
use crate::schema::syntax::FORMATS;
use crate::schema::validation::expected;

/// Something in a value that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the value: `item 2`, `port`; empty for the value itself.
    pub place: Vec<String>,
    pub problem: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(out, "{}: ", self.place.join(", "))?;
        }
        out.write_str(&self.problem)
    }
}

/// Everything in `value` that `schema` does not allow.
pub(crate) fn violations(schema: &ValueSchema, value: &Json) -> Vec<Violation> {
    let mut validator = Validator { violations: Vec::new(), place: Vec::new() };
    validator.value(schema, value);
    validator.violations
}

struct Validator {
    violations: Vec<Violation>,
    place: Vec<String>,
}

impl Validator {
    fn value(&mut self, schema: &ValueSchema, value: &Json) {
        let violations_before = self.violations.len();
        if !schema.allows_type_of(value)
            || !is_allowed_word(schema, value)
            || !is_in_range(schema, value)
        {
            return self.unexpected(schema, value);
        }
        match value {
            Json::String(_) => self.text(schema, value),
            Json::List(items) => self.items(schema, items),
            Json::Object(members) => self.members(schema, members),
            _ => {}
        }
        if !schema.any_of.is_empty() && self.violations.len() == violations_before {
            self.any_of(schema, value);
        }
        if let Some(consequence) = consequence(schema, value) {
            self.value(consequence, value);
        }
    }

    fn any_of(&mut self, schema: &ValueSchema, value: &Json) {
        let choices = &schema.any_of;
        let all: Vec<_> = choices.iter().map(|choice| violations(choice, value)).collect();
        if all.iter().any(Vec::is_empty) {
            return;
        }
        // A choice of the right type is more helpful than the list of all choices; the files put the one
        // that is empty or simple in front.
        let mut same_type =
            choices.iter().zip(all).filter(|(choice, _)| choice.allows_type_of(value));
        match same_type.next_back() {
            Some((_, found)) => {
                for Violation { place, problem } in found {
                    let place = self.place.iter().cloned().chain(place).collect();
                    self.violations.push(Violation { place, problem });
                }
            }
            None => self.unexpected(schema, value),
        }
    }

    fn text(&mut self, schema: &ValueSchema, value: &Json) {
        let text = value.as_text().unwrap_or_default();
        let length = text.chars().count();
        if schema.min_length.is_some_and(|fewest| length < fewest) {
            let expected = expected::expected(schema);
            return self.violation(format!("expected {expected}, found an empty text"));
        }
        // An empty text passes every format.
        let format = schema.format.as_deref().filter(|_| !text.is_empty());
        if let Some(Err(error)) = format.and_then(check).map(|check| check(&text)) {
            return self.violation(error.to_string());
        }
        if schema.pattern.as_ref().is_some_and(|pattern| !expected::matches(pattern, &text)) {
            self.unexpected(schema, value);
        }
    }

    fn items(&mut self, schema: &ValueSchema, items: &[Json]) {
        // A list of words is one text for the program that reads it.
        if let Some(check) = schema.format.as_deref().and_then(check) {
            let words: Vec<_> = items.iter().filter_map(Json::as_text).collect();
            if let Err(error) = check(&words.join(" ")) {
                return self.violation(error.to_string());
            }
        }
        let known = &schema.prefix_items;
        if let Some(fewest) = schema.min_items.filter(|&fewest| items.len() < fewest) {
            return self.too_few(known, fewest, items.len());
        }
        if let Some(most) = schema.max_items.filter(|&most| items.len() > most) {
            return self.violation(format!(
                "expected at most {}, found {}",
                items_of(most),
                items.len()
            ));
        }
        for (at, item) in items.iter().enumerate() {
            let Some(schema) = known.get(at).or(schema.items.as_deref()) else { continue };
            let title = schema.title.clone().filter(|_| at < known.len());
            self.inside(title.unwrap_or_else(|| format!("item {}", at + 1)), schema, item);
        }
        if schema.unique_items {
            self.repeats(items);
        }
        let is_needed =
            |needed: &&ValueSchema| !items.iter().any(|item| violations(needed, item).is_empty());
        if let Some(needed) = schema.contains.as_deref().filter(is_needed) {
            self.violation(format!("expected an item that is {}", expected::expected(needed)));
        }
    }

    fn too_few(&mut self, known: &[ValueSchema], fewest: usize, found: usize) {
        let title = known.get(found).and_then(|schema| schema.title.as_ref());
        self.violation(match title {
            Some(title) => format!("the {title} is missing"),
            None => format!("expected at least {}, found {found}", items_of(fewest)),
        });
    }

    fn repeats(&mut self, items: &[Json]) {
        let mut before = HashSet::new();
        for (at, item) in items.iter().enumerate() {
            if !before.insert(item.to_string()) {
                let place =
                    self.place.iter().cloned().chain([format!("item {}", at + 1)]).collect();
                let problem = format!("{} is listed more than once", expected::found(item));
                self.violations.push(Violation { place, problem });
            }
        }
    }

    fn members(&mut self, schema: &ValueSchema, members: &[(Box<str>, Json)]) {
        let has = |name: &str| members.iter().any(|(known, _)| **known == *name);
        for name in schema.required.iter().filter(|name| !has(name)) {
            self.violation(format!("the member `{name}` is missing"));
        }
        if schema.max_properties.is_some_and(|most| members.len() > most) {
            let expected = expected::expected(schema);
            self.violation(format!("expected {expected}, found {} members", members.len()));
        }
        for (name, value) in members {
            let known = schema.properties.as_ref().and_then(|known| known.get(name));
            if let Some(schema) = known.or(schema.additional_properties.as_deref()) {
                self.inside(format!("`{name}`"), schema, value);
            }
        }
    }

    fn inside(&mut self, place: String, schema: &ValueSchema, value: &Json) {
        self.place.push(place);
        self.value(schema, value);
        self.place.pop();
    }

    fn unexpected(&mut self, schema: &ValueSchema, value: &Json) {
        let expected = expected::expected(schema);
        self.violation(format!("expected {expected}, found {}", expected::found(value)));
    }

    fn violation(&mut self, problem: String) {
        self.violations.push(Violation { place: self.place.clone(), problem });
    }
}

fn check(format: &str) -> Option<Check> {
    FORMATS.iter().find(|(name, _)| *name == format).map(|(_, check)| *check)
}

/// What else a value must be, depending on what it is.
pub(crate) fn consequence<'a>(schema: &'a ValueSchema, value: &Json) -> Option<&'a ValueSchema> {
    let holds = violations(schema.condition.as_deref()?, value).is_empty();
    if holds { schema.then.as_deref() } else { schema.otherwise.as_deref() }
}

fn is_allowed_word(schema: &ValueSchema, value: &Json) -> bool {
    let Some(words) = &schema.words else { return true };
    let folded = |value: &Json| value.as_text().map(|text| text.to_lowercase());
    words.iter().any(|word| word == value || (schema.ignore_case && folded(word) == folded(value)))
}

fn is_in_range(schema: &ValueSchema, value: &Json) -> bool {
    let Json::Number(number) = value else { return true };
    let number = number.as_float();
    schema.minimum.as_ref().is_none_or(|least| number >= least.as_float())
        && schema.maximum.as_ref().is_none_or(|most| number <= most.as_float())
}

fn items_of(number: usize) -> String {
    if number == 1 { "one item".to_owned() } else { format!("{number} items") }
}
