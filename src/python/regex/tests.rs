//! Expressions that Python takes, and the places of the mistakes in those that it refuses.
//!
//! The verdicts of Python itself, in thousands, are compared in `tests/verdicts.rs`; here is one example
//! of each rule.

use super::*;

#[test]
fn what_python_takes_is_taken() {
    for text in [
        "",
        "(^/(webclient|webgateway)/(?!login))",
        "(?P<año>a)(?P=año)(?(año)b|c)",
        "(?(1)a|b)()",
        "(?<=ab|cd)(?<!(?:a){2})x",
        "(a)(?<=\\1)",
        "(?i-m:a)(?a:\\w)(?-s:.)",
        "(?#c)(?i)(?x) a # (",
        "[]a][^]a][a-][\\d-][\\b\\x41-\\u0042\\7]",
        "\\0\\377\\U0010ffff\\ud800\\N{EM DASH}\\_\\é",
        "a{2}b{,3}c{4,}d{,}e{f{1{}{1,2",
        "a*?b+?c??d*+e++f?+g{1}+(?>h)",
        "(?:^)*(?=a)*",
        "(?x)a {2} ( b ) +",
    ] {
        assert_eq!(check(text), Ok(()), "{text}");
    }
}

#[test]
fn what_python_refuses_is_refused_at_the_same_place() {
    for (text, position) in [
        ("\\", 0),
        ("*\\", 1),
        ("a**", 2),
        ("^*", 1),
        ("a|*", 2),
        ("x{2,1}", 2),
        ("a{4294967295}", 1),
        ("(", 0),
        ("a)", 1),
        ("(?", 2),
        ("(?Px", 1),
        ("(?P<1>a)", 4),
        ("(?P<a>)(?P<a>)", 11),
        ("(?P=a)", 4),
        ("(?P<a>(?P=a))", 10),
        ("(?#", 0),
        ("(?<a", 1),
        ("(?(2)a)(b)", 3),
        ("(?(1)a|b|c)()", 8),
        ("(?<=a*)", 0),
        ("(?<=(a)\\1)", 9),
        ("a(?i)", 1),
        ("(?L)", 3),
        ("(?au)", 4),
        ("(?i-i:a)", 5),
        ("(?q)", 1),
        ("[a", 0),
        ("[b-a]", 1),
        ("[a-\\d]", 1),
        ("\\q", 0),
        ("\\x1", 0),
        ("\\400", 0),
        ("\\1", 1),
        ("[\\8]", 1),
        ("\\N{}", 3),
        ("\\N{a,b}", 0),
    ] {
        assert_eq!(check(text).map_err(|error| error.position), Err(position), "{text}");
    }
}

#[test]
fn nesting_ends_where_python_gives_up() {
    let nested =
        |opening: &str, depth| "()".to_owned() + &opening.repeat(depth) + &")".repeat(depth);
    for opening in ["(", "(?:", "(?=", "(?<=", "(?>"] {
        assert_eq!(check(&nested(opening, 495)), Ok(()), "{opening}");
        let error = check(&nested(opening, 496)).unwrap_err();
        assert_eq!(error.position, 2 + 495 * opening.len(), "{opening}");
        assert!(check(&nested(opening, 100_000)).is_err(), "{opening}");
    }
    assert_eq!(check(&nested("(?(1)", 990)), Ok(()));
    assert!(check(&nested("(?(1)", 991)).is_err());
}

#[test]
fn a_million_characters_are_no_trouble() {
    for part in ["a", "(a)", "[a-z]", "a{", "a|", "\\1", "{1", "(?#a)", "\\x41", "(?(1)a)"] {
        let text = format!("(a){}", part.repeat(1_000_000 / part.len()));
        assert_eq!(check(&text), Ok(()), "{part}");
    }
}

#[test]
fn an_expression_that_can_match_nothing_is_known() {
    for (text, expected) in [
        ("", Some(true)),
        ("a|", Some(true)),
        ("a*", Some(true)),
        ("(a?b*)+", Some(true)),
        ("(?:)", Some(true)),
        ("(a)?(?(1)b|c)?", Some(true)),
        ("a", Some(false)),
        ("^/webclient", Some(false)),
        ("a+|b", Some(false)),
        ("(?!)", Some(false)),
        ("(a)\\1", Some(false)),
        ("^", None),
        ("(?=a)", None),
        ("(a*)\\1", None),
        ("a|^", None),
        ("(", None),
    ] {
        assert_eq!(can_match_empty(text), expected, "{text}");
    }
}
