//! What `--json` prints is what `docs/json/` says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::json;

use crate::support::Installation;

/// Command lines of `config`, the schema of their answer, and which of its definitions they follow.
const ANSWERS: &[(&str, &str, Option<&str>)] = &[
    ("get --json", "get", Some("byKey")),
    ("get --json --all --show-password", "get", Some("byKey")),
    ("get --json --all --origin", "get", Some("byKeyWithOrigin")),
    ("get --json omero.web.server_list", "get", Some("one")),
    ("get --json --origin omero.db.port", "get", Some("oneWithOrigin")),
    ("get --json --origin nosuch", "get", Some("oneWithOrigin")),
    ("describe --json omero.db.port", "describe", Some("one")),
    ("describe --json omero.ldap.urls nosuch omero.web.databases", "describe", Some("byKey")),
    ("search --json o", "search", None),
    ("search --json zebra", "search", None),
    ("diff --json other default", "changes", None),
    ("diff --json default default", "changes", None),
    ("apply --json --check site.yaml", "changes", None),
    ("check --json", "check", None),
    ("check --json site.yaml broken.yaml", "check", None),
    ("doctor --json", "doctor", None),
    ("log --json", "log", None),
    ("log --json own.key", "log", None),
    ("blame --json", "blame", None),
    ("blame --json nosuch own.key", "blame", None),
];

fn installation() -> Installation {
    let omero = Installation::empty();
    for line in [
        "config set --profile other A 'é \"two\" lines'",
        "config set --profile other omero.db.pass secret",
        "config set omero.db.pass hidden",
        "config set omero.db.port 5433",
        "config set own.key 1",
        "config set omero.search.cron ''",
        "config set omero.web.public.server_id 2",
    ] {
        omero.prepare(line);
    }
    omero.file("broken.yaml", "omero.db.port: [\n");
    omero.file("site.yaml", "omero.db.port: 5434\nown.key: null\nomero.web.debug: true\n");
    omero
}

fn directory() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json"))
}

fn schema(name: &str) -> Value {
    let path = directory().join(format!("{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The schema without room for members that it does not name, so that none is left undescribed.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(closed);
            let is_object = members.get("type").is_some_and(|kind| kind == "object");
            if is_object && !members.contains_key("additionalProperties") {
                members.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(closed),
        _ => {}
    }
}

/// The schema that is one of the definitions of another.
fn definition(mut schema: Value, name: &str) -> Value {
    let members = schema.as_object_mut().unwrap();
    members.remove("anyOf");
    members.insert("$ref".to_owned(), json!(format!("#/$defs/{name}")));
    schema
}

#[test]
fn every_answer_follows_its_schema() {
    let omero = installation();
    for (line, name, form) in ANSWERS {
        let transcript = omero.run(&format!("config {line}"));
        let answer: Value = serde_json::from_str(transcript.stdout())
            .unwrap_or_else(|error| panic!("{line}: {error}\n{transcript}"));
        let open = schema(name);
        assert!(jsonschema::validator_for(&open).unwrap().is_valid(&answer), "{line}");
        let mut strict = form.map_or(open.clone(), |form| definition(open, form));
        closed(&mut strict);
        let validator = jsonschema::validator_for(&strict).unwrap();
        if let Err(error) = validator.validate(&answer) {
            panic!("{line}: {error} at `{}`\n{transcript}", error.instance_path());
        }
    }
}

#[test]
fn what_is_missing_or_of_another_type_does_not_follow_them() {
    for (name, wrong) in [
        ("get", None),
        ("describe", Some(json!({"type": "integer"}))),
        ("describe", Some(json!({"a": {"type": "integer"}}))),
        ("search", Some(json!([{"key": "a"}]))),
        ("changes", Some(json!({"changed": "yes", "changes": []}))),
        ("changes", Some(json!({"changed": false}))),
        ("check", Some(json!([{"severity": "error"}]))),
        ("doctor", Some(json!([{"severity": "bad"}]))),
        ("log", Some(json!([{"number": 1}]))),
        ("blame", Some(json!([{"key": "a"}]))),
    ] {
        let schema = schema(name);
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(wrong.is_none_or(|wrong| !validator.is_valid(&wrong)), "{name}");
    }
    let values = definition(schema("get"), "byKeyWithOrigin");
    let validator = jsonschema::validator_for(&values).unwrap();
    assert!(!validator.is_valid(&json!({"a": {"value": 1, "origin": "here"}})));
}

#[test]
fn every_verb_with_json_has_a_schema_and_every_schema_a_verb() {
    let command = omero_config::command();
    let config = command.find_subcommand("config").unwrap();
    let verbs: BTreeSet<_> = config
        .get_subcommands()
        .filter(|verb| verb.get_arguments().any(|option| option.get_long() == Some("json")))
        .map(clap::Command::get_name)
        .collect();
    let tried: BTreeSet<_> =
        ANSWERS.iter().filter_map(|(line, ..)| line.split(' ').next()).collect();
    assert_eq!(verbs, tried);
    let files: BTreeSet<_> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let named = ANSWERS.iter().map(|(_, name, _)| format!("{name}.schema.json")).collect();
    assert_eq!(files, named);
    let page = fs::read_to_string(directory().with_extension("md")).unwrap();
    for name in verbs.iter().map(|verb| format!("`{verb}`")).chain(files) {
        assert!(page.contains(&name), "docs/json.md does not name {name}");
    }
}

#[test]
fn values_pass_through_exactly() {
    let omero = Installation::empty();
    for (value, shown) in [
        ("[123456789012345678901234567890]", "[123456789012345678901234567890]"),
        ("[1.10, 1e5]", "[1.1, 100000.0]"),
        ("[NaN]", "[\"NaN\"]"),
        (r#"["\ud800"]"#, r#"["\ud800"]"#),
        ("[\"\u{e9}\"]", "[\"\u{e9}\"]"),
    ] {
        omero.prepare(&format!("config set --force omero.web.apps '{value}'"));
        assert_eq!(omero.answer("config get --json omero.web.apps"), shown);
    }
}
