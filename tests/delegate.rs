//! Commands that are not ours, handed to the next `omero` on the PATH.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use insta::assert_snapshot;

use crate::support::Installation;

/// A directory with a program `omero` that is really another one.
fn directory_with(omero: &Installation, program: &str) -> PathBuf {
    let directory = omero.home().join("bin");
    fs::create_dir_all(&directory).unwrap();
    symlink(program, directory.join("omero")).unwrap();
    directory
}

#[test]
fn another_command_gets_its_arguments_unchanged() {
    let omero = Installation::empty();
    let directory = directory_with(&omero, "/bin/echo");
    let run = omero.typed("-s host admin start --foreground -- 'a b'").env("PATH", directory).run();
    assert_snapshot!(run, @"
    exit 0
    --- stdout
    -s host admin start --foreground -- a b
    ");
}

#[test]
fn its_exit_code_becomes_ours() {
    let omero = Installation::empty();
    let directory = directory_with(&omero, "/bin/false");
    assert_snapshot!(omero.typed("admin start").env("PATH", directory).run(), @"exit 1");
}

#[test]
fn options_that_we_do_not_know_are_handed_on_as_well() {
    let omero = Installation::empty();
    let directory = directory_with(&omero, "/bin/echo");
    let run = omero.typed("--port 4064 login").env("PATH", directory).run();
    assert_snapshot!(run, @"
    exit 0
    --- stdout
    --port 4064 login
    ");
}

#[test]
fn a_mistake_in_a_command_of_ours_is_not_handed_on() {
    let omero = Installation::empty();
    let directory = directory_with(&omero, "/bin/echo");
    let run = omero.typed("config get --nosuch").env("PATH", directory).run();
    assert!(
        run.to_string().starts_with("exit 2\n--- stderr\nerror: unexpected argument '--nosuch'"),
        "{run}"
    );
}

#[test]
fn in_a_script_another_command_runs_in_its_place_in_the_order() {
    let omero = Installation::empty();
    let directory = directory_with(&omero, "/bin/echo");
    let script = "config set A 1\nadmin start\nconfig get A\n";
    let run = omero.typed("load").env("PATH", directory).input(script).run();
    assert_snapshot!(run, @"
    exit 0
    --- stdout
    admin start
    1
    ");
}

#[test]
fn without_another_omero_the_nearest_command_is_suggested() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("confg get").env("PATH", "/nonexistent").run(), @"
    exit 2
    --- stderr
    error: there is no command `confg` here, and there is no other `omero` on the PATH
    hint: did you mean `omero config`?
    ");
}

#[test]
fn a_wrapper_that_comes_back_to_us_is_given_up() {
    let omero = Installation::empty();
    let directory = omero.home().join("bin");
    fs::create_dir_all(&directory).unwrap();
    let wrapper = directory.join("omero");
    // Written by another process: a file that we had open for writing could not be run.
    let script = format!(
        "printf '#!/bin/sh\\nexec {} \"$@\"\\n' > {path} && chmod +x {path}",
        env!("CARGO_BIN_EXE_omero"),
        path = wrapper.display()
    );
    assert!(Command::new("/bin/sh").args(["-c", &script]).status().unwrap().success());
    assert_snapshot!(omero.typed("admin start").env("PATH", directory).run(), @"
    exit 2
    --- stderr
    error: there is no command `admin` here, and the other `omero` passes it back to this program
    hint: `omero help` lists the commands
    ");
}
