//! `config load`: properties from files of `KEY=VALUE` lines.

use std::process::Command;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn lines_are_read_with_comments_and_continuations() {
    let omero = Installation::empty();
    omero.file("a", "# comment\n\n  A=1 \r\nB=x\\\n  y\\\nz\nC\n=ignored\nD=a=b # no comment\n");
    assert_snapshot!(omero.run("config load a"), @"exit 0");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=1
    B=x  yz
    C=
    D=a=b # no comment
    ");
}

#[test]
fn without_a_file_and_for_a_dash_standard_input_is_read() {
    let omero = Installation::empty();
    assert!(omero.typed("config load").input("A=1\n").run().succeeded());
    assert!(omero.typed("config load -").input("B=2").run().succeeded());
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=1
    B=2
    ");
}

#[test]
#[needs(Program("bash"))]
fn a_pipe_is_read_as_a_file_is() {
    let omero = Installation::empty();
    let program = env!("CARGO_BIN_EXE_omero");
    let script = format!("{program} config load <(echo A=1) <(echo B=2)");
    let mut shell = Command::new("bash");
    let output = shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}

#[test]
fn a_property_with_another_value_refuses_everything() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set omero.db.pass old");
    let before = omero.config_xml();
    omero.file("a", "B=2\nA=1\n");
    omero.file("b", "C=3\nA=other\n");
    assert_snapshot!(omero.run("config load a b"), @"
    exit 246
    --- stderr
    error: b, line 2: Duplicate property: A ('1' => 'other')
    hint: nothing was loaded; `load -q` replaces existing values
    ");
    omero.file("c", "omero.db.pass=new\n");
    assert_snapshot!(omero.run("config load c"), @"
    exit 246
    --- stderr
    error: c, line 1: Duplicate property: omero.db.pass ('********' => '******** (another)')
    hint: nothing was loaded; `load -q` replaces existing values
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn with_q_values_are_replaced() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.file("a", "A=2\nB=3\n");
    assert_snapshot!(omero.run("config load -q a"), @"exit 0");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=2
    B=3
    ");
}

#[test]
fn of_two_lines_with_one_key_the_last_counts_and_there_is_no_conflict() {
    let omero = Installation::empty();
    omero.file("a", "A=1\nA=2\n");
    omero.file("b", "A=3\n");
    omero.prepare("config load a b");
    assert_eq!(omero.answer("config get A"), "3");
}

#[test]
fn one_bad_line_in_any_file_loads_nothing() {
    let omero = Installation::empty();
    omero.file("good", "A=1\n");
    omero.file("illegal", "B=2\na b=1\n");
    omero.file("control", "B=bell\u{7}\n");
    omero.file("open", "B=2\nC=3\\\n");
    omero.file("latin", b"B=\xe9\n");
    assert_snapshot!(omero.run("config load good illegal"), @"
    exit 250
    --- stderr
    error: illegal, line 2: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_snapshot!(omero.run("config load good control"), @r"
    exit 1
    --- stderr
    error: control, line 1: value of `B`: character 5 is U+0007, which an XML file cannot contain
    hint: remove it, or write it in JSON as an escape such as `\u0007`
    ");
    assert_snapshot!(omero.run("config load good open"), @"
    exit 1
    --- stderr
    error: open: line 2 ends in a backslash, but no line follows
    hint: remove the backslash, or add the missing line
    ");
    assert_snapshot!(omero.run("config load good latin"), @"
    exit 200
    --- stderr
    error: Cannot read latin: byte 3 is not valid UTF-8
    hint: convert it, for example with `iconv -t UTF-8`
    ");
    assert_snapshot!(omero.run("config load good nosuch"), @"
    exit 2
    --- stderr
    error: File does not exist: nosuch

    Usage: omero config load [OPTIONS] [FILE]...

    For more information, try '--help'.
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn ten_thousand_lines_are_loaded_at_once() {
    use std::fmt::Write;
    let omero = Installation::empty();
    let mut text = String::new();
    for number in 0..10_000 {
        writeln!(text, "key.{number}=value {number}").unwrap();
    }
    omero.file("many", &text);
    omero.prepare("config load many");
    assert_eq!(omero.answer("config keys").lines().count(), 10_000);
    assert_eq!(omero.answer("config get key.9999"), "value 9999");
}
