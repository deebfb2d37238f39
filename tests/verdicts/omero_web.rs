//! The settings of releases of omero-web, compared with what the schema says of them.
//!
//! `omero_web.py` reads the wheels from PyPI and writes `omero_web.jsonl`, which is checked in.

use std::collections::BTreeMap;
use std::fmt::Write;

use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Schema;
use omero_config::testing::schema::Status;
use serde_json::Value;

/// What only a running OMERO.web can say.
const UNKNOWN: &str = "?";

/// Properties by name, with their defaults as text.
type Settings = BTreeMap<String, String>;

#[test]
fn every_release_of_omero_web_has_the_settings_that_the_schema_says() {
    let mut complaints = String::new();
    for (release, settings) in releases() {
        let schema = Schema::default().with_web(release.parse().unwrap());
        // Without effect, but there: Django or the pipeline no longer reads it.
        let is_there = |known: &Definition| schema.has(known) || known.status() == Status::Inert;
        let ours = schema.all().filter(|known| is_setting(known) && is_there(known));
        let ours: BTreeMap<_, _> = ours.map(|known| (known.name().to_owned(), known)).collect();
        for (key, default) in &settings {
            match ours.get(key) {
                Some(known) if default == UNKNOWN || is_same(known, default) => {}
                Some(known) => {
                    let ours = known.default_text();
                    writeln!(complaints, "{release} {key}: {default:?}, we {ours:?}").unwrap();
                }
                None if schema.find(key).is_some_and(|known| !is_setting(&known)) => {}
                None => writeln!(complaints, "{release} {key} is missing").unwrap(),
            }
        }
        for key in ours.keys().filter(|key| !settings.contains_key(*key)) {
            writeln!(complaints, "{release} does not have {key}").unwrap();
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

fn is_setting(known: &Definition) -> bool {
    known.is_web_setting()
}

fn is_same(known: &Definition, default: &str) -> bool {
    match known.default_text() {
        Some(ours) => known.decode(&ours) == known.decode(default),
        None => default.is_empty(),
    }
}

/// The releases with all their settings; a line of the file is a difference from the release before.
fn releases() -> Vec<(String, Settings)> {
    let mut settings = Settings::new();
    let mut all: Vec<(String, Settings)> = Vec::new();
    for line in include_str!("omero_web.jsonl").lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let release = line[0].as_str().unwrap();
        match (line[1].as_str(), line[2].as_str()) {
            (Some(key), Some(default)) => drop(settings.insert(key.to_owned(), default.to_owned())),
            (Some(key), None) => drop(settings.remove(key)),
            (None, _) => {}
        }
        match all.last_mut().filter(|(last, _)| last == release) {
            Some((_, last)) => last.clone_from(&settings),
            None => all.push((release.to_owned(), settings.clone())),
        }
    }
    all
}
