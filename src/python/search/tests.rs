//! What is found and what is not, as Python's `re.search` says.

use super::*;

/// Expression, text, and whether Python finds it.
const ANSWERS: [(&str, &str, bool); 42] = [
    ("^/webclient/", "/webclient/userdata", true),
    ("^/webclient/", "/iviewer/webclient/", false),
    ("(^/(webgateway|webclient)/(?!login))", "/webclient/login", false),
    ("(^/(webgateway|webclient)/(?!login))", "/webclient/img", true),
    ("(?i)WEBCLIENT", "webclient", true),
    ("(?i:W)EB", "web", false),
    ("", "", true),
    ("a.c", "a\nc", false),
    ("(?s)a.c", "a\nc", true),
    ("a$", "a\n", true),
    ("a\\Z", "a\n", false),
    ("(?m)^b", "a\nb", true),
    ("^b", "a\nb", false),
    ("\\bfoo\\b", "a foo b", true),
    ("\\B", "", false),
    ("\\w", "é", true),
    ("(?a)\\w", "é", false),
    ("^\\d+$", "٣7", true),
    ("[^a-c]", "abc", false),
    ("[^a-c]", "abcd", true),
    ("(?i)[a-c]", "B", true),
    ("(?i)ſ", "S", true),
    ("(?ia)ſ", "S", false),
    ("(?i)straße", "STRAẞE", true),
    ("(a)(b)?\\1", "aa", true),
    ("(a)?\\1", "b", false),
    ("(?i)(a)\\1", "aA", true),
    ("(a)?(?(1)b|c)", "ab", true),
    ("^(a)?(?(1)b|c)$", "b", false),
    ("(?<=ab)c", "abc", true),
    ("(?<!ab)c", "abc", false),
    ("(?<!ab)c", "c", true),
    ("a*+a", "aaa", false),
    ("(?>a|ab)c", "abc", false),
    ("(?:a|ab){2}+", "aba", false),
    ("(?>(?:a|ab){2})", "aba", true),
    ("(?:a?){2,}b", "b", true),
    ("(a*)*b", "aab", true),
    ("^(?:a{2,3}?)$", "aaaa", false),
    ("^a{2,3}?$", "aaa", true),
    ("(?=(a))\\1", "a", true),
    ("\\x61\\141\\u0061", "aaa", true),
];

#[test]
fn the_answers_are_those_of_python() {
    for (pattern, text, found) in ANSWERS {
        assert_eq!(search(pattern, text), Ok(found), "{pattern:?} in {text:?}");
    }
}

#[test]
fn a_search_without_end_is_given_up() {
    let text = "a".repeat(100);
    assert_eq!(search("^(a+)+$", &format!("{text}b")), Err(NoAnswer::TooMuchWork));
}

#[test]
fn what_cannot_be_searched_for_is_said() {
    assert_eq!(search("\\N{EM DASH}", "-"), Err(NoAnswer::NamedCharacter));
    assert_eq!(search("[\\N{EM DASH}]", "-"), Err(NoAnswer::NamedCharacter));
    assert!(matches!(search("(", "-"), Err(NoAnswer::SyntaxError(_))));
}

#[test]
fn a_long_text_and_a_long_expression_are_searched() {
    let text = "a".repeat(100_000);
    assert_eq!(search("^(?:a)*b?$", &text), Ok(true));
    assert_eq!(search(&text, &text), Ok(true));
}

#[test]
fn a_deep_expression_is_searched_or_given_up() {
    for (opening, closing, depth, found) in [
        ("(", ")", 149, Ok(true)),
        ("(?(1)", ")", 149, Ok(true)),
        ("(?=", ")", 149, Ok(true)),
        ("(?:", ")*+", 149, Ok(true)),
        ("(?(1)", ")", 990, Err(NoAnswer::TooMuchWork)),
        ("(?:", ")*+", 495, Err(NoAnswer::TooMuchWork)),
    ] {
        let pattern = format!("(){}a{}", opening.repeat(depth), closing.repeat(depth));
        assert_eq!(search(&pattern, "ba"), found, "{opening}");
    }
}
