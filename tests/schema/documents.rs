//! The files are JSON Schema, and so is the bundle.

use std::fs;
use std::path::PathBuf;

use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Release;
use omero_config::testing::schema::Schema;
use serde_json::Value;

use super::all;

fn files() -> Vec<(PathBuf, Value)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/schema");
    let paths = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.to_string_lossy().ends_with(".schema.json"));
    let read = |path: &PathBuf| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    files.map(|path| (path.clone(), read(&path))).collect()
}

#[test]
fn every_file_follows_the_meta_schema() {
    let files = files();
    assert_eq!(files.len(), 6);
    for (path, document) in files {
        if let Err(error) = jsonschema::meta::validate(&document) {
            panic!("{}: {error} at {}", path.display(), error.instance_path());
        }
    }
}

#[test]
fn every_file_is_sorted_by_key() {
    for (path, document) in files() {
        let keys: Vec<_> = document["properties"].as_object().unwrap().keys().collect();
        assert!(keys.is_sorted(), "{}", path.display());
    }
}

#[test]
fn every_release_has_a_bundle_that_follows_the_meta_schema() {
    for target in [Release::OLDEST, Release::NEWEST] {
        let bundle: Value =
            serde_json::from_str(&Schema::new(target).bundle().to_string()).unwrap();
        if let Err(error) = jsonschema::meta::validate(&bundle) {
            panic!("{target}: {error} at {}", error.instance_path());
        }
        assert!(bundle["properties"].as_object().unwrap().len() > 300);
    }
}

#[test]
fn an_editor_takes_every_default_and_every_example() {
    let bundle: Value = serde_json::from_str(&Schema::default().bundle().to_string()).unwrap();
    let validator = jsonschema::validator_for(&bundle).unwrap();
    // `apply` refuses what OMERO writes itself, and so does the schema.
    let is_internal = |name: &str| name.starts_with("omero.config.");
    for known in all().filter(|known| !known.is_family() && !is_internal(known.name())) {
        let examples = known.document().member("examples").cloned();
        let examples = examples.and_then(|list| list.as_list().map(<[_]>::to_vec));
        for value in known.default().cloned().into_iter().chain(examples.unwrap_or_default()) {
            let document = format!("{{\"{}\": {value}}}", known.name());
            let document: Value = serde_json::from_str(&document).unwrap();
            assert!(validator.is_valid(&document), "{document}");
        }
    }
}

#[test]
fn the_bundle_of_a_release_has_what_that_release_has() {
    let has = |target: Release, key: &str| {
        Schema::new(target).bundle().member("properties").unwrap().member(key).is_some()
    };
    assert!(
        !has(Release::OLDEST, "omero.web.open_with") && has(Release::NEWEST, "omero.web.open_with")
    );
    let is_deprecated = |target: Release| {
        let known: Definition = Schema::new(target).find("omero.web.email_host").unwrap();
        known.document().member("deprecated").is_some()
    };
    assert!(!is_deprecated(Release::OLDEST) && is_deprecated(Release::NEWEST));
}
