//! Where commands go that are not ours, if no other `omero` is on the PATH.

use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use super::taken_over;
use crate::support::Installation;
use crate::support::PythonEnvironment;

#[test]
fn a_variable_names_the_next_program() {
    let omero = Installation::empty();
    let run = omero.typed("admin 'a  b'").env("OMERO_CONFIG_NEXT", "/bin/echo").run();
    assert_snapshot!(run, @"
    exit 0
    --- stdout
    admin a  b
    ");
    let script = "config set A 1\nadmin start\nconfig get A\n";
    let run = omero.typed("load").env("OMERO_CONFIG_NEXT", "/bin/echo").input(script).run();
    assert_snapshot!(run, @"
    exit 0
    --- stdout
    admin start
    1
    ");
}

#[test]
fn a_variable_that_names_no_other_program_is_an_error() {
    let omero = Installation::empty();
    let next = |path: &str| omero.typed("admin").env("OMERO_CONFIG_NEXT", path).run();
    assert_snapshot!(next("/nonexistent/omero"), @"
    exit 2
    --- stderr
    error: OMERO_CONFIG_NEXT is /nonexistent/omero, which is not a program
    hint: set it to the path of the Python tool, such as /opt/omero/server/venv3/bin/omero
    ");
    assert_snapshot!(next("omero"), @"
    exit 2
    --- stderr
    error: OMERO_CONFIG_NEXT is omero, which is not an absolute path
    hint: set it to the path of the Python tool, such as /opt/omero/server/venv3/bin/omero
    ");
    let ourselves = omero.home().join("omero");
    symlink(omero.executable(), &ourselves).unwrap();
    assert_snapshot!(next(ourselves.to_str().unwrap()), @"
    exit 2
    --- stderr
    error: OMERO_CONFIG_NEXT is $HOME/omero, which is this program itself
    hint: set it to the path of the Python tool, such as /opt/omero/server/venv3/bin/omero
    ");
    // Empty is not set.
    assert!(next("").stderr().contains("there is no other `omero` on the PATH"));
}

#[test]
#[needs(Program("python3"))]
fn a_variable_that_names_the_start_script_leads_to_the_tool() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let run = omero.typed("admin start").env("OMERO_CONFIG_NEXT", environment.omero()).run();
    assert_eq!(run.stdout(), "tool $HOME/venv 3/bin/omero.py-tool admin start\n");
}

#[test]
#[needs(Program("python3"))]
fn in_the_place_of_the_start_script_the_package_of_the_environment_is_started() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    fs::remove_file(environment.omero()).unwrap();
    symlink(omero.executable(), environment.omero()).unwrap();
    // What is in the current directory is not taken for a module.
    omero.file("omero.py", "raise SystemExit('from the current directory')");
    let run = omero.start(&environment.omero(), "certificates 'a  b'").run();
    assert_snapshot!(run, @"
    exit 7
    --- stdout
    tool $HOME/venv 3/bin/omero certificates a  b
    ");
}

#[test]
#[needs(Program("python3"))]
fn a_tool_that_was_renamed_by_hand_is_found_beside_us() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    fs::rename(environment.omero(), environment.kept()).unwrap();
    symlink(omero.executable(), environment.omero()).unwrap();
    let run = omero.start(&environment.omero(), "admin start").run();
    assert_eq!(run.stdout(), "tool $HOME/venv 3/bin/omero.py-tool admin start\n");
    // By its name on the PATH as well.
    let run = omero.start(std::path::Path::new("/bin/sh"), "-c 'omero admin start'");
    let run = run.env("PATH", environment.programs()).run();
    assert_eq!(run.stdout(), "tool $HOME/venv 3/bin/omero.py-tool admin start\n");
}

#[test]
#[needs(Program("python3"))]
fn a_tool_that_starts_the_script_again_and_again_is_given_up() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", environment.omero().display());
    environment.write_program("omero.py-tool", &script);
    let run = omero.start(&environment.omero(), "admin start").run();
    assert_snapshot!(run, @"
    exit 2
    --- stderr
    error: there is no command `admin` here, and the other `omero` passes it back to this program
    hint: `omero help` lists the commands
    ");
}
