//! What `config take-over` does not touch.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use super::take_over;
use super::undo;
use crate::support::Installation;
use crate::support::PythonEnvironment;

#[test]
fn a_directory_that_is_no_environment_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config take-over /nonexistent"), @"
    exit 1
    --- stderr
    error: there is no /nonexistent/bin/omero
    hint: name the virtual environment in which pip installed omero-py, such as /opt/omero/server/venv3
    ");
    fs::create_dir(omero.cwd().join("bin")).unwrap();
    assert_snapshot!(omero.run("config take-over ."), @"
    exit 1
    --- stderr
    error: there is no $CWD/bin/omero
    hint: name the virtual environment in which pip installed omero-py, such as /opt/omero/server/venv3
    ");
    assert_snapshot!(omero.run("config take-over --undo ."), @"
    exit 1
    --- stderr
    error: there is no $CWD/bin/omero
    hint: name the virtual environment in which pip installed omero-py, such as /opt/omero/server/venv3
    ");
    assert_snapshot!(omero.run("config --profile x take-over ."), @"
    exit 2
    --- stderr
    error: --profile has no effect for `config take-over`
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
}

#[test]
#[needs(Program("python3"))]
fn a_program_that_is_not_the_python_tool_stays_as_it_is() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let wrapper = "#!/venv3/bin/python\nfrom subprocess import run\nrun(['/venv3/bin/omero'])\n";
    for script in [wrapper, "#!/bin/sh\nexec /usr/bin/omero.main\n", "\x7fELF\u{0}omero.main"] {
        environment.write_program("omero", script);
        let before = PythonEnvironment::identity(&environment.omero());
        let run = take_over(&omero, &environment);
        assert!(run.stderr().contains("is not the start script of the Python tool"), "{run}");
        assert_eq!((run.exit(), undo(&omero, &environment).exit()), (1, 1));
        assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
        assert!(!environment.kept().exists());
    }
}

#[test]
#[needs(Program("python3"))]
fn a_link_stays_a_link() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let real = environment.programs().join("omero3");
    fs::rename(environment.omero(), &real).unwrap();
    symlink("omero3", environment.omero()).unwrap();
    assert_snapshot!(take_over(&omero, &environment), @"
    exit 113
    --- stderr
    error: $HOME/venv 3/bin/omero is a symbolic link, not a regular file
    hint: check the path; it must be a regular file
    ");
    assert!(environment.omero().is_symlink());
}

#[test]
#[needs(Program("python3"))]
fn what_is_kept_is_put_back_only_if_it_is_the_python_tool() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    assert!(take_over(&omero, &environment).succeeded());
    environment.write_program("omero.py-tool", "#!/bin/sh\nrm -rf /\n");
    let before = PythonEnvironment::identity(&environment.omero());
    assert_snapshot!(undo(&omero, &environment), @"
    exit 1
    --- stderr
    error: $HOME/venv 3/bin/omero.py-tool does not exist, or is not the Python tool
    hint: `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
    assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
}

#[test]
#[needs(Program("python3"))]
fn a_path_that_a_script_cannot_hold_is_refused() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let odd = omero.home().join("it's");
    fs::rename(environment.directory(), &odd).unwrap();
    let run = omero.typed("config take-over").arg(&odd).run();
    assert_snapshot!(run, @"
    exit 1
    --- stderr
    error: a start script cannot hold a path with a quote, backslash or line break: $HOME/it's/bin/omero
    hint: use another path for the program or the environment
    ");
    assert!(!odd.join("bin/omero.py-tool").exists());
}

#[test]
#[needs(Program("python3"))]
fn who_may_not_write_there_changes_nothing() {
    let omero = Installation::of_ordinary_user();
    let environment = PythonEnvironment::new(&omero);
    fs::set_permissions(environment.programs(), PermissionsExt::from_mode(0o555)).unwrap();
    let before = PythonEnvironment::identity(&environment.omero());
    assert_snapshot!(take_over(&omero, &environment), @"
    exit 1
    --- stderr
    error: cannot replace $HOME/venv 3/bin/omero.py-tool; it was not changed: Permission denied (os error 13)
    hint: run the command as a user with write permission for the directory of the file
    ");
    assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
    assert!(!environment.kept().exists());
    fs::set_permissions(environment.programs(), PermissionsExt::from_mode(0o755)).unwrap();
}
