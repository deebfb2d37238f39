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
    hint: append and remove work on JSON lists; use `set` for other values
    ");
    omero.prepare("config set A text");
    assert_snapshot!(omero.run("config append A 1"), @"
    exit 254
    --- stderr
    error: No JSON object could be decoded: the value of A: a value is missing (character 1)
    hint: append and remove work on JSON lists; use `set` for other values
    ");
    assert_snapshot!(omero.run("config remove A 1"), @"
    exit 254
    --- stderr
    error: No JSON object could be decoded: the value of A: a value is missing (character 1)
    hint: append and remove work on JSON lists; use `set` for other values
    ");
    assert_eq!(omero.answer("config get A"), "text");
}

#[test]
fn an_element_that_is_no_json_is_told_with_how_to_quote_it() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append A text"), @r#"
    exit 1
    --- stderr
    error: the element for A is not valid JSON: a value is missing (character 1)
    hint: `omero config append A '"text"'`; `omero help quoting` explains how to quote
    "#);
    assert_snapshot!(omero.run("config append A '[1, 2'"), @"
    exit 1
    --- stderr
    error: the element for A is not valid JSON: `,` or `]` is missing (character 6)
    hint: `omero config append A '[1, 2]'`; `omero help quoting` explains how to quote
    ");
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
    error: Property omero.web.debug is not a list: its default in OMERO.web is not a list either
    hint: append and remove work on JSON lists; use `set` for other values
    ");
    assert_snapshot!(omero.run("config append omero.web.prefix 1"), @"
    exit 2
    --- stderr
    error: Cannot retrieve default value for property omero.web.prefix: OMERO.web has no default for it
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
fn an_untouched_element_that_is_wrong_is_not_the_fault_of_a_change() {
    let omero = Installation::empty();
    omero.prepare(r#"config set --force omero.web.apps '["a", "a", "b"]'"#);
    assert_snapshot!(omero.run(r#"config remove omero.web.apps '"b"'"#), @r#"
    exit 0
    --- stderr
    warning: `omero.web.apps` is still wrong: item 2: "a" is listed more than once
    hint: `omero config describe omero.web.apps` explains the value
    "#);
    assert_snapshot!(omero.run(r#"config append omero.web.apps '"a"'"#), @r#"
    exit 1
    --- stderr
    error: omero.web.apps: item 3: "a" is listed more than once
    hint: `omero config set omero.web.apps '["a"]'`; `append --set` adds only what is missing; --force stores it anyway
    "#);
    assert_snapshot!(omero.run(r#"config remove omero.web.apps '"a"'"#), @"exit 0");
    assert_eq!(omero.answer("config get omero.web.apps"), r#"["a"]"#);
}

#[test]
fn rows_that_are_wrong_do_not_keep_others_from_changing() {
    let omero = Installation::empty();
    let rows = r#"[["a", 4064], ["b"], ["c", "x"]]"#;
    omero.prepare(&format!("config set --force omero.web.server_list '{rows}'"));
    assert_snapshot!(omero.run(r#"config append omero.web.server_list '["d"]'"#), @r#"
    exit 1
    --- stderr
    error: omero.web.server_list: item 4: the port is missing
    hint: for example [["localhost", 4064, "omero"]]; `omero config describe omero.web.server_list` explains more; --force stores it anyway
    "#);
    assert_snapshot!(omero.run(r#"config append omero.web.server_list '["d", 4064]'"#), @"
    exit 0
    --- stderr
    warning: `omero.web.server_list` is still wrong: item 2: the port is missing; and 1 more
    hint: `omero config describe omero.web.server_list` explains the value
    ");
    omero.prepare(r#"config remove omero.web.server_list '["a", 4064]'"#);
    assert_eq!(
        omero.answer("config get omero.web.server_list"),
        r#"[["b"], ["c", "x"], ["d", 4064]]"#
    );
    omero.prepare(r#"config set --force omero.web.ui.top_links '[["A"], ["B", "b"]]'"#);
    omero.prepare(r#"config remove omero.web.ui.top_links '["B", "b"]'"#);
    assert_eq!(omero.answer("config get omero.web.ui.top_links"), r#"[["A"]]"#);
}

#[test]
fn lines_of_a_script_warn_once_of_what_was_wrong_before() {
    let omero = Installation::empty();
    omero.prepare("config set --force omero.web.template_dirs '[5]'");
    let lines =
        ["/a", "/b"].map(|it| format!("config append omero.web.template_dirs '\"{it}\"'\n"));
    omero.file("a.omero", lines.concat());
    assert_snapshot!(omero.run("load a.omero"), @"
    exit 0
    --- stderr
    warning: `omero.web.template_dirs` is still wrong: item 1: expected a path, found 5
    hint: `omero config describe omero.web.template_dirs` explains the value
    ");
    omero.file("b.omero", "config append omero.web.template_dirs 6\n");
    assert_snapshot!(omero.run("load b.omero"), @r#"
    exit 1
    --- stderr
    error: b.omero, line 1: omero.web.template_dirs: item 4: expected a path, found 6
    hint: for example ["/path/to/templates_dir"]; `omero config describe omero.web.template_dirs` explains more; --force stores it anyway
    "#);
    assert_eq!(omero.answer("config get omero.web.template_dirs"), r#"[5, "/a", "/b"]"#);
}

#[test]
fn a_document_changes_a_list_in_which_something_else_is_wrong() {
    let omero = Installation::empty();
    omero.prepare(r#"config set --force omero.web.apps '["a", "a", "b"]'"#);
    omero.file("a.yaml", "omero.web.apps@lacks: [b]\nomero.web.apps@contains: [c]\n");
    assert_snapshot!(omero.run("config apply --diff a.yaml"), @r#"
    exit 0
    --- stdout
    - omero.web.apps=["a", "a", "b"]
    + omero.web.apps=["a", "a", "c"]
    --- stderr
    warning: `omero.web.apps` is still wrong: item 2: "a" is listed more than once
    hint: `omero config describe omero.web.apps` explains the value
    "#);
    omero.file("b.yaml", "omero.web.apps: [a, a]\n");
    assert_snapshot!(omero.run("config apply b.yaml"), @r#"
    exit 1
    --- stderr
    error: b.yaml:1:1: omero.web.apps: item 2: "a" is listed more than once
    hint: `omero config set omero.web.apps '["a"]'`; `append --set` adds only what is missing; --force stores it anyway
    "#);
}

#[test]
fn an_illegal_name_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config append 'a b' 1"), @"
    exit 250
    --- stderr
    error: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
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
