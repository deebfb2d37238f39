//! Our judge of decoded values and the `jsonschema` crate must agree.

use jsonschema::Validator;
use omero_config::testing::python::Json;
use omero_config::testing::schema::Definition;
use omero_config::testing::schema::FORMATS;
use omero_config::testing::schema::Schema;
use serde_json::Value;

use super::all;
use super::none;

/// Why we say something else than the crate does.
#[derive(Debug, PartialEq, Eq)]
enum Reason {
    /// JSON Schema calls `1.0` an integer, but Python reads a float, which its users refuse.
    FloatIsNoInteger,
    /// A format of JSON Schema is about a text; ours can be about a list of words, too.
    FormatOfList,
}

fn reason(known: &Definition, value: &Value) -> Option<Reason> {
    if value.is_array() && known.schema().format.is_some() {
        return Some(Reason::FormatOfList);
    }
    let has_whole_float = |value: &Value| {
        value.as_f64().is_some_and(|number| value.is_f64() && number.fract() == 0.0)
    };
    any(value, &has_whole_float).then_some(Reason::FloatIsNoInteger)
}

fn any(value: &Value, test: &impl Fn(&Value) -> bool) -> bool {
    test(value)
        || match value {
            Value::Array(items) => items.iter().any(|item| any(item, test)),
            Value::Object(members) => members.values().any(|member| any(member, test)),
            _ => false,
        }
}

/// The crate's judge of a property, with our formats; an empty text passes each of them.
fn validator(known: &Definition) -> Validator {
    let schema: Value = serde_json::from_str(&known.document().to_string()).unwrap();
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let options = FORMATS.iter().fold(options, |options, &(name, check)| {
        options.with_format(name, move |text: &str| text.is_empty() || check(text).is_ok())
    });
    options.build(&schema).unwrap()
}

#[test]
fn the_crate_and_our_judge_agree_on_defaults_examples_and_mutations() {
    let mut complaints = Vec::new();
    let mut compared = 0;
    let mut with_reason = 0;
    for known in all() {
        let validator = validator(&known);
        for text in texts(&known) {
            let Some((value, ours)) = verdict(&known, &text) else { continue };
            let theirs = validator.is_valid(&value);
            compared += 1;
            match (ours == theirs, reason(&known, &value)) {
                (true, _) => {}
                (false, Some(_)) => with_reason += 1,
                (false, None) => {
                    complaints.push(format!("{}: {value}: we {ours}, they {theirs}", known.name()));
                }
            }
        }
    }
    none(&complaints);
    assert!(compared > 20_000 && with_reason < compared / 100, "{compared}, {with_reason}");
}

/// A decoded value and whether we take it; none where decoding decides.
fn verdict(known: &Definition, text: &str) -> Option<(Value, bool)> {
    if text.contains("$${") || (text.is_empty() && known.reaches_only_server()) {
        return None;
    }
    let value = known.decode(text).ok()?;
    // `NaN` and lone surrogates are none to the crate.
    let value = serde_json::from_str(&value.to_string()).ok()?;
    Some((value, Schema::default().violations(known, text).is_empty()))
}

/// Texts of the property, texts near them, and texts that fit something else.
fn texts(known: &Definition) -> Vec<String> {
    let mut seeds = known.examples();
    seeds.extend(known.default_text());
    seeds.extend(known.usual_values());
    let mut texts: Vec<String> = STRANGERS.iter().map(|&text| text.to_owned()).collect();
    for seed in &seeds {
        texts.extend(mutated_text(seed));
        if let Ok(value) = Json::parse(seed) {
            texts.extend(mutated_json(&value).iter().map(Json::to_string));
        }
    }
    texts.extend(seeds);
    texts
}

const STRANGERS: [&str; 30] = [
    "",
    " ",
    "0",
    "1",
    "-1",
    "1.0",
    "0.5",
    "1e400",
    "65535",
    "65536",
    "2147483648",
    "true",
    "True",
    "false",
    "null",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "[1, 1]",
    "[\"a\", \"a\"]",
    "{\"default\": {}}",
    "{\"a\": null}",
    "\"\"",
    "\"text\"",
    "a",
    "a,b",
    "a;b",
    "a b",
    "ä\n",
];

fn mutated_text(text: &str) -> Vec<String> {
    let mut mutated = vec![
        text.to_uppercase(),
        text.to_lowercase(),
        format!("{text} "),
        format!(" {text}"),
        format!("{text}x"),
        format!("{text},{text}"),
        format!("{text};{text}"),
        format!("-{text}"),
    ];
    for (at, _) in text.char_indices().take(40) {
        let (before, rest) = text.split_at(at);
        let mut rest = rest.chars();
        rest.next();
        mutated.push(format!("{before}{}", rest.as_str()));
    }
    mutated
}

/// The value with one part of it missing, doubled or replaced.
fn mutated_json(value: &Json) -> Vec<Json> {
    let mut mutated: Vec<_> = STRANGERS.iter().filter_map(|text| Json::parse(text).ok()).collect();
    match value {
        Json::List(items) => {
            for at in 0..items.len() {
                let mut shorter = items.clone();
                let item = shorter.remove(at);
                let mut longer = items.clone();
                longer.insert(at, item.clone());
                mutated.extend([Json::List(shorter), Json::List(longer)]);
                for other in mutated_json(&item) {
                    let mut changed = items.clone();
                    changed[at] = other;
                    mutated.push(Json::List(changed));
                }
            }
        }
        Json::Object(members) => {
            for at in 0..members.len() {
                let mut fewer = members.clone();
                let (name, item) = fewer.remove(at);
                mutated.push(Json::Object(fewer.clone()));
                fewer.push((format!("{name}x").into(), item.clone()));
                mutated.push(Json::Object(fewer));
                for other in mutated_json(&item) {
                    let mut changed = members.clone();
                    changed[at].1 = other;
                    mutated.push(Json::Object(changed));
                }
            }
        }
        _ => {}
    }
    mutated
}
