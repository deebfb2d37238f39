//! Command lines that the descriptions of apps for OMERO.web show: each of them is accepted.
//!
//! `fixtures/app_readmes.py` took them from PyPI.

use std::fmt::Write;

use crate::support::Installation;
use crate::support::Typed;

/// What does not work: the program that reads the value refuses it.
const WRONG: [(&str, &str); 1] = [(
    "omero.web.gallery.study_short_name",
    "a comma too many: Python's JSON refuses it, and OMERO.web does not start",
)];

#[test]
fn what_the_description_of_an_app_shows_is_accepted() {
    let mut complaints = String::new();
    let lines: Vec<_> = include_str!("fixtures/app_readmes.jsonl").lines().collect();
    assert!(lines.len() > 80);
    for line in lines {
        let (package, words): (String, Vec<String>) = serde_json::from_str(line).unwrap();
        let omero = Installation::empty();
        let typed = words.iter().fold(omero.program(), Typed::arg);
        let transcript = typed.run();
        let is_wrong = words.get(2).is_some_and(|key| WRONG.iter().any(|(wrong, _)| wrong == key));
        if transcript.succeeded() == is_wrong {
            writeln!(complaints, "{package} {words:?}: {transcript}").unwrap();
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn names_that_apps_describe_are_known() {
    let mut unknown = Vec::new();
    for line in include_str!("fixtures/app_readmes.jsonl").lines() {
        let (_, words): (String, Vec<String>) = serde_json::from_str(line).unwrap();
        let Some(key) = words.get(2) else { continue };
        let omero = Installation::empty();
        if !omero.run(&format!("config describe {key}")).succeeded() {
            unknown.push(key.clone());
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}
