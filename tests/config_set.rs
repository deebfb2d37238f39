//! `config set`.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_first_property_makes_the_file() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set omero.db.host db.example.org"), @"exit 0");
    assert_snapshot!(omero.config_xml().unwrap(), @r#"
    <icegrid>
      <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
      <properties id="__ACTIVE__">
        <property name="omero.config.profile" value="default"/>
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.db.host" value="db.example.org"/>
      </properties>
      <properties id="default">
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.db.host" value="db.example.org"/>
      </properties>
      <include file="templates.xml"/>
    </icegrid>
    "#);
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}

#[test]
fn a_missing_directory_is_made_and_told() {
    let omero = Installation::empty();
    std::fs::remove_dir_all(omero.omerodir()).unwrap();
    std::fs::create_dir_all(omero.omerodir().join("lib")).unwrap();
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 0
    --- stderr
    $OMERODIR/etc/grid not found; creating $OMERODIR/etc/grid
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn without_a_value_the_property_is_removed_and_it_may_be_missing() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.run("config set A --report"), @"
    exit 0
    --- stdout
    Changed: Removed A
    ");
    assert_snapshot!(omero.run("config set A --report"), @"
    exit 0
    --- stderr
    warning: `A` is not set and is not a known property: nothing was changed
    hint: `omero config set KEY VALUE` sets a property
    ");
    assert_snapshot!(omero.run("config keys"), @"exit 0");
}

#[test]
fn an_empty_value_is_a_value() {
    let omero = Installation::empty();
    omero.prepare("config set A ''");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=
    ");
}

#[test]
fn a_report_tells_real_changes_and_masks_passwords() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set --report A 1"), @"
    exit 0
    --- stdout
    Changed: Set A:1
    ");
    assert_snapshot!(omero.run("config set --report A 1"), @"exit 0");
    assert_snapshot!(omero.run("config set --report omero.db.pass secret"), @"
    exit 0
    --- stdout
    Changed: Set omero.db.pass:********
    ");
}

#[test]
fn values_that_begin_with_a_dash_are_taken_as_the_documentation_writes_them() {
    for (line, value) in [
        ("config set -- A -x", "-x"),
        ("config set A -- -x", "-x"),
        ("config set A -1.5", "-1.5"),
        ("config set A '-x -y'", "-x -y"),
        ("config set A -", "-"),
    ] {
        let omero = Installation::empty();
        omero.prepare(line);
        assert_eq!(omero.answer("config get A"), value, "{line}");
    }
}

#[test]
fn two_dashes_can_be_stored() {
    let omero = Installation::empty();
    omero.prepare("config set A -- --");
    assert_eq!(omero.answer("config get A"), "--");
}

#[test]
fn an_unknown_option_is_refused_and_never_swallowed() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.run("config set A --path=X"), @"
    exit 2
    --- stderr
    error: unexpected argument '--path' found

      tip: to pass '--path' as a value, use '-- --path'

    Usage: omero config set <KEY> [VALUE]

    For more information, try '--help'.
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn an_assignment_in_one_word_is_refused_with_advice() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set A=B"), @r#"
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set A B"?
    hint: key and value are two words: `omero config set KEY VALUE`
    "#);
    assert_snapshot!(omero.run("config set A=B C"), @r#"
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set A B"?
    hint: key and value are two words: `omero config set KEY VALUE`
    "#);
    assert_snapshot!(omero.run("config set A= B"), @r#"
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set A B"?
    hint: key and value are two words: `omero config set KEY VALUE`
    "#);
    assert_snapshot!(omero.run("config set omero.db.pass=secret"), @r#"
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.pass ********"?
    hint: `omero config set omero.db.pass --prompt` asks for the value; in a script, `--file -` reads it from standard input
    "#);
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_value_from_a_file_loses_the_white_space_at_its_end() {
    let omero = Installation::empty();
    omero.file("value", " a\r\n b\u{a0}\n\n");
    omero.prepare("config set A -f value");
    assert_eq!(omero.answer("config get A"), " a\n b");
    assert!(omero.typed("config set --file - A").input("from a pipe \n").run().succeeded());
    assert_eq!(omero.answer("config get A"), "from a pipe");
    assert_snapshot!(omero.run("config set --report -f value A"), @"
    exit 0
    --- stdout
    Changed: Set A: a
     b
    ");
    assert_snapshot!(omero.run("config set -f nosuch A"), @"
    exit 2
    --- stderr
    error: File does not exist: ********
    hint: what was given as its name is not shown, because it may be the secret itself; `--file -` reads it from standard input
    ");
    assert_snapshot!(omero.run("config set -f . A"), @"
    exit 2
    --- stderr
    error: Path is not a file: .
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
}

#[test]
fn a_profile_of_the_environment_is_made_at_the_end_and_not_activated() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let changes = omero.changes(|omero| {
        assert!(omero.typed("config set A 2").env("OMERO_CONFIG", "other").run().succeeded());
    });
    assert_snapshot!(changes, @r#"
    +  <properties id="other">
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="A" value="2"/>
    +  </properties>
    "#);
}

#[test]
fn a_new_file_begins_with_the_profile_of_the_environment() {
    let omero = Installation::empty();
    assert!(omero.typed("config set A 2").env("OMERO_CONFIG", "other").run().succeeded());
    assert_snapshot!(omero.run("config def"), @"
    exit 0
    --- stdout
    other
    ");
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    other
    ");
}

#[test]
fn whatever_xml_can_hold_is_stored_and_shown_as_it_is() {
    let omero = Installation::empty();
    for value in
        ["<a b=\"c\">&amp;</a>", " x ", "two\nlines\n", "\t\r", "é😀\u{7f}\u{85}\u{2028}", "]]>"]
    {
        assert!(omero.typed("config set A").arg("--").arg(value).run().succeeded(), "{value:?}");
        assert_eq!(omero.answer("config get A"), value);
    }
}

#[test]
fn a_source_may_be_an_empty_file_but_must_be_there() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config --source other.xml set A 1"), @"
    exit 124
    --- stderr
    error: File not found: other.xml
    hint: --source changes an existing file; create an empty file with `touch FILE`
    ");
    omero.file("other.xml", "");
    assert_snapshot!(omero.run("config --source other.xml set A 1"), @"exit 0");
    assert_snapshot!(omero.run("config --source other.xml get"), @"
    exit 0
    --- stdout
    A=1
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_value_for_one_service_is_judged_and_masked_as_the_property_itself() {
    let omero = Installation::empty();
    let refused = omero.run("config set omero.db.poolsize.indexer banana");
    assert_eq!(refused.exit(), 1, "{refused}");
    omero.prepare("config set omero.db.pass.indexer hush");
    assert_eq!(omero.answer("config get"), "omero.db.pass.indexer=********");
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set --dry-run omero.db.pass secret"), @"
    exit 0
    --- stdout
    Would change: Set omero.db.pass:********
    ");
    assert_eq!(omero.config_xml(), None);
    omero.prepare("config set omero.db.host a");
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config set --dry-run omero.db.host"), @"
    exit 0
    --- stdout
    Would change: Removed omero.db.host
    ");
    assert_snapshot!(omero.run("config set --dry-run omero.db.host a"), @"exit 0");
    assert_eq!(omero.run("config set --dry-run omero.db.port x").exit(), 1);
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn an_empty_input_is_no_password() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass old");
    assert_snapshot!(omero.run("config set omero.db.pass --file -"), @"
    exit 1
    --- stderr
    error: standard input is empty; the value of `omero.db.pass` was not changed
    hint: `omero config set KEY ''` stores an empty value
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "old");
    omero.prepare("config set omero.db.host --file -");
}
