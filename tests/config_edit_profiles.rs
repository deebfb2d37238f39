//! `config edit --all-profiles`.

use insta::assert_snapshot;

use crate::support::Installation;

fn two_profiles() -> Installation {
    let omero = Installation::empty();
    for line in ["set A 1", "set B 1", "def two", "set A 2", "def default"] {
        omero.prepare(&format!("config {line}"));
    }
    omero
}

#[test]
fn all_profiles_stand_in_one_text_and_change_in_one_step() {
    let omero = two_profiles();
    let command = "config edit --all-profiles";
    assert_snapshot!(omero.shown_to_edit(&format!("{command} --plain")), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.

    [profile two]
    A=2

    [profile default]
    A=1
    B=1
    "#);
    let before = omero.config_xml();
    assert_snapshot!(omero.edit(command, "sed -i -e s/^A=/A=x/ -e /^B/d $1"), @"exit 0");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=x1
    ");
    assert_snapshot!(omero.run("config get --profile two"), @"
    exit 0
    --- stdout
    A=x2
    ");
    omero.prepare("config undo");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn in_all_profiles_a_mistake_changes_none() {
    let omero = two_profiles();
    let before = omero.config_xml();
    let command = "config edit --all-profiles";
    assert_snapshot!(omero.edit(command, "sed -i -e s/^A=1/A=3/ -e '$a b c=1' $1"), @"
    exit 250
    --- stderr
    error: line 10: Illegal property name: b c
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_snapshot!(omero.edit(command, "sed -i /profile.two/d $1"), @"
    exit 1
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    error: the heading `[profile two]` is missing
    hint: do not change the headings; `omero config copy` and `drop` add and remove profiles
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_snapshot!(omero.edit(command, "sed -i s/profile.two/'profile new'/ $1"), @"
    exit 1
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    error: line 4: `[profile new]` is not a heading of this text
    error: the heading `[profile two]` is missing
    hint: do not change the headings; `omero config copy` and `drop` add and remove profiles
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_snapshot!(omero.run("config edit --all-profiles --profile two"), @"
    exit 2
    --- stderr
    error: --all-profiles and --profile exclude each other
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn in_all_profiles_a_change_of_somebody_else_is_told_with_its_profile() {
    let omero = two_profiles();
    let program = env!("CARGO_BIN_EXE_omero");
    let script = format!("{program} config set A x --profile two; sed -i s/^A=/A=y/ $1");
    assert_snapshot!(omero.edit("config edit --all-profiles", &script), @"
    exit 1
    --- stderr
    error: profile `two`: another program changed `A` while you were editing; it is now x
    hint: edit again; your new value replaces the other change
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
}
