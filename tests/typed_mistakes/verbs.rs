//! Verbs, signs and patterns that people bring from other programs.

use insta::assert_snapshot;

use super::answers;
use crate::support::Installation;

#[test]
fn signs_between_name_and_value() {
    assert_snapshot!(answers(&[
        "config set omero.db.host = db",
        "config set omero.db.host: db",
        "config set omero.db.host=db",
        "config set omero.db.host= db",
    ]), @r#"
    $ omero config set omero.db.host = db
    exit 2
    --- stderr
    error: unexpected argument 'db' found

      tip: remove the `=`: `omero config set omero.db.host db`

    Usage: omero config set [OPTIONS] <KEY> [VALUE]

    For more information, try '--help'.

    $ omero config set omero.db.host: db
    exit 250
    --- stderr
    error: Illegal property name: omero.db.host:
    hint: remove the `:`: `omero config set omero.db.host VALUE`

    $ omero config set omero.db.host=db
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.host db"?
    hint: key and value are two words: `omero config set KEY VALUE`

    $ omero config set omero.db.host= db
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.host db"?
    hint: key and value are two words: `omero config set KEY VALUE`
    "#);
}

#[test]
fn verbs_of_other_programs() {
    assert_snapshot!(answers(&[
        "set omero.db.host db",
        "get omero.db.host",
        "delete omero.db.host",
        "config rm omero.db.host",
        "config delete omero.db.host",
        "config show",
        "config add omero.web.apps '\"omero_figure\"'",
        "config omero.db.host db",
        "config remove omero.db.host",
        "config validate",
    ]), @r#"
    $ omero set omero.db.host db
    exit 2
    --- stderr
    error: `set` is not a command of `omero`, but `config` can do this
    hint: type `omero config set omero.db.host db`

    $ omero get omero.db.host
    exit 2
    --- stderr
    error: `get` is not a command of `omero`, but `config` can do this
    hint: type `omero config get omero.db.host`

    $ omero delete omero.db.host
    exit 2
    --- stderr
    error: `delete` is not a command of `omero`, but `config` can do this
    hint: type `omero config unset omero.db.host`

    $ omero config rm omero.db.host
    exit 2
    --- stderr
    error: unrecognized subcommand 'rm'

      tip: `omero config unset omero.db.host` removes what is set

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config delete omero.db.host
    exit 2
    --- stderr
    error: unrecognized subcommand 'delete'

      tip: `omero config unset omero.db.host` removes what is set

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config show
    exit 2
    --- stderr
    error: unrecognized subcommand 'show'

      tip: `omero config get`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config add omero.web.apps '"omero_figure"'
    exit 2
    --- stderr
    error: unrecognized subcommand 'add'

      tip: `omero config append omero.web.apps VALUE`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config omero.db.host db
    exit 2
    --- stderr
    error: unrecognized subcommand 'omero.db.host'

      tip: a verb is missing: `omero config set omero.db.host VALUE`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config remove omero.db.host
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <VALUE>

      tip: `omero config unset omero.db.host` removes a property; `remove` takes an element out of a list

    Usage: omero config remove <KEY> <VALUE>

    For more information, try '--help'.

    $ omero config validate
    exit 2
    --- stderr
    error: unrecognized subcommand 'validate'

      tip: `omero config check`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.
    "#);
}

#[test]
fn a_verb_has_its_help_without_config() {
    let omero = Installation::empty();
    assert_eq!(omero.answer("help set"), omero.answer("help config set"));
}

#[test]
fn several_properties_are_unset_in_one_change() {
    let omero = Installation::empty();
    omero.file("a.properties", "omero.db.host=h\nomero.db.port=1\nomero.db.name=n\n");
    omero.prepare("config load a.properties");
    assert_snapshot!(omero.run("config unset --report omero.db.host omero.db.port omero.db.usr"), @"
    exit 0
    --- stdout
    Changed: Removed omero.db.host
    Changed: Removed omero.db.port
    --- stderr
    warning: `omero.db.usr` is not set and is not a known property: nothing was changed
    hint: did you mean `omero.db.user`?
    ");
    assert_eq!(omero.answer("config get"), "omero.db.name=n");
}

#[test]
fn patterns_stand_for_properties() {
    let omero = Installation::empty();
    omero.file("a.properties", "omero.db.host=h\nomero.web.debug=true\nomero.web.prefix=/o\n");
    omero.prepare("config load a.properties");
    omero.prepare("config copy default test");
    omero.prepare("config set --profile test omero.web.debug false");
    omero.prepare("config set --profile test omero.db.host other");
    assert_snapshot!(omero.run("config get 'omero.web.*'"), @"
    exit 0
    --- stdout
    omero.web.debug=true
    omero.web.prefix=/o
    ");
    assert_snapshot!(omero.run("config get --json 'omero.web.d*'"), @r#"
    exit 0
    --- stdout
    {
      "omero.web.debug": true
    }
    "#);
    assert_snapshot!(omero.run("config keys 'omero.web.*' omero.db.host"), @"
    exit 0
    --- stdout
    omero.db.host
    omero.web.debug
    omero.web.prefix
    ");
    assert_snapshot!(omero.run("config export --format env 'omero.db.*'"), @"
    exit 0
    --- stdout
    CONFIG_omero_db_host=h
    ");
    assert_snapshot!(omero.run("config diff default test 'omero.web.*'"), @"
    exit 1
    --- stdout
    - omero.web.debug=true
    + omero.web.debug=false
    ");
    assert_snapshot!(omero.run("config get 'omero.mail.*'"), @"
    exit 1
    --- stderr
    error: no property that is set matches `omero.mail.*`
    hint: `omero config keys` lists the properties that are set; `omero config search WORD` finds others
    ");
    let described = omero.answer("config describe 'omero.upgrades.*'");
    assert!(described.contains("omero.upgrades.url"), "{described}");
}
