//! What lines of one script share: one change, each line reading what the lines before it did.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use insta::assert_snapshot;

use super::changes;
use super::count_of_changes;
use super::load;
use super::with_a;
use crate::support::Installation;

#[test]
fn lines_of_config_are_written_as_one_change_that_can_be_taken_back() {
    let omero = with_a();
    let lines = "config set B 2\n\n# more\nconfig append L 1\nconfig append L 2\nconfig set A\n";
    assert_snapshot!(load(&omero, lines), @"exit 0");
    assert_eq!(count_of_changes(&omero), 1);
    assert_eq!(changes(&omero), ["added B", "added L", "removed A"]);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "A=1");
}

#[test]
fn a_line_reads_what_the_lines_before_it_changed() {
    let omero = with_a();
    let lines = "\
        config set B 2\n\
        config get\n\
        config keys\n\
        config def other\n\
        config all\n\
        config get --profile default B\n\
        config set C 3\n\
        config diff default\n\
        config export --format properties\n";
    omero.file("a.omero", lines);
    assert_snapshot!(omero.run("load -k a.omero"), @"
    exit 0
    --- stdout
    A=1
    B=2
    A
    B
    other
    other
    default
    2
    - A=1
    - B=2
    + C=3
    C=3
    --- stderr
    warning: profile `other` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop other` then removes it
    error: a.omero, line 8: the command ended with 1
    Ignoring error: config diff default
    ");
    assert_eq!(count_of_changes(&omero), 1);
}

#[test]
fn a_failing_line_ends_the_script_and_what_was_before_it_is_written() {
    let omero = with_a();
    let lines = "config set B 2\nconfig get\nconfig set C 3\nconfig append A 5\nconfig set D 4\n";
    assert_snapshot!(load(&omero, lines), @"
    exit 255
    --- stdout
    A=1
    B=2
    --- stderr
    error: a.omero, line 4: Property A is not a list
    hint: append and remove work on JSON lists; use `set` for other values
    hint: the changes of a.omero, lines 1 to 3, are stored; `config undo` undoes them
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=2\nC=3");
    assert_eq!(count_of_changes(&omero), 1);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "A=1");
}

#[test]
fn a_line_that_fails_half_way_leaves_nothing_of_itself() {
    let omero = with_a();
    omero.file("good", "B=2\nC=3\n");
    omero.file("bad", "D=4\n'e f'=5\n");
    let lines = "config set A 9\nconfig load good\nconfig load bad\nconfig set G 7\n";
    omero.file("a.omero", lines);
    assert_snapshot!(omero.run("load -k a.omero"), @r"
    exit 0
    --- stderr
    error: a.omero, line 3: bad, line 2: Illegal property name: 'e f'
    hint: a name contains only letters, digits, `.`, `_` and `-`, not '\''
    Ignoring error: config load bad
    ");
    assert_eq!(omero.answer("config get"), "A=9\nB=2\nC=3\nG=7");
    assert_eq!(count_of_changes(&omero), 1);
}

#[test]
fn what_lines_say_stands_in_their_order() {
    let omero = with_a();
    let lines = "\
        config set --report B 2\n\
        config set omero.web.debgu true\n\
        config get B\n\
        config append --report L 1\n\
        config set --report --profile test B 3\n";
    omero.file("a.omero", lines);
    let script = format!("exec {} load a.omero 2>&1", env!("CARGO_BIN_EXE_omero"));
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).current_dir(omero.cwd());
    assert_snapshot!(String::from_utf8(shell.output().unwrap().stdout).unwrap(), @"
    Changed: Set B:2
    warning: `omero.web.debgu` is not known; did you mean `omero.web.debug`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.web.debug true` sets that one
    2
    Changed: Appended L:1
    created profile `test`
    Changed: Set B:3
    ");
}

#[test]
fn scripts_that_run_scripts_and_several_files_are_one_change() {
    let omero = with_a();
    omero.file("inner.omero", "config set C 3\nconfig append A 1\nconfig set never 1\n");
    omero.file("a.omero", "config set B 2\nload -k inner.omero\nconfig get never\n");
    omero.file("b.omero", "config set D 4\n");
    assert_snapshot!(omero.run("load a.omero b.omero"), @"
    exit 0
    --- stdout
    1
    --- stderr
    error: inner.omero, line 2: Property A is not a list
    hint: append and remove work on JSON lists; use `set` for other values
    Ignoring error: config append A 1
    ");
    assert_eq!(count_of_changes(&omero), 1);
    omero.file("c.omero", "config set E 5\nload inner.omero\nconfig set F 6\n");
    assert_snapshot!(omero.run("load c.omero b.omero"), @"
    exit 255
    --- stderr
    error: inner.omero, line 2: Property A is not a list
    hint: append and remove work on JSON lists; use `set` for other values
    hint: the changes of c.omero, line 1, to inner.omero, line 1, are stored; `config undo` undoes them
    ");
    assert_eq!(omero.answer("config keys"), "A\nB\nC\nD\nE\nnever");
}

#[test]
fn an_open_quote_ends_the_script_with_its_line() {
    let omero = with_a();
    assert_snapshot!(load(&omero, "config set B 2\nconfig set C 'three\nconfig set D 4\n"), @"
    exit 1
    --- stderr
    error: a.omero, line 2: a closing ' is missing
    hint: quote the word as for a shell
    hint: the changes of a.omero, line 1, are stored; `config undo` undoes them
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}

#[test]
fn a_script_that_cannot_be_read_is_told_and_what_was_before_it_is_written() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    omero.file("a.omero", "config set B 2\n");
    let closed = omero.file("closed.omero", "config set C 3\n");
    fs::set_permissions(closed, PermissionsExt::from_mode(0o000)).unwrap();
    assert_snapshot!(omero.run("load a.omero closed.omero"), @"
    exit 1
    --- stderr
    error: cannot read closed.omero: Permission denied (os error 13)
    hint: the changes of a.omero, line 1, are stored; `config undo` undoes them
    ");
    omero.file("latin1.omero", b"config set B 3\nconfig set C \xe9\n");
    assert_snapshot!(omero.run("load latin1.omero"), @"
    exit 200
    --- stderr
    error: Cannot read latin1.omero: byte 29 is not valid UTF-8
    hint: convert it, for example with `iconv -t UTF-8`
    ");
    fs::create_dir(omero.cwd().join("directory.omero")).unwrap();
    assert_snapshot!(omero.run("load directory.omero"), @"
    exit 1
    --- stderr
    error: cannot read directory.omero: Is a directory (os error 21)
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}
