//! What is found about OMERODIR and the store.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::chown;

use insta::assert_snapshot;

use super::doctor;
use super::healthy;
use super::make_healthy;
use super::typed;
use crate::support::Installation;

#[test]
fn omerodir_must_be_set_to_a_directory() {
    let omero = healthy();
    assert_snapshot!(typed(&omero, "config doctor").without("OMERODIR").run(), @"
    exit 1
    --- stdout
    OMERO 5.6
    error omerodir: OMERODIR is not set
        set it to the directory of OMERO.server, or name a file with --source
    1 error
    ");
    let file = omero.file("file", "");
    assert_snapshot!(typed(&omero, "config doctor").env("OMERODIR", file).run(), @"
    exit 1
    --- stdout
    store $CWD/file/etc/grid/config.xml
    OMERO 5.6
    error omerodir: OMERODIR is $CWD/file, which is not a directory
        set it to the directory of OMERO.server
    error store: cannot read $CWD/file/etc/grid/config.xml: Not a directory (os error 20)
        check the path, and every link and directory in it
    hint release: the release in OMERODIR is unknown: using 5.6
        set it with --omero-version or OMERO_VERSION
    2 errors, 1 hint
    ");
    assert_snapshot!(typed(&omero, "config doctor").env("OMERODIR", "../omero").run(), @r#"
    exit 0
    --- stdout
    store ../omero/etc/grid/config.xml
    OMERO 5.6.10
    warning omerodir: OMERODIR is "../omero": a relative path depends on the current directory
        set it to an absolute path
    1 warning
    "#);
}

#[test]
fn a_missing_store_is_told_and_where_it_comes_from() {
    let omero = healthy();
    fs::remove_file(omero.store()).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint store: $OMERODIR/etc/grid/config.xml does not exist yet: all defaults apply
        `omero config init` creates it
    1 hint
    ");
}

#[test]
fn a_store_that_is_no_xml_is_an_error() {
    let omero = healthy();
    omero.write("<icegrid>\n  <properties");
    assert_snapshot!(doctor(&omero), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error store: $OMERODIR/etc/grid/config.xml:2:14: the file ends before the end of its root element
        correct that line in an editor, or go back with `omero config undo`
    1 error
    ");
}

#[test]
fn a_store_that_may_not_be_read_or_changed_is_told() {
    let omero = Installation::of_ordinary_user();
    make_healthy(&omero);
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o400)).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint store: you can read $OMERODIR/etc/grid/config.xml, but not change it
        run commands that change it as its owner, or as root
    1 hint
    ");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o000)).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error store: cannot read $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
        run the command as the owner of the file
    1 error
    ");
}

#[test]
fn secrets_that_everybody_can_read_are_told() {
    let omero = healthy();
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o644)).unwrap();
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
    omero.prepare("config set omero.db.pass hush");
    fs::set_permissions(omero.grid().join("config.xml.history"), PermissionsExt::from_mode(0o755))
        .unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning permissions: all users of this machine can read $OMERODIR/etc/grid/config.xml, which holds a secret
        chmod o= $OMERODIR/etc/grid
    warning permissions: all users of this machine can list $OMERODIR/etc/grid/config.xml.history
        chmod go= $OMERODIR/etc/grid/config.xml.history
    2 warnings
    ");
}

#[test]
#[needs(Root)]
fn a_store_of_another_owner_is_told() {
    let omero = healthy();
    chown(omero.store(), Some(65534), None).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning owner: $OMERODIR/etc/grid/config.xml does not belong to the owner of its directory
        chown --reference=$OMERODIR/etc/grid $OMERODIR/etc/grid/config.xml
    1 warning
    ");
}

/// As in OME's role and image for OMERO.web: OMERODIR is of root, `etc/grid` of the account of the server.
#[test]
#[needs(Root)]
fn a_store_of_the_owner_of_its_directory_is_in_order_though_omerodir_is_of_root() {
    let omero = healthy();
    for path in [omero.grid(), omero.store(), omero.grid().join("config.xml.lock")] {
        chown(path, Some(65534), None).unwrap();
    }
    assert!(!doctor(&omero).stdout().contains(" owner: "));
}

#[test]
fn a_file_that_all_could_read_is_private_in_a_closed_directory() {
    let omero = healthy();
    omero.prepare("config set omero.db.pass hush");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o644)).unwrap();
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o750)).unwrap();
    assert!(!doctor(&omero).stdout().contains("all users of this machine can read"));
    assert!(!omero.run("config check").stdout().contains("R89"));
}

#[test]
fn a_store_that_does_not_include_the_templates_is_told() {
    let omero = healthy();
    let text = omero.config_xml().unwrap().replace("<include file=\"templates.xml\"/>", "");
    omero.write(text);
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning templates: $OMERODIR/etc/grid/config.xml does not include templates.xml
        the server needs it to start; the next change adds it
    1 warning
    ");
}
