//! The settings of apps for OMERO.web, compared with what the schema says of them.
//!
//! `web_apps.py` reads the wheels from PyPI and writes `web_apps.jsonl`, which is checked in.

use std::fmt::Write;

use omero_config::testing::python::Json;
use omero_config::testing::schema::Schema;

/// What only a running OMERO.web can say.
const UNKNOWN: &str = "?";

#[test]
fn every_app_has_the_settings_that_the_schema_says() {
    let mut complaints = String::new();
    for line in include_str!("web_apps.jsonl").lines() {
        let (package, key, default): (String, String, String) = serde_json::from_str(line).unwrap();
        let schema = Schema::default();
        let Some(known) = schema.find(&key).filter(|known| !known.is_family()) else {
            writeln!(complaints, "{package}: {key} is missing").unwrap();
            continue;
        };
        let own = known.other_defaults().into_iter();
        let own = own.filter(|(reader, _)| package.replace('_', "-").starts_with(reader.as_str()));
        let ours = own.map(|(_, text)| text).next().unwrap_or_else(|| known.default_text());
        let is_same = match &ours {
            Some(_) if default == "False" => known.default() == Some(&Json::Bool(false)),
            Some(ours) => known.decode(ours) == known.decode(&default),
            None => default.is_empty() || default == r#""""#,
        };
        if default != UNKNOWN && !is_same {
            writeln!(complaints, "{package}: {key} {default:?}, we {ours:?}").unwrap();
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}
