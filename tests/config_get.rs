//! `config get`, `config list` and `config keys`.

use insta::assert_snapshot;

use crate::support::Installation;

fn with_properties() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.server_list '[[\"localhost\", 4064, \"omero\"]]'");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.host db.example.org");
    omero
}

#[test]
fn one_key_shows_the_value_alone_also_of_a_password() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get omero.db.host"), @"
    exit 0
    --- stdout
    db.example.org
    ");
    assert_snapshot!(omero.run("config get omero.db.pass"), @"
    exit 0
    --- stdout
    secret
    ");
    assert_snapshot!(omero.run("config get omero.db.pass --hide-password"), @"
    exit 0
    --- stdout
    ********
    ");
}

#[test]
fn without_a_key_everything_is_listed_by_name_and_passwords_are_masked() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.db.pass=********
    omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
    assert_snapshot!(omero.run("config get --show-password"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.db.pass=secret
    omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
}

#[test]
fn several_keys_show_names_and_values() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get omero.db.pass nosuch omero.db.host"), @"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.db.pass=********
    ");
}

#[test]
fn a_key_that_is_not_set_shows_nothing() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get nosuch"), @"exit 0");
    assert_snapshot!(Installation::empty().run("config get"), @"exit 0");
}

#[test]
fn both_options_on_passwords_at_once_are_refused() {
    assert_snapshot!(with_properties().run("config get --show-password --hide-password"), @"
    exit 2
    --- stderr
    error: the argument '--show-password' cannot be used with '--hide-password'

    Usage: omero config get --show-password [KEY]...

    For more information, try '--help'.
    ");
}

#[test]
fn an_empty_password_is_not_masked() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass ''");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    omero.db.pass=
    ");
}

#[test]
fn list_is_get_with_a_warning() {
    assert_snapshot!(with_properties().run("config list"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.db.pass=********
    omero.web.server_list=[["localhost", 4064, "omero"]]
    --- stderr
    WARNING: "config list" is deprecated, use "config get" instead
    "#);
}

#[test]
fn keys_are_listed_by_name_without_those_of_the_store_itself() {
    assert_snapshot!(with_properties().run("config keys"), @"
    exit 0
    --- stdout
    omero.db.host
    omero.db.pass
    omero.web.server_list
    ");
}

#[test]
fn the_profile_of_the_environment_is_shown_and_one_that_is_not_there_is_empty() {
    let omero = with_properties();
    assert!(omero.typed("config set A other").env("OMERO_CONFIG", "other").run().succeeded());
    assert_snapshot!(omero.typed("config get").env("OMERO_CONFIG", "other").run(), @"
    exit 0
    --- stdout
    A=other
    ");
    assert_snapshot!(omero.typed("config get").env("OMERO_CONFIG", "nosuch").run(), @"
    exit 0
    --- stderr
    warning: there is no profile `nosuch`
    hint: `omero config all` lists the profiles
    ");
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    default
    other
    ");
}

#[test]
fn what_is_odd_about_the_file_is_told() {
    let omero = Installation::with(concat!(
        "<icegrid><properties id='default'><property name='A' value='1'/>",
        "<property name='A' value='2'/></properties><properties id='default'/></icegrid>"
    ));
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=2
    --- stderr
    warning: $OMERODIR/etc/grid/config.xml: property `A` is listed more than once in profile `default`; the last is used
    warning: $OMERODIR/etc/grid/config.xml: profile `default` is listed more than once; the first is used
    ");
}

#[test]
fn debug_tells_what_is_read_and_quiet_leaves_hints_out() {
    let omero = with_properties();
    assert_snapshot!(omero.run("-d 1 config get omero.db.host"), @"
    exit 0
    --- stdout
    db.example.org
    --- stderr
    debug: read $OMERODIR/etc/grid/config.xml, profile `default`
    ");
    assert_snapshot!(omero.run("-q config set 'a b' 1"), @"
    exit 250
    --- stderr
    error: Illegal property name: a b
    ");
    assert_snapshot!(omero.run("-d 7 config get"), @"
    exit 10
    --- stderr
    error: Unknown debug action: {'7'}
    hint: use a number from 0 to 3, or `debug`
    ");
}
