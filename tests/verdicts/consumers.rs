//! What the programs that read values say of them, compared with what we say.
//!
//! `consumers.py` asks Django, corsheaders and gunicorn and writes `consumers.jsonl`; `JavaVerdicts.java` was asked for
//! `java.jsonl`. Both are checked in.

use std::fmt::Write;

use omero_config::testing::schema::Schema;
use serde_json::Value;

/// Values on which we disagree, and why.
const DISAGREEMENTS: [(&str, &str, &str); 12] = [
    (
        "omero.web.session_cookie_age",
        "251000000000",
        "works for some decades, until its end is after the year 9999",
    ),
    ("omero.mail.from", "omero@-x.org", "no host begins with a dash"),
    ("omero.mail.from", "Lab <omero@example.org> x", "what is after the address is lost"),
    (
        "omero.mail.from",
        "Lab: omero@example.org;",
        "a group of addresses: no mail server takes it as a sender",
    ),
    ("omero.db.url", "jdbc:postgresql:", "the name of the database is missing"),
    ("omero.db.url", "jdbc:postgresql://::1/db", "is read as the host `:` and the port 1"),
    ("omero.db.url", "jdbc:postgresql://h/a b", "parsed, but no such host or database is meant"),
    ("omero.db.url", "jdbc:postgresql://h h/db", "parsed, but no such host or database is meant"),
    ("omero.db.url", "jdbc:postgresql://h%/db", "parsed, but no such host or database is meant"),
    ("omero.db.url", "jdbc:postgresql://h/db ", "parsed, but no such host or database is meant"),
    (
        "omero.db.url",
        r#"jdbc:postgresql://h/"db""#,
        "parsed, but no such host or database is meant",
    ),
    (
        "omero.db.url",
        "jdbc:postgresql://h:+5432/db",
        "parsed, but no such host or database is meant",
    ),
];

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
    let files = [include_str!("consumers.jsonl"), include_str!("java.jsonl")];
    let lines = files.iter().flat_map(|file| file.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn word(case: &Value, at: usize) -> &str {
    case[at].as_str().unwrap()
}
