//! `config edit` that fails: texts with mistakes, editors that fail or are missing, stores that cannot be
//! written.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::config_edit::leaves_no_copy;
use crate::support::Installation;

/// The only text that an edit left.
fn kept_text(omero: &Installation) -> String {
    let kept = omero.edited_texts();
    assert_eq!(kept.len(), 1, "{kept:?}");
    fs::read_to_string(&kept[0]).unwrap()
}

#[test]
fn a_mistake_keeps_the_text_and_names_the_file() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    assert_snapshot!(omero.edit("config edit", "echo 'a b=1' >> \"$1\""), @"
    exit 250
    --- stderr
    error: line 4: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert!(kept_text(&omero).ends_with("a b=1\n"));
    assert_eq!(omero.config_xml(), before);
    let mode = fs::metadata(&omero.edited_texts()[0]).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn every_kind_of_mistake_is_told_with_its_line() {
    for (script, expected) in [
        ("printf 'B:json=\"open\\n' >> \"$1\"", 1),
        ("printf 'B=1\\\\\\n' >> \"$1\"", 1),
        ("printf 'B=\\a\\n' >> \"$1\"", 1),
        ("printf 'B=\\351\\n' >> \"$1\"", 200),
    ] {
        let omero = Installation::empty();
        omero.prepare("config set A 1");
        let before = omero.config_xml();
        let transcript = omero.edit("config edit", script);
        assert_eq!(transcript.exit(), expected, "{transcript}");
        assert!(transcript.stderr().contains("the edited text was saved in"), "{transcript}");
        assert_eq!(omero.config_xml(), before);
    }
}

#[test]
fn an_editor_that_fails_changes_nothing_and_leaves_nothing() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    assert_snapshot!(omero.edit("config edit", "exit 3"), @"
    exit 186
    --- stderr
    error: 3: Failed to edit $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties; nothing was changed
    hint: `:cq` in vi discards an edit; `omero config edit` starts again
    ");
    assert_snapshot!(omero.edit("config edit", "kill -9 $$"), @"
    exit 186
    --- stderr
    error: -9: Failed to edit $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties; nothing was changed
    hint: set VISUAL or EDITOR to an editor that works; nothing was changed
    ");
    assert!(leaves_no_copy(&omero));
    assert_snapshot!(omero.edit("config edit", "echo B=2 >> \"$1\"; exit 3"), @"
    exit 186
    --- stderr
    error: 3: Failed to edit $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties; nothing was changed
    hint: `:cq` in vi discards an edit; `omero config edit` starts again
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert!(kept_text(&omero).ends_with("B=2\n"));
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let omero = Installation::empty();
    let with = |name: &str, editor: &str| omero.typed("config edit").env(name, editor).run();
    assert_snapshot!(with("EDITOR", "nosuch -w").without_random_names(), @"
    exit 1
    --- stderr
    error: cannot find the editor `nosuch` on the PATH
    hint: set VISUAL or EDITOR to an editor that works; nothing was changed
    ");
    assert_snapshot!(with("VISUAL", "/nosuch/editor").without_random_names(), @"
    exit 186
    --- stderr
    error: 127: Failed to edit $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties: No such file or directory (os error 2)
    hint: set VISUAL or EDITOR to an editor that works; nothing was changed
    ");
    assert_snapshot!(with("EDITOR", "vi 'open").without_random_names(), @"
    exit 1
    --- stderr
    error: the value of VISUAL or EDITOR: a closing ' is missing (character 4)
    hint: set VISUAL or EDITOR to an editor that works; nothing was changed
    ");
    assert!(leaves_no_copy(&omero));
}

#[test]
fn a_text_that_the_editor_removed_changes_nothing() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.edit("config edit", "rm \"$1\""), @"
    exit 1
    --- stderr
    error: cannot read $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties: No such file or directory (os error 2)
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn where_no_change_can_be_stored_no_editor_is_opened() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o500)).unwrap();
    assert_snapshot!(omero.edit("config edit", "touch opened"), @"
    exit 77
    --- stderr
    error: changes cannot be stored: you have no permission to write to $OMERODIR/etc/grid
    hint: edit as the owner of this directory, or as root
    ");
    assert!(!omero.cwd().join("opened").exists());
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o700)).unwrap();
}

#[test]
fn without_a_terminal_no_editor_of_the_system_is_opened() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("config edit").env("PATH", "/usr/bin:/bin").run(), @"
    exit 1
    --- stderr
    error: there is no terminal for the editor `/usr/bin/sensible-editor`; nothing was changed
    hint: set EDITOR to a command that works without one, such as 'sed -i s/OLD/NEW/'
    ");
}
