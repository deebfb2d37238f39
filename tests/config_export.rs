//! `config export`: what it writes is read back to the same store.

use insta::assert_snapshot;
use omero_config::testing::formats::Format;

use crate::support::Installation;

fn filled() -> Installation {
    let omero = Installation::empty();
    let set = |key: &str, value: &str| {
        let transcript = omero.typed("config set --force").arg("--").arg(key).arg(value).run();
        assert!(transcript.succeeded(), "{transcript}");
    };
    set("omero.db.pass", "it's \"a\" $ecret\\");
    set("omero.web.server_list", r#"[["é", 4064, "omero"]]"#);
    set("blanks", "  x\t ");
    set("empty", "");
    set("true", "true");
    omero
}

#[test]
fn every_format_is_read_back_by_apply() {
    let omero = filled();
    for format in Format::ALL {
        let name = format.name();
        let text = omero.run(&format!("config export --format {name}"));
        assert!(text.succeeded(), "{text}");
        let copy = Installation::empty();
        copy.file("copy", text.stdout());
        copy.prepare(&format!("config apply --format {name} copy"));
        let shown = |omero: &Installation| omero.answer("config get --show-password");
        assert_eq!(shown(&copy), shown(&omero), "{name}");
    }
}

#[test]
fn a_script_is_run_by_load_and_variables_by_a_shell() {
    let omero = filled();
    let copy = Installation::empty();
    copy.file("copy.omero", omero.run("config export --format omero").stdout());
    copy.prepare("load copy.omero");
    assert_eq!(copy.config_xml().map(|xml| xml.len()), omero.config_xml().map(|xml| xml.len()));
    let other = Installation::empty();
    other.file("copy.env", omero.run("config export --format env").stdout());
    let program = env!("CARGO_BIN_EXE_omero");
    let shell = std::process::Command::new("/bin/sh")
        .args(["-c", &format!("set -a; . ./copy.env; {program} config load --env")])
        .env("OMERODIR", other.omerodir())
        .current_dir(other.cwd())
        .status();
    assert!(shell.unwrap().success());
    let shown = |omero: &Installation| omero.answer("config get --show-password");
    assert_eq!(shown(&other), shown(&omero));
}

#[test]
fn what_a_format_cannot_hold_is_refused_by_name() {
    let omero = Installation::empty();
    omero.file("value", "two\nlines");
    omero.prepare("config set -f value lines");
    omero.prepare("config set a._b 1");
    assert_snapshot!(omero.run("config export --format omero"), @"
    exit 1
    --- stderr
    error: `lines` cannot be written as omero: a line of a script cannot contain a line break
    hint: choose another format, such as json
    ");
    assert_snapshot!(omero.run("config export --format env"), @"
    exit 1
    --- stderr
    error: `a._b` cannot be written as env: dots and `_` next to each other cannot be written in the name of a variable
    hint: choose another format, such as json
    ");
    assert_snapshot!(omero.run("config export --format yaml"), @r#"
    exit 0
    --- stdout
    a._b: '1'
    'lines': "two\nlines"
    "#);
}

#[test]
fn the_defaults_of_the_release_are_accepted_as_values() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug true");
    let text = omero.run("config export --format yaml --all");
    assert!(text.stdout().contains("omero.web.debug: true\n"), "{text}");
    assert!(text.stdout().contains("omero.db.host: 'localhost'\n"), "{text}");
    omero.file("all.yaml", text.stdout());
    assert_snapshot!(omero.run("config apply all.yaml"), @"exit 0");
}

#[test]
fn a_profile_can_be_named_and_must_be_there() {
    let omero = Installation::empty();
    assert!(omero.typed("config set A 1").env("OMERO_CONFIG", "other").run().succeeded());
    assert_eq!(omero.answer("config export --format properties --profile other"), "A=1");
    assert_snapshot!(omero.run("config export --format json --profile nosuch"), @"
    exit 1
    --- stderr
    error: there is no profile `nosuch`
    hint: `omero config all` lists the profiles
    ");
    assert_snapshot!(omero.run("config export --format ini"), @"
    exit 2
    --- stderr
    error: invalid value 'ini' for '--format <FORMAT>': `ini` is not a format; use json, yaml, toml, properties, omero or env

    For more information, try '--help'.
    ");
}

#[test]
fn a_name_that_cannot_be_set_is_left_out_with_a_warning() {
    let omero = Installation::with(
        "<icegrid><properties id=\"default\"><property name=\"a b\" value=\"1\"/>\
         <property name=\"c\" value=\"2\"/></properties></icegrid>",
    );
    assert_snapshot!(omero.run("config export --format properties"), @r#"
    exit 0
    --- stdout
    c=2
    --- stderr
    warning: "a b" is left out: it is not a valid property name
    "#);
}
