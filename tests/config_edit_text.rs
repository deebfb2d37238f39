//! What `config edit` shows: comments and parts.

use insta::assert_snapshot;

use crate::support::Installation;

/// Two properties of the web client, one of the database, one of nobody.
fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug false");
    omero.prepare("config set omero.web.server_list '[[\"localhost\", 4064, \"omero\"]]'");
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set my.own text");
    omero
}

#[test]
fn each_property_is_explained_above_it() {
    let omero = site();
    omero.prepare("config set database.host old.example.org");
    assert_snapshot!(omero.shown_to_edit("config edit"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.

    # Host of the database, as it was named before OMERO 4.
    # Type: a text. Default: localhost
    # Status: works, but is not intended for administrators; use omero.db.host
    # instead.
    database.host=old.example.org
    my.own=text

    # Host on which the PostgreSQL database runs.
    # Type: a host name or address. Default: localhost
    omero.db.host=db.example.org

    # Whether Django runs in debug mode.
    # Type: true or false. Default: false
    omero.web.debug=false

    # OMERO servers that users can choose when they log in.
    # Type: a list; each item is a list of host (a host name or address), port (a...
    # Default: [["localhost", 4064, "omero"]]
    omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
}

#[test]
fn plain_leaves_the_comments_out() {
    assert_snapshot!(site().shown_to_edit("config edit --plain"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.
    my.own=text
    omero.db.host=db.example.org
    omero.web.debug=false
    omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
}

#[test]
fn comments_are_never_taken_for_values_whatever_a_script_does_with_the_lines() {
    for script in [
        "sort -o \"$1\" \"$1\"",
        "sed -i 's/$/ /' \"$1\"",
        "sed -i 's/$/\\r/' \"$1\"",
        "grep -v '^#' \"$1\" > new; cp new \"$1\"",
        "awk -F= 'NF > 1 { print $1 \"=\" $2; next } { print $1 \"=\" }' \"$1\" > new; cp new \"$1\"",
        "while IFS== read -r key value; do echo \"$key=$value\"; done < \"$1\" > new; cp new \"$1\"",
        "rev \"$1\" | rev > new; mv new \"$1\"",
    ] {
        let omero = site();
        let before = omero.config_xml();
        let transcript = omero.edit("config edit", script);
        assert_eq!(transcript.to_string(), "exit 0", "{script}");
        assert_eq!(omero.config_xml(), before, "{script}");
    }
}

#[test]
fn a_value_that_is_left_open_does_not_swallow_the_comment_below() {
    let omero = site();
    let transcript = omero.edit("config edit", r"sed -i 's/^my.own=.*/my.own=C:\\/' $1");
    assert_snapshot!(transcript, @r#"
    exit 1
    --- stderr
    error: line 3: the line ends in a backslash, but no continuation line follows
    hint: remove the backslash, or use JSON notation: KEY:json="...\\"
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    "#);
    assert_eq!(omero.answer("config get my.own"), "text");
}

#[test]
fn patterns_choose_what_is_shown_and_what_can_be_removed() {
    let omero = site();
    assert_snapshot!(omero.shown_to_edit("config edit --plain 'omero.web.*' my.ow?"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.
    my.own=text
    omero.web.debug=false
    omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
    assert!(omero.edit("config edit 'omero.web.*'", ": > $1").succeeded());
    assert_eq!(omero.answer("config keys"), "my.own\nomero.db.host");
}

#[test]
fn a_line_that_no_pattern_matches_is_set_all_the_same() {
    let omero = site();
    let script = "printf 'omero.db.host=other\\nnew.key=1\\n' >> $1";
    assert_snapshot!(omero.edit("config edit 'omero.web.*'", script), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.host"), "other");
    assert_eq!(omero.answer("config get new.key"), "1");
}

#[test]
fn a_property_that_is_named_and_not_set_is_offered_with_its_default() {
    let omero = site();
    let command = "config edit omero.db.port omero.db.host";
    assert_snapshot!(omero.shown_to_edit(command), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.

    # Host on which the PostgreSQL database runs.
    # Type: a host name or address. Default: localhost
    omero.db.host=db.example.org

    # TCP port of the database.
    # Type: an integer from 1 to 65535. Default: 5432
    # Not set. Remove the # to set it:
    #omero.db.port=5432
    "#);
    assert_eq!(omero.answer("config get omero.db.port"), "");
    assert!(
        omero.edit(command, "sed -i 's/^#omero.db.port=.*/omero.db.port=5433/' $1").succeeded()
    );
    assert_eq!(omero.answer("config get omero.db.port"), "5433");
}

#[test]
fn all_offers_what_is_not_set() {
    let text = site().shown_to_edit("config edit --all --plain 'omero.db.p*' 'omero.db.h*'");
    assert_snapshot!(text, @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.
    omero.db.host=db.example.org
    #omero.db.pass=omero
    #omero.db.poolsize=10
    #omero.db.port=5432
    #omero.db.prepared_statement_cache_size=10
    #omero.db.profile=psql
    #omero.db.properties=
    "#);
}

#[test]
fn a_pattern_that_matches_nothing_opens_no_editor() {
    let omero = site();
    assert_snapshot!(omero.edit("config edit 'omero.nosuch.*'", "touch opened"), @"
    exit 1
    --- stderr
    error: no property that is set matches `omero.nosuch.*`
    hint: --all, or the full name of a property, also offers properties that are not set
    ");
    assert_snapshot!(omero.edit("config edit 'a b'", "touch opened"), @"
    exit 250
    --- stderr
    error: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert!(!omero.cwd().join("opened").exists());
}

#[test]
fn a_name_that_nobody_knows_may_be_misspelt() {
    assert_snapshot!(site().shown_to_edit("config edit omero.web.debugg"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.

    # `omero.web.debugg` is not known; did you mean `omero.web.debug`?
    # Not set. Remove the # to set it:
    #omero.web.debugg=
    "#);
}

#[test]
fn an_edit_that_is_going_on_or_was_not_finished_is_told() {
    let omero = site();
    let _ = omero.edit("config edit", "echo 'a b=1' >> $1");
    assert_snapshot!(omero.edit("config edit", "exit 0"), @"
    exit 0
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    ");
}
