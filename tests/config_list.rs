//! `config append` and `config remove`, which work on JSON lists.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn elements_are_appended_in_the_style_of_python() {
    let omero = Installation::empty();
    omero.prepare("config append A '\"a\"'");
    omero.prepare("config append A 1");
    omero.prepare("config append A '{\"b\":[2,null,true]}'");
    assert_eq!(omero.answer("config get A"), r#"["a", 1, {"b": [2, null, true]}]"#);
}

#[test]
fn with_set_only_what_is_missing_is_appended() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append --report --set A '\"a\"'"), @r#"
    exit 0
    --- stdout
    Changed: Appended A:"a"
    "#);
    assert_snapshot!(omero.run("config append --report --set A '\"a\"'"), @"exit 0");
    assert_snapshot!(omero.run("config append --report A '\"a\"'"), @r#"
    exit 0
    --- stdout
    Changed: Appended A:"a"
    "#);
    assert_eq!(omero.answer("config get A"), r#"["a", "a"]"#);
}

#[test]
fn numbers_never_lose_digits() {
    let omero = Installation::empty();
    omero.prepare("config set A '[123456789012345678901234567890]'");
    omero.prepare("config append A 9007199254740993");
    omero.prepare("config append A 0.1");
    let list = "[123456789012345678901234567890, 9007199254740993, 0.1]";
    assert_eq!(omero.answer("config get A"), list);
}

#[test]
fn the_first_equal_element_is_removed() {
    let omero = Installation::empty();
    omero.prepare("config set A '[\"a\", 1, \"a\"]'");
    assert_snapshot!(omero.run("config remove --report A '\"a\"'"), @r#"
    exit 0
    --- stdout
    Changed: Removed A:"a"
    "#);
    omero.prepare("config remove A 1");
    omero.prepare("config remove A '\"a\"'");
    assert_eq!(omero.answer("config get A"), "[]");
}

#[test]
fn what_is_not_there_cannot_be_removed() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config remove A 1"), @"
    exit 1
    --- stderr
    error: Property A is not defined
    hint: `omero config keys` lists what is set
    ");
    omero.prepare("config set A '[1]'");
    assert_snapshot!(omero.run("config remove A 2"), @"
    exit 1
    --- stderr
    error: 2 is not defined in A
    hint: `omero config get A` shows the list
    ");
    omero.prepare("config set omero.db.pass '[1]'");
    assert_snapshot!(omero.run("config remove omero.db.pass '\"secret\"'"), @"
    exit 1
    --- stderr
    error: ******** is not defined in omero.db.pass
    hint: `omero config get omero.db.pass` shows the list
    ");
}

#[test]
fn a_value_that_is_no_list_stays_as_it_is() {
    let omero = Installation::empty();
    omero.prepare("config set A '{\"a\": 1}'");
    assert_snapshot!(omero.run("config append A 1"), @"
    exit 255
    --- stderr
    error: Property A is not a list
    hint: append and remove work on JSON lists; other values are changed with `set`
    ");
    omero.prepare("config set A text");
    assert_snapshot!(omero.run("config append A 1"), @"
    exit 254
    --- stderr
    error: No JSON object could be decoded: the value of A: a value is missing (character 1)
    hint: append and remove work on JSON lists; other values are changed with `set`
    ");
    assert_snapshot!(omero.run("config remove A 1"), @"
    exit 254
    --- stderr
    error: No JSON object could be decoded: the value of A: a value is missing (character 1)
    hint: append and remove work on JSON lists; other values are changed with `set`
    ");
    assert_eq!(omero.answer("config get A"), "text");
}

#[test]
fn an_element_that_is_no_json_is_told_with_how_to_quote_it() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append A text"), @r#"
    exit 1
    --- stderr
    error: the element is no JSON: a value is missing (character 1)
    hint: quote it for the shell: `append KEY '"text"'`, `append KEY '[1, 2]'`
    "#);
    assert_snapshot!(omero.run("config append A '[1, 2'"), @r#"
    exit 1
    --- stderr
    error: the element is no JSON: `,` or `]` is missing (character 6)
    hint: quote it for the shell: `append KEY '"text"'`, `append KEY '[1, 2]'`
    "#);
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_setting_of_the_web_client_begins_with_its_default() {
    let omero = Installation::empty();
    omero.prepare("config append omero.web.ui.top_links '[\"Figure\", \"figure_index\"]'");
    assert_snapshot!(omero.answer("config get omero.web.ui.top_links"), @r#"[["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}], ["History", "history", {"title": "History"}], ["Help", "https://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}], ["Figure", "figure_index"]]"#);
    omero.prepare("config append omero.web.apps '\"omero_iviewer\"'");
    assert_eq!(omero.answer("config get omero.web.apps"), r#"["omero_iviewer"]"#);
    assert_snapshot!(omero.run("config append omero.web.debug 1"), @"
    exit 3
    --- stderr
    error: Property omero.web.debug is not a list: its default in OMERO.web is something else
    hint: append and remove work on JSON lists; other values are changed with `set`
    ");
    assert_snapshot!(omero.run("config append omero.web.prefix 1"), @"
    exit 2
    --- stderr
    error: Cannot retrieve default value for property omero.web.prefix: OMERO.web has none
    hint: set the whole list first: `omero config set KEY '[...]'`
    ");
}

#[test]
fn a_report_of_a_secret_list_shows_asterisks() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append --report my.password '\"secret\"'"), @"
    exit 0
    --- stdout
    Changed: Appended my.password:********
    ");
    assert_snapshot!(omero.run("config remove --report my.password '\"secret\"'"), @"
    exit 0
    --- stdout
    Changed: Removed my.password:********
    ");
}

#[test]
fn a_negative_number_is_an_element_and_no_option() {
    let omero = Installation::empty();
    omero.prepare("config append A -5");
    omero.prepare("config append -- A -6");
    assert_eq!(omero.answer("config get A"), "[-5, -6]");
}

#[test]
fn an_illegal_name_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append 'a b' 1"), @"
    exit 250
    --- stderr
    error: Illegal property name: a b
    hint: a name has only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_list_of_half_a_million_texts_does_not_hang() {
    let omero = Installation::empty();
    let long = vec!["\"text\""; 500_000].join(", ");
    let list = omero.file("list", format!("[{long}]"));
    omero.prepare(&format!("config set A -f {}", list.display()));
    omero.prepare("config append A 1");
    assert!(omero.answer("config get A").ends_with("\"text\", 1]"));
}
