//! `config load --env`: properties from the environment of a container.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn variables_are_mapped_as_the_images_do_it() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug true");
    let typed = omero
        .typed("config load --env")
        .env("CONFIG_omero_web_debug", "false")
        .env("CONFIG_omero_web_server__list", r#"[["h", 4064, "o"]]"#)
        .env("CONFIG_A", "two\nlines")
        .env("OTHER_omero_db_host", "x");
    assert_snapshot!(typed.run(), @"exit 0");
    assert_snapshot!(omero.run("config get"), @r#"
    exit 0
    --- stdout
    A=two
    lines
    omero.web.debug=false
    omero.web.server_list=[["h", 4064, "o"]]
    "#);
}

#[test]
fn another_prefix_can_be_chosen() {
    let omero = Installation::empty();
    let typed = omero.typed("config load --env --env-prefix OTHER_").env("OTHER_a_b", "x");
    assert_snapshot!(typed.env("CONFIG_c", "y").run(), @"exit 0");
    assert_eq!(omero.answer("config get"), "a.b=x");
}

#[test]
fn what_cannot_be_mapped_is_refused_by_name_and_nothing_is_changed() {
    use std::os::unix::ffi::OsStrExt;
    let omero = Installation::empty();
    let typed = omero
        .typed("config load --env")
        .env("CONFIG_", "x")
        .env("CONFIG_a", "good")
        .env("CONFIG_b___c", "x")
        .env("CONFIG_d e", "x")
        .env("CONFIG_f", std::ffi::OsStr::from_bytes(b"\xff"))
        .env("CONFIG_omero_config_version", "1")
        .env("CONFIG_omero_db_port", "five");
    assert_snapshot!(typed.run(), @"
    exit 1
    --- stderr
    error: environment variable CONFIG_: it consists of the prefix only and names no property
    error: environment variable CONFIG_b___c: `CONFIG_b___c` cannot be mapped to a property: three or more `_` in a row are ambiguous
    hint: set it with `omero config set`, or in a file
    error: environment variable CONFIG_d e: Illegal property name: d e
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    error: environment variable CONFIG_f: value of `f`: the text is not UTF-8
    hint: convert it to UTF-8, for example with `iconv`
    error: environment variable CONFIG_omero_config_version: `omero.config.version` belongs to the configuration file itself
    error: environment variable CONFIG_omero_db_port: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn files_and_a_prefix_do_not_go_together_with_the_wrong_options() {
    let omero = Installation::empty();
    omero.file("a", "A=1\n");
    assert_eq!(omero.run("config load --env a").exit(), 2);
    assert_eq!(omero.run("config load --env-prefix X a").exit(), 2);
}

#[test]
fn an_empty_prefix_does_not_take_the_whole_environment() {
    let omero = Installation::empty();
    let typed = omero.typed("config load --env --env-prefix").arg("").env("TOKEN", "geheim");
    assert_snapshot!(typed.run(), @"
    exit 2
    --- stderr
    error: --env-prefix: the prefix is empty
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_eq!(omero.config_xml(), None);
}

/// A file that only its owner can read.
fn private(omero: &Installation, name: &str, content: &str) -> std::path::PathBuf {
    let path = omero.file(name, content);
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&path, private).unwrap();
    path
}

#[test]
fn a_variable_can_name_the_file_that_holds_the_value() {
    let omero = Installation::empty();
    let path = private(&omero, "db", "from a file\n");
    let typed = omero.typed("config load --env").env("CONFIG_omero_db_pass_FILE", &path);
    let typed = typed.env("CONFIG_a__b_c_FILE", "db").env("CONFIG_key_file", "no file");
    let typed = typed.env("CONFIG_key__FILE", "no file").env("CONFIG_FILE", "no file");
    assert_snapshot!(typed.run(), @"exit 0");
    assert_snapshot!(omero.answer("config get --show-password"), @"
    FILE=no file
    a_b.c=from a file
    key.file=no file
    key_FILE=no file
    omero.db.pass=from a file
    ");
}

#[test]
fn a_file_that_holds_no_value_is_refused_with_its_variable() {
    let omero = Installation::empty();
    private(&omero, "empty", "\n");
    private(&omero, "two", "other");
    let typed = omero.typed("config load --env").env("CONFIG_omero_db_pass_FILE", "missing");
    let typed = typed.env("CONFIG_a_FILE", "empty").env("CONFIG_b_FILE", "").env("CONFIG_c", "one");
    let typed = typed.env("CONFIG_c_FILE", "two").env("CONFIG_a___b_FILE", "two");
    let typed = typed.env("CONFIG_d_FILE", ".").env("CONFIG___ACTIVE___FILE", "two");
    assert_snapshot!(typed.run(), @"
    exit 1
    --- stderr
    error: environment variable CONFIG___ACTIVE___FILE: `CONFIG___ACTIVE___FILE` cannot be mapped to a property: three or more `_` in a row are ambiguous
    hint: set it with `omero config set`, or in a file
    error: environment variable CONFIG_a_FILE: the file empty is empty
    error: environment variable CONFIG_a___b_FILE: `CONFIG_a___b` cannot be mapped to a property: three or more `_` in a row are ambiguous
    hint: set it with `omero config set`, or in a file
    error: environment variable CONFIG_b_FILE: the name of the file is empty
    error: environment variable CONFIG_c_FILE: CONFIG_c and CONFIG_c_FILE are both set
    hint: unset one of them
    error: environment variable CONFIG_d_FILE: cannot read .: it is a directory
    error: environment variable CONFIG_omero_db_pass_FILE: cannot read ********: No such file or directory (os error 2)
    hint: what was given as its name is not shown, because it may be the secret itself
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_file_of_variables_names_files_in_the_same_way() {
    let omero = Installation::empty();
    private(&omero, "db", "from a file\n");
    omero.file("a.env", "CONFIG_omero_db_pass_FILE=db\n");
    assert_snapshot!(omero.run("config apply a.env"), @"exit 0");
    assert_eq!(omero.answer("config get --show-password omero.db.pass"), "from a file");
    omero.prepare("config set my.FILE 1");
    assert_snapshot!(omero.run("config export --format env"), @"
    exit 1
    --- stderr
    error: `my.FILE` cannot be written as env: a variable whose name ends in `_FILE` names a file with the value
    hint: choose another format, such as json
    ");
}
