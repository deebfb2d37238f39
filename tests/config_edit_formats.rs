//! `config edit` with the properties as JSON or YAML.

use insta::assert_snapshot;

use crate::support::Installation;

/// Values that have types, and some that have none.
fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug false");
    omero.prepare("config set omero.web.server_list '[[\"localhost\", 4064, \"omero\"]]'");
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set my.own text");
    omero
}

#[test]
fn json_has_types_and_its_file_the_name_for_it() {
    let omero = site();
    assert_snapshot!(omero.shown_to_edit("config edit --format json"), @r#"
    {
      "my.own": "text",
      "omero.db.host": "db.example.org",
      "omero.web.debug": false,
      "omero.web.server_list": [["localhost", 4064, "omero"]]
    }
    "#);
    assert!(
        omero
            .edit("config edit --format json", "case $1 in *.json) ;; *) exit 1;; esac")
            .succeeded()
    );
    let script = "sed -i -e s/4064/4065/ -e s/debug...false/'debug\": true'/ \
                  -e 's/\"my.own\": \"text\"/\"my.own\": null/' $1";
    assert_snapshot!(omero.edit("config edit --format json", script), @"exit 0");
    assert_snapshot!(omero.run("config get"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.web.debug=true
    omero.web.server_list=[["localhost", 4065, "omero"]]
    "#);
}

#[test]
fn yaml_has_types_and_comments() {
    let omero = site();
    assert_snapshot!(omero.shown_to_edit("config edit --format yaml omero.web.debug omero.db.port my.own"), @"
    # One property per line: KEY: VALUE. Change, add or delete lines, then save and close the editor.
    my.own: 'text'

    # TCP port of the database.
    # Type: an integer from 1 to 65535. Default: 5432
    # Not set. Remove the # to set it:
    #omero.db.port: 5432

    # Whether Django runs in debug mode.
    # Type: true or false. Default: false
    omero.web.debug: false
    ");
    let script = "sed -i -e 's/debug: false/debug: yes/' $1; echo 'omero.mail: {port: 26}' >> $1";
    assert_snapshot!(omero.edit("config edit --format yaml", script), @"
    exit 1
    --- stderr
    error: line 10, column 1: omero.web.debug: expected true or false: this would be read as false: write `true` (character 1)
    hint: for example true; `omero config describe omero.web.debug` explains more; --force stores it anyway
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.yaml
    ");
    let script = "sed -i -e 's/debug: false/debug: true/' $1; echo 'omero.mail: {port: 26}' >> $1";
    assert_snapshot!(omero.edit("config edit --format yaml", script), @"
    exit 0
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.yaml is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    ");
    assert_eq!(omero.answer("config get omero.mail.port"), "26");
    assert_eq!(omero.answer("config get omero.web.debug"), "true");
}

#[test]
fn a_mistake_in_json_or_yaml_is_told_with_line_and_column() {
    let omero = site();
    assert_snapshot!(omero.edit("config edit --format json", "sed -i s/false,/false/ $1"), @"
    exit 1
    --- stderr
    error: line 5, column 3: `,` or `}` is missing
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.json
    ");
    assert_snapshot!(omero.edit("config edit --format yaml", "echo '  a: [1' >> $1"), @"
    exit 1
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.json is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    error: line 16, column 3: while parsing a block mapping, did not find expected key
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.yaml
    ");
    assert_snapshot!(omero.edit("config edit --format toml", "exit 0"), @"
    exit 2
    --- stderr
    error: invalid value 'toml' for '--format <NOTATION>': `toml` is not a notation for editing; use properties, json or yaml

    For more information, try '--help'.
    ");
}

#[test]
fn no_format_changes_what_was_not_changed() {
    for format in ["properties", "json", "yaml"] {
        let omero = site();
        let values =
            ["two\nlines", "C:\\dir\\", " outer ", "\ttab\t", "é\r", "", "# x", "a=b", "null"];
        for (number, value) in values.iter().enumerate() {
            let typed = omero.typed("config set").arg(format!("key.{number}")).arg("--").arg(value);
            assert!(typed.run().succeeded(), "{value:?}");
        }
        omero.prepare("config set --force omero.web.ping_interval ' 060'");
        let before = omero.config_xml();
        let command = format!("config edit --format {format}");
        assert_eq!(omero.edit(&command, "echo >> $1").to_string(), "exit 0", "{format}");
        assert_eq!(omero.config_xml(), before, "{format}");
    }
}
