//! `config get` with defaults, origins and JSON.

use insta::assert_snapshot;

use crate::support::Installation;

fn with_properties() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.server_list '[[\"localhost\", 4064, \"omero\"]]'");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.port 5433");
    omero.prepare("config set omero.web.debug T");
    omero.prepare("config set omero.client.icetransports ssl,tcp");
    omero.prepare("config set my.own.key 'some text'");
    omero
}

#[test]
fn json_has_the_types_that_the_schema_knows() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get --json"), @r#"
    exit 0
    --- stdout
    {
      "my.own.key": "some text",
      "omero.client.icetransports": ["ssl", "tcp"],
      "omero.db.pass": "********",
      "omero.db.port": 5433,
      "omero.web.debug": true,
      "omero.web.server_list": [["localhost", 4064, "omero"]]
    }
    "#);
    assert_snapshot!(omero.run("config get --json omero.db.port omero.web.debug nosuch"), @r#"
    exit 0
    --- stdout
    {
      "omero.db.port": 5433,
      "omero.web.debug": true
    }
    "#);
}

#[test]
fn json_of_one_key_is_the_bare_value() {
    let omero = with_properties();
    for (key, json) in [
        ("omero.db.port", "5433"),
        ("omero.web.debug", "true"),
        ("omero.client.icetransports", "[\"ssl\", \"tcp\"]"),
        ("my.own.key", "\"some text\""),
        ("omero.db.pass", "\"********\""),
        ("omero.db.host", "null"),
    ] {
        assert_eq!(omero.answer(&format!("config get --json {key}")), json);
    }
    assert_eq!(omero.answer("config get --json --show-password omero.db.pass"), "\"secret\"");
}

#[test]
fn text_and_json_agree_about_what_is_a_secret() {
    let omero = with_properties();
    omero.prepare("config set omero.web.show_forgot_password false");
    for (key, text, json) in [
        ("omero.web.show_forgot_password", "false", "false"),
        ("omero.db.pass", "********", "\"********\""),
    ] {
        assert_eq!(omero.answer(&format!("config get --hide-password {key}")), text);
        assert_eq!(omero.answer(&format!("config get --json {key}")), json);
    }
}

#[test]
fn a_value_that_its_program_would_refuse_stays_a_string() {
    let omero = Installation::with(
        "<icegrid><properties id=\"__ACTIVE__\"><property name=\"omero.config.profile\" \
         value=\"default\"/></properties><properties id=\"default\">\
         <property name=\"omero.db.port\" value=\"a port\"/></properties></icegrid>",
    );
    assert_eq!(omero.answer("config get --json omero.db.port"), "\"a port\"");
}

#[test]
fn all_adds_defaults_and_origin_tells_them_apart() {
    let omero = with_properties();
    let all = omero.answer("config get --all --origin");
    assert!(all.lines().count() > 300);
    for line in [
        "profile:default\tomero.db.port=5433",
        "profile:default\tmy.own.key=some text",
        "profile:default\tomero.db.pass=********",
        "default:5.6\tomero.db.host=localhost",
    ] {
        assert!(all.lines().any(|found| found == line), "{line}");
    }
    assert!(!all.contains("omero.config.version"));
}

#[test]
fn a_default_can_be_asked_for_whatever_is_set() {
    let omero = with_properties();
    assert_eq!(omero.answer("config get --default omero.db.port"), "5432");
    assert_eq!(omero.answer("config get --default --json omero.db.port"), "5432");
    assert_snapshot!(omero.run("config get --default --origin"), @r#"
    exit 0
    --- stdout
    default:5.6	omero.client.icetransports=ssl,tcp
    default:5.6	omero.db.pass=********
    default:5.6	omero.db.port=5432
    default:5.6	omero.web.debug=false
    default:5.6	omero.web.server_list=[["localhost", 4064, "omero"]]
    "#);
}

#[test]
fn one_key_with_origin_has_no_name_in_front() {
    let omero = with_properties();
    assert_eq!(omero.answer("config get --origin omero.db.port"), "profile:default\t5433");
    assert_eq!(omero.answer("config get --origin --all omero.db.host"), "default:5.6\tlocalhost");
    assert_snapshot!(omero.run("config get --json --origin omero.db.port"), @r#"
    exit 0
    --- stdout
    {
      "value": 5433,
      "origin": "profile:default"
    }
    "#);
    let other = omero.typed("config get --all --origin omero.db.port").env("OMERO_CONFIG", "test");
    assert_snapshot!(other.run(), @"
    exit 0
    --- stdout
    default:5.6	5432
    --- stderr
    warning: there is no profile `test`
    hint: `omero config all` lists the profiles
    ");
}

#[test]
fn require_fails_for_what_is_not_set() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config get --require omero.db.port"), @"
    exit 0
    --- stdout
    5433
    ");
    assert_snapshot!(omero.run("config get --require omero.db.host"), @"
    exit 1
    --- stderr
    error: not set: omero.db.host
    hint: `omero config set KEY VALUE` sets a property
    ");
    assert_snapshot!(omero.run("config get --require omero.db.host omero.db.port nosuch"), @"
    exit 1
    --- stdout
    omero.db.port=5433
    --- stderr
    error: not set: nosuch, omero.db.host
    hint: `omero config set KEY VALUE` sets a property
    ");
    assert_snapshot!(omero.run("config get --require --all omero.db.host"), @"
    exit 0
    --- stdout
    localhost
    ");
    assert_snapshot!(omero.run("config get --require"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <KEY>...

    Usage: omero config get --require <KEY>...

    For more information, try '--help'.
    ");
}
