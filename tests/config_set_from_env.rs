//! `config set --from-env`: a value that a script has in a variable.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_value_of_the_variable_is_stored() {
    let omero = Installation::empty();
    let typed = omero.typed("config set omero.db.pass --from-env DB_PASSWORD --report");
    assert_snapshot!(typed.env("DB_PASSWORD", "it's -x").run(), @"
    exit 0
    --- stdout
    Changed: Set omero.db.pass:********
    ");
    assert_eq!(omero.answer("config get --show-password omero.db.pass"), "it's -x");
}

#[test]
fn a_variable_without_a_value_is_refused_by_name() {
    let omero = Installation::empty();
    omero.prepare("config set my.key before");
    assert_snapshot!(omero.run("config set my.key --from-env NOT_SET"), @"
    exit 1
    --- stderr
    error: the environment variable `NOT_SET` is not set
    hint: export the variable: `export NAME`
    ");
    assert_snapshot!(omero.typed("config set my.key --from-env EMPTY").env("EMPTY", "").run(), @"
    exit 1
    --- stderr
    error: the environment variable `EMPTY` is empty
    ");
    let typed = omero.typed("config set my.key --from-env BYTES");
    let bytes = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"x\xFF");
    assert_snapshot!(typed.env("BYTES", bytes).run(), @"
    exit 1
    --- stderr
    error: the environment variable `BYTES` is not UTF-8 (byte 2)
    ");
    assert_eq!(omero.answer("config get my.key"), "before");
}

#[test]
fn the_value_is_checked_and_comes_from_one_place() {
    let omero = Installation::empty();
    let typed = omero.typed("config set omero.db.port --from-env PORT").env("PORT", "five");
    assert_eq!(typed.run().exit(), 1);
    let typed = omero.typed("config set omero.db.port 1 --from-env PORT").env("PORT", "5433");
    assert_eq!(typed.run().exit(), 2);
}
