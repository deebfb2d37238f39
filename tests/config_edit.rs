//! `config edit` away from a terminal, with editors that are shell scripts.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

pub(crate) fn leaves_no_copy(omero: &Installation) -> bool {
    let is_home_empty = fs::read_dir(omero.home().join(".local/state")).unwrap().next().is_none();
    is_home_empty && omero.grid_names().iter().all(|name| name.starts_with("config.xml"))
}

#[test]
fn the_editor_sees_every_property_sorted_with_passwords_in_a_private_file() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set A 'two\nlines'");
    let script = "cp \"$1\" seen; stat -c %a \"$1\" > mode; dirname \"$1\" > place";
    assert_snapshot!(omero.edit("config edit", script), @"exit 0");
    let seen = |name: &str| fs::read_to_string(omero.cwd().join(name)).unwrap();
    assert_snapshot!(seen("seen"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.
    # ******** is a password: leave it unchanged, or type a new one.
    A:json="two\nlines"

    # Password for the database.
    # Type: a text. Default: omero
    omero.db.pass=********
    "#);
    assert_eq!(seen("mode"), "600\n");
    let place = omero.home().join(".local/state/omero-config/edit");
    assert!(seen("place").starts_with(place.to_str().unwrap()), "{}", seen("place"));
    assert!(leaves_no_copy(&omero));
}

#[test]
fn an_unchanged_text_changes_nothing() {
    let omero = Installation::empty();
    omero.prepare("config set A 'two\nlines'");
    omero.prepare("config set B 'C:\\dir\\'");
    let before = fs::metadata(omero.store()).unwrap().modified().unwrap();
    assert_snapshot!(omero.edit("config edit", "touch \"$1\""), @"exit 0");
    assert_eq!(fs::metadata(omero.store()).unwrap().modified().unwrap(), before);
}

#[test]
fn lines_are_changed_added_and_removed_in_their_places() {
    let omero = Installation::empty();
    for line in ["set B 2", "set A 1", "set C 3", "def other", "def default"] {
        omero.prepare(&format!("config {line}"));
    }
    let script = r#"sed -i -e '/^A=/d' -e 's/^B=.*/B=9/' -e '$a D=4' "$1""#;
    let changes = omero.changes(|omero| {
        assert_snapshot!(omero.edit("config edit", script), @"exit 0");
    });
    assert_snapshot!(changes, @r#"
       <properties id="__ACTIVE__">
    -    <property name="B" value="2"/>
    -    <property name="A" value="1"/>
    +    <property name="B" value="9"/>
    +    <property name="D" value="4"/>
       <properties id="default">
    -    <property name="B" value="2"/>
    -    <property name="A" value="1"/>
    +    <property name="B" value="9"/>
    +    <property name="D" value="4"/>
    "#);
}

#[test]
fn values_that_no_line_can_hold_survive_an_edit_of_another_line() {
    let omero = Installation::empty();
    let values = ["two\nlines", "C:\\dir\\", " outer ", "\ttab\t", "line end\r", "", "# x", "a=b"];
    for (number, value) in values.iter().enumerate() {
        let typed = omero.typed("config set").arg(format!("key.{number}")).arg("--").arg(value);
        assert!(typed.run().succeeded(), "{value:?}");
    }
    assert!(omero.edit("config edit", "echo other=1 >> \"$1\"").succeeded());
    assert_eq!(omero.answer("config get other"), "1");
    for (number, value) in values.iter().enumerate() {
        assert_eq!(omero.answer(&format!("config get key.{number}")), *value);
    }
}

#[test]
fn a_value_in_json_notation_can_be_changed() {
    let omero = Installation::empty();
    omero.prepare("config set A 'two\nlines'");
    assert!(omero.edit("config edit", r#"sed -i 's/lines/words/' "$1""#).succeeded());
    assert_eq!(omero.answer("config get A"), "two\nwords");
}

#[test]
fn a_deleted_version_stays() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let changes = omero.changes(|omero| {
        assert_snapshot!(omero.edit("config edit", "echo A=2 > \"$1\""), @"exit 0");
    });
    assert_snapshot!(changes, @r#"
       <properties id="__ACTIVE__">
    -    <property name="A" value="1"/>
    +    <property name="A" value="2"/>
       <properties id="default">
    -    <property name="A" value="1"/>
    +    <property name="A" value="2"/>
    "#);
}

#[test]
fn visual_comes_before_editor_and_has_arguments() {
    let omero = Installation::empty();
    let visual = format!("{} --wait 'two words'", omero.editor("echo \"$1|$2\" > seen"));
    let typed = omero.typed("config edit").env("VISUAL", visual).env("EDITOR", "false");
    assert!(typed.run().succeeded());
    let seen = fs::read_to_string(omero.cwd().join("seen")).unwrap();
    assert_eq!(seen, "--wait|two words\n");
}

#[test]
fn the_profile_of_the_environment_is_edited() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let editor = omero.editor("echo B=2 >> \"$1\"");
    let typed = omero.typed("config edit").env("EDITOR", editor).env("OMERO_CONFIG", "other");
    assert!(typed.run().succeeded());
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=1
    ");
    assert_snapshot!(omero.typed("config get").env("OMERO_CONFIG", "other").run(), @"
    exit 0
    --- stdout
    B=2
    ");
}

#[test]
fn a_hundred_thousand_lines_are_changed_and_deleted_without_hanging() {
    let omero = Installation::empty();
    let lines =
        (0..100_000).map(|number| format!("my.key{number}=1\n")).collect::<Vec<_>>().concat();
    let file = omero.file("lines", lines);
    // A key that stands twice must not slow down the others.
    omero.write(
        "<icegrid><properties id='default'><property name='omero.config.version' value='5.1.0'/>\
         <property name='A' value='1'/><property name='A' value='2'/></properties></icegrid>",
    );
    omero.prepare(&format!("config load --force {}", file.display()));
    let change_all = omero.editor("sed -i s/=1/=2/ \"$1\"");
    let changed = omero.typed("config edit --force").env("EDITOR", change_all).run();
    assert_eq!(changed.exit(), 0, "{changed}");
    assert_eq!(omero.answer("config get my.key99999"), "2");
    assert_snapshot!(omero.edit("config edit", ": > \"$1\""), @"
    exit 0
    --- stderr
    warning: $OMERODIR/etc/grid/config.xml: property `A` is listed more than once in profile `default`; the last is used
    ");
    assert_eq!(omero.answer("config get"), "");
}
