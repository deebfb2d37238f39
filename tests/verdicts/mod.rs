//! What Python itself says of thousands of texts, compared with what we say.
//!
//! `verdicts/generate.py` asks Python and writes `verdicts/python.jsonl`, which is checked in. For a
//! longer comparison let it write random cases to another file and name that in `VERDICTS`.

mod consumers;
mod expat;
mod omero_web;
mod web_apps;

use serde_json::Value;

use omero_config::testing::python::Json;
use omero_config::testing::python::SyntaxError;
use omero_config::testing::python::int;
use omero_config::testing::python::regex;
use omero_config::testing::python::search;

/// Texts on which we disagree with Python, and why.
const DISAGREEMENTS: [(&str, &str); 6] = [
    (r"\N{NO SUCH NAME}", NOT_LOOKED_UP),
    (r"[\N{NO SUCH NAME}]", NOT_LOOKED_UP),
    (r"\N{KEYCAP DIGIT ONE}", "a name of several characters; names are not looked up"),
    (r"\N{1}", NOT_LOOKED_UP),
    (r"[\N{DIGIT ONE}-0]", NOT_COMPARED),
    (r"[\N{DIGIT NINE}-\N{DIGIT ZERO}]", NOT_COMPARED),
];

const NOT_LOOKED_UP: &str = "no character has this name; names are not looked up";
const NOT_COMPARED: &str = "the range runs backwards; names are not looked up";

#[test]
fn python_and_we_agree() {
    let found: Vec<String> = cases().iter().filter_map(disagreement).collect();
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_disagreement_that_is_listed_is_one() {
    for (text, _) in DISAGREEMENTS {
        let case = cases().into_iter().find(|case| case[1] == text).unwrap();
        assert!(compared(&case).is_err(), "{text}");
    }
}

fn cases() -> Vec<Value> {
    let path = std::env::var("VERDICTS")
        .unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verdicts/python.jsonl").into());
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// One line about a case on which we disagree and that is not listed.
fn disagreement(case: &Value) -> Option<String> {
    let listed = DISAGREEMENTS.iter().any(|(text, _)| case[1] == *text);
    compared(case).err().filter(|_| !listed).map(|ours| format!("{case}, but we say {ours}"))
}

fn compared(case: &Value) -> Result<(), String> {
    let text = case[1].as_str().unwrap();
    match case[0].as_str() {
        Some("re") => compare_check(&case[2], &regex::check(text)),
        Some("json") => compare_check(&case[2], &Json::parse(text).map(|_| ())),
        Some("int") => {
            let ours = int::read(text).ok().map(|number| number.to_string());
            if ours.as_deref() == case[2].as_str() { Ok(()) } else { Err(format!("{ours:?}")) }
        }
        _ => {
            let ours = search::search(text, case[2].as_str().unwrap());
            if ours.as_ref().ok() == case[3].as_bool().as_ref() {
                Ok(())
            } else {
                Err(format!("{ours:?}"))
            }
        }
    }
}

/// Python's verdict is `true`, the place of a mistake, or null for a mistake without a place.
fn compare_check(python: &Value, ours: &Result<(), SyntaxError>) -> Result<(), String> {
    let agreed = match ours {
        Ok(()) => *python == true,
        Err(error) => python.is_null() || python.as_u64() == Some(error.position as u64),
    };
    if agreed { Ok(()) } else { Err(format!("{ours:?}")) }
}
