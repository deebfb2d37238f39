//! What the Python tool makes of JSON texts, as tables.

use std::collections::HashSet;

use super::*;

fn rewritten(text: &str) -> String {
    Json::parse(text).unwrap().to_string()
}

#[test]
fn values_are_written_as_python_writes_them() {
    for (read, written) in [
        (r#" [1,2 , {"b":1,"a":[]}] "#, r#"[1, 2, {"b": 1, "a": []}]"#),
        (
            "[-0,1.0,1e5,1E-5,1e16,123456789012345678901234567890]",
            "[0, 1.0, 100000.0, 1e-05, 1e+16, 123456789012345678901234567890]",
        ),
        ("[-0.0, 1e999, -1e999, 5e-324, 0.0001]", "[-0.0, Infinity, -Infinity, 5e-324, 0.0001]"),
        (
            r#""é\u00E9\/😀\ud83d\ude00\ud800\u007f""#,
            r#""\u00e9\u00e9/\ud83d\ude00\ud83d\ude00\ud800\u007f""#,
        ),
        (r#"{"a":1,"b":2,"a":3}"#, r#"{"a": 3, "b": 2}"#),
    ] {
        assert_eq!(rewritten(read), written);
    }
}

#[test]
fn what_python_refuses_is_refused_with_its_place() {
    for (text, position) in [
        ("", 1),
        ("[1,]", 4),
        ("{'a':1}", 2),
        ("01", 2),
        ("[1", 3),
        ("\"a", 1),
        ("\"\\x\"", 2),
        ("\"\u{1}\"", 2),
        ("[1] x", 5),
        ("-", 1),
        (".5", 1),
        ("+1", 1),
        ("{\"a\"}", 5),
        ("1.", 2),
    ] {
        assert_eq!(Json::parse(text).unwrap_err().position + 1, position, "{text}");
    }
}

#[test]
fn numbers_and_truth_values_are_equal_as_in_python() {
    for (one, other, equal) in [
        ("1", "1.0", true),
        ("1", "true", true),
        ("0", "-0.0", true),
        ("[1]", "[true]", true),
        ("9007199254740993", "9007199254740992.0", false),
        ("1e22", "10000000000000000000000", true),
        ("NaN", "NaN", true),
        ("\"1\"", "1", false),
        ("null", "false", false),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1.0}"#, true),
        (r#""\u00e9""#, "\"é\"", true),
    ] {
        assert_eq!(
            Json::parse(one).unwrap() == Json::parse(other).unwrap(),
            equal,
            "{one} {other}"
        );
    }
}

#[test]
fn deep_nesting_and_endless_integers_are_refused() {
    assert!(Json::parse(&"[".repeat(100_000)).is_err());
    assert!(Json::parse(&"9".repeat(4301)).is_err() && Json::parse(&"9".repeat(4300)).is_ok());
}

#[test]
fn equal_values_are_one_in_a_set() {
    for texts in [
        &["1", "1.0", "true", "1e0"][..],
        &["0", "-0.0", "false"],
        &["1.5", "15e-1"],
        &["NaN"],
        &["{\"a\": 1, \"b\": [2]}", "{\"b\": [2.0], \"a\": true}"],
    ] {
        let values: HashSet<_> = texts.iter().map(|text| Json::parse(text).unwrap()).collect();
        assert_eq!(values.len(), 1, "{texts:?}");
    }
    let values = ["[1, [2]]", "[[1], 2]", "\"1\"", "1", "null", "{}", "[]"];
    let values: HashSet<_> = values.map(|text| Json::parse(text).unwrap()).into_iter().collect();
    assert_eq!(values.len(), 7);
}
