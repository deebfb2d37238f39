//! Lines that are typed at the Command Prompt of Windows.

use omero_config::testing::platform::Shell;
use proptest::prelude::*;

use crate::support::command_prompt::Redirected;
use crate::support::command_prompt::commands;
use crate::support::config;

const VARIABLES: [(&str, &str); 2] = [("PATH", r"C:\Windows"), ("USERNAME", "anna")];

fn typed(line: &str) -> Vec<Vec<String>> {
    commands(line, &VARIABLES).unwrap()
}

#[test]
fn the_model_takes_a_line_apart_as_microsoft_documents_it() {
    for (line, words) in [
        (r#"omero a "b c" d"#, vec!["omero", "a", "b c", "d"]),
        (r#"omero "[[\"a\", 1]]""#, vec!["omero", r#"[["a", 1]]"#]),
        (r"omero '^/a b'", vec!["omero", "'/a", "b'"]),
        (r#"omero "C:\a b\" c"#, vec!["omero", r#"C:\a b" c"#]),
        (r#"omero "C:\a b\\" c"#, vec!["omero", r"C:\a b\", "c"]),
        (r"omero C:\a\\b", vec!["omero", r"C:\a\\b"]),
        (r#"omero "" x"#, vec!["omero", "", "x"]),
        (r#"omero "a""b""#, vec!["omero", r#"a"b"#]),
        ("omero %UserName% %nobody%", vec!["omero", "anna", "%nobody%"]),
        ("omero a^|b", vec!["omero", "a|b"]),
    ] {
        assert_eq!(typed(line), [words], "{line}");
    }
    assert_eq!(typed("omero 'a|b'"), [vec!["omero", "'a"], vec!["b'"]]);
    assert_eq!(commands("omero <parameter>", &[]), Err(Redirected));
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_value_in_a_proposed_line_arrives_unchanged(value in r#"[ -~äß]{0,24}|[a%"\\^&|<> P]{0,12}"#) {
        let line = format!("omero config set a.b {} end", Shell::CommandPrompt.quote(&value));
        let words: Vec<Vec<String>> = typed(&line);
        prop_assert_eq!(words, [vec!["omero", "config", "set", "a.b", &*value, "end"]], "{}", line);
    }

    #[test]
    fn a_variable_is_not_replaced_in_a_proposed_line(before in "[a\" ]{0,3}", after in "[b\" ]{0,3}") {
        let value = format!("{before}%PATH%{after}%USERNAME%");
        let line = format!("omero {}", Shell::CommandPrompt.quote(&value));
        prop_assert_eq!(typed(&line), [vec!["omero", &*value]], "{}", line);
    }
}
