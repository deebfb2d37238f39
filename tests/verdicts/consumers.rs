//! What the programs that read values say of them, compared with what we say.
//!
//! `consumers.py` asks Django, corsheaders and gunicorn and writes `consumers.jsonl`, which is checked in.

use std::fmt::Write;

use omero_config::testing::schema::Schema;
use serde_json::Value;

/// Values on which we disagree, and why.
const DISAGREEMENTS: [(&str, &str, &str); 1] = [(
    "omero.web.session_cookie_age",
    "251000000000",
    "works for some decades, until its end is after the year 9999",
)];

#[test]
fn the_programs_that_read_values_and_we_agree() {
    let mut complaints = String::new();
    for case in cases() {
        let (by, key, text) = (word(&case, 0), word(&case, 1), word(&case, 2));
        let works = case[3].as_bool().unwrap();
        let ours = Schema::default().accept(key, text).is_ok();
        let listed = DISAGREEMENTS.iter().any(|(known, value, _)| (*known, *value) == (key, text));
        if (ours != works) != listed {
            writeln!(complaints, "{by}: {key} {text:?} {works}, we {ours}").unwrap();
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

fn cases() -> Vec<Value> {
    let files = [include_str!("consumers.jsonl")];
    let lines = files.iter().flat_map(|file| file.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn word(case: &Value, at: usize) -> &str {
    case[at].as_str().unwrap()
}
