//! No text, however long, deep or strange, makes a check panic or recurse. That the work grows with the length and not
//! faster is measured in `benches/syntax.rs`.

use crate::schema::nearest::nearest;
use crate::schema::syntax::FORMATS;
use crate::schema::syntax::ice::interpolation::interpolations;
use proptest::prelude::*;

/// How long the long texts are.
const LENGTH: usize = 100_000;

/// Characters that mean something in one of the languages, and a few that mean nothing.
const MARKS: &str = r#"[-a-z0-9A-Z ()&|!=<>~:;,.@{}$%#*?/\\"'+\[\]_\n\tLW]{0,40}"#;

/// What the long texts repeat.
#[rustfmt::skip]
const SHAPES: &[&str] = &[
    "(", ")", "(&", "(!", "(a=", "a", "%", "%a", "\\", "\"", "'", "${", "$", "$${a}", ":", ",",
    " ", "a,", "a:", "a=b,", "tcp:", "-p ", "://", "@", "/", ".", "a.", "[", "<", "1", "-", "é",
    "\u{10ffff}", "\0", "\n", "cn=a+", "ldap://a/ ", "* ", "a@b,", "maximumSize=1,", "%time%",
    "X <a@b>,", "a=\\28", "omero.", "-Da='b' ",
];

#[test]
fn no_long_text_of_any_shape_makes_a_check_panic() {
    for part in SHAPES {
        let shape = part.repeat(LENGTH / part.len());
        let length = shape.chars().count();
        for (name, check) in FORMATS {
            if let Err(error) = check(&shape) {
                assert!(error.position <= length, "{name} {part:?}: {error:?}");
            }
        }
        assert!(interpolations(&shape).map_or(0, |found| found.len()) <= length);
        let names = FORMATS.iter().map(|(name, _)| *name);
        assert_eq!(nearest(&shape, names), None);
    }
}

#[test]
fn filters_may_be_nested_without_limit() {
    let deep = format!("{}(a=b){}", "(&".repeat(LENGTH), ")".repeat(LENGTH));
    assert_eq!(crate::schema::syntax::ldap::filter::check(&deep), Ok(()));
    let parentheses = format!("(cn={}{})", "(".repeat(LENGTH), ")".repeat(LENGTH));
    assert_eq!(crate::schema::syntax::ldap::filter::check(&parentheses), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_check_panic(text in any::<String>()) {
        check_all(&text)?;
    }

    #[test]
    fn no_heap_of_marks_makes_a_check_panic(text in MARKS) {
        check_all(&text)?;
    }
}

fn check_all(text: &str) -> Result<(), TestCaseError> {
    let length = text.chars().count();
    for (name, check) in FORMATS {
        if let Err(error) = check(text) {
            prop_assert!(error.position <= length, "{} {:?}: {:?}", name, text, error);
            prop_assert!(!error.message.is_empty());
            prop_assert!(!error.message.contains('\n'));
        }
    }
    drop(interpolations(text));
    Ok(())
}
