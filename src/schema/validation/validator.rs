//! Whether a decoded value is what the schema of a property asks for.
//!
//! The keywords are those that the files in `schema/` use, with the meaning of JSON Schema 2020-12. The
//! `jsonschema` crate knows them all, but needs 1.3 ms before its first answer and makes the program
//! four times as large; a test compares the two on every property.

use std::collections::HashSet;

use crate::python::Json;
use crate::schema::syntax::FORMATS;
use crate::schema::validation::expected;

/// Something in a value that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the value: `item 2`, `port`; empty for the value itself.
    pub place: Vec<String>,
    /// What was expected and found.
    pub problem: String,
}

/// Everything in `value` that `schema` does not allow.
pub(crate) fn violations(schema: &Json, value: &Json) -> Vec<Violation> {
    let mut validator = Validator { violations: Vec::new(), place: Vec::new() };
    validator.value(schema, value);
    validator.violations
}

struct Validator {
    violations: Vec<Violation>,
    place: Vec<String>,
}

impl Validator {
    fn value(&mut self, schema: &Json, value: &Json) {
        let violations_before = self.violations.len();
        if !is_of_type(schema, value)
            || !is_allowed_word(schema, value)
            || !is_in_range(schema, value)
        {
            let expected = expected::expected(schema);
            return self
                .violation(format!("expected {expected}, found {}", expected::found(value)));
        }
        match value {
            Json::String(_) => self.text(schema, &value.as_text().unwrap_or_default()),
            Json::List(items) => self.items(schema, items),
            Json::Object(members) => self.members(schema, members),
            _ => {}
        }
        let choices = schema.member("anyOf").and_then(Json::as_list);
        if let Some(choices) = choices.filter(|_| self.violations.len() == violations_before) {
            self.any_of(schema, choices, value);
        }
    }

    fn any_of(&mut self, schema: &Json, choices: &[Json], value: &Json) {
        let all: Vec<_> = choices.iter().map(|choice| violations(choice, value)).collect();
        if all.iter().any(Vec::is_empty) {
            return;
        }
        // A choice of the right type tells more than the list of all choices; the files put the one
        // that is empty or simple in front.
        let mut same_type = choices.iter().zip(all).filter(|(choice, _)| is_of_type(choice, value));
        match same_type.next_back() {
            Some((_, found)) => {
                for Violation { place, problem } in found {
                    let place = self.place.iter().cloned().chain(place).collect();
                    self.violations.push(Violation { place, problem });
                }
            }
            None => {
                let expected = expected::expected(schema);
                self.violation(format!("expected {expected}, found {}", expected::found(value)));
            }
        }
    }

    fn text(&mut self, schema: &Json, text: &str) {
        let length = text.chars().count();
        if count(schema, "minLength").is_some_and(|fewest| length < fewest) {
            let expected = expected::expected(schema);
            return self.violation(format!("expected {expected}, found an empty text"));
        }
        // An empty text passes every format.
        let format = schema.member("format").and_then(Json::as_text).filter(|_| !text.is_empty());
        let check = FORMATS.iter().find(|(name, _)| Some(*name) == format.as_deref());
        if let Some(Err(error)) = check.map(|(_, check)| check(text)) {
            return self.violation(error.to_string());
        }
        let pattern = schema.member("pattern").and_then(Json::as_text);
        if pattern.is_some_and(|pattern| !expected::matches(&pattern, text)) {
            let expected = expected::expected(schema);
            self.violation(format!(
                "expected {expected}, found {}",
                expected::found(&Json::text(text))
            ));
        }
    }

    fn items(&mut self, schema: &Json, items: &[Json]) {
        let known = schema.member("prefixItems").and_then(Json::as_list).unwrap_or_default();
        if let Some(fewest) = count(schema, "minItems").filter(|&fewest| items.len() < fewest) {
            return self.too_few(known, fewest, items.len());
        }
        if let Some(most) = count(schema, "maxItems").filter(|&most| items.len() > most) {
            return self.violation(format!(
                "expected at most {}, found {}",
                items_of(most),
                items.len()
            ));
        }
        for (at, item) in items.iter().enumerate() {
            let place = |schema: &Json| schema.member("title").and_then(Json::as_text);
            let Some(schema) = known.get(at).or(schema.member("items")) else { continue };
            let place = place(schema).filter(|_| at < known.len());
            self.inside(place.unwrap_or_else(|| format!("item {}", at + 1)), schema, item);
        }
        if matches!(schema.member("uniqueItems"), Some(Json::Bool(true))) {
            self.repeats(items);
        }
    }

    fn too_few(&mut self, known: &[Json], fewest: usize, found: usize) {
        let title =
            known.get(found).and_then(|schema| schema.member("title")).and_then(Json::as_text);
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
                let problem = format!("{} stands more than once", expected::found(item));
                return self.violations.push(Violation { place, problem });
            }
        }
    }

    fn members(&mut self, schema: &Json, members: &[(Box<str>, Json)]) {
        let has = |name: &str| members.iter().any(|(known, _)| **known == *name);
        let required = schema.member("required").and_then(Json::as_list).unwrap_or_default();
        for name in required.iter().filter_map(Json::as_text).filter(|name| !has(name)) {
            self.violation(format!("the member `{name}` is missing"));
        }
        if count(schema, "maxProperties").is_some_and(|most| members.len() > most) {
            let expected = expected::expected(schema);
            self.violation(format!("expected {expected}, found {} members", members.len()));
        }
        for (name, value) in members {
            let known = schema.member("properties").and_then(|known| known.member(name));
            match known.or(schema.member("additionalProperties")) {
                Some(Json::Bool(false)) => self.violation(format!("`{name}` is no known member")),
                Some(schema @ Json::Object(_)) => self.inside(format!("`{name}`"), schema, value),
                _ => {}
            }
        }
    }

    fn inside(&mut self, place: String, schema: &Json, value: &Json) {
        self.place.push(place);
        self.value(schema, value);
        self.place.pop();
    }

    fn violation(&mut self, problem: String) {
        self.violations.push(Violation { place: self.place.clone(), problem });
    }
}

/// Whether the value has a type that the schema names; an integer is a number as well.
pub(crate) fn is_of_type(schema: &Json, value: &Json) -> bool {
    let types = match schema.member("type") {
        None => return true,
        Some(Json::List(types)) => types.iter().filter_map(Json::as_text).collect(),
        Some(one) => one.as_text().into_iter().collect::<Vec<_>>(),
    };
    types.iter().any(|name| match (name.as_str(), value) {
        ("integer", Json::Number(number)) => number.is_integer(),
        ("string", Json::String(_))
        | ("number", Json::Number(_))
        | ("boolean", Json::Bool(_))
        | ("array", Json::List(_))
        | ("object", Json::Object(_))
        | ("null", Json::Null) => true,
        _ => false,
    })
}

fn is_allowed_word(schema: &Json, value: &Json) -> bool {
    let Some(words) = schema.member("enum").and_then(Json::as_list) else { return true };
    let ignores_case = matches!(schema.member("x-omero-ignore-case"), Some(Json::Bool(true)));
    let folded = |value: &Json| value.as_text().map(|text| text.to_lowercase());
    words.iter().any(|word| word == value || (ignores_case && folded(word) == folded(value)))
}

fn is_in_range(schema: &Json, value: &Json) -> bool {
    let Json::Number(number) = value else { return true };
    let bound = |name: &str| match schema.member(name) {
        Some(Json::Number(bound)) => Some(bound.as_float()),
        _ => None,
    };
    let number = number.as_float();
    bound("minimum").is_none_or(|least| number >= least)
        && bound("maximum").is_none_or(|most| number <= most)
}

fn count(schema: &Json, name: &str) -> Option<usize> {
    match schema.member(name) {
        Some(Json::Number(number)) => number.to_string().parse().ok(),
        _ => None,
    }
}

fn items_of(number: usize) -> String {
    if number == 1 { "one item".to_owned() } else { format!("{number} items") }
}
