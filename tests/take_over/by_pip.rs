//! `pip` and `venv` know nothing of the start script: what `doctor` says then, and what helps.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use super::shown;
use super::take_over;
use super::taken_over;
use super::undo;
use crate::support::Installation;
use crate::support::PythonEnvironment;

/// What `doctor` says of the environment, which is on the PATH after this program.
fn doctor(omero: &Installation, environment: &PythonEnvironment) -> String {
    let ours = omero.home().join("ours");
    if !ours.exists() {
        fs::create_dir(&ours).unwrap();
        symlink(omero.executable(), ours.join("omero")).unwrap();
    }
    let path = env::join_paths([ours, environment.programs()]).unwrap();
    let run = omero.typed("config doctor").env("PATH", path).env("EDITOR", "/bin/true").run();
    let lines = run.stdout().lines().skip_while(|line| !line.contains("python-tool:"));
    lines.take(2).collect::<Vec<_>>().join("\n")
}

#[test]
#[needs(Program("python3"))]
fn after_an_upgrade_doctor_says_that_the_tool_is_back_and_taking_over_again_keeps_the_new_one() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    assert_eq!(doctor(&omero, &environment), "");
    environment.install();
    let upgraded = PythonEnvironment::identity(&environment.omero());
    assert_snapshot!(doctor(&omero, &environment), @"
    warning python-tool: $HOME/venv 3/bin/omero is the Python tool again; pip puts it back when it installs omero-py
        omero config take-over '$HOME/venv 3'
    ");
    assert_snapshot!(shown(&omero, &take_over(&omero, &environment)), @"
    exit 0
    --- stdout
    $HOME/venv 3/bin/omero now starts $PROGRAM; the Python tool is $HOME/venv 3/bin/omero.py-tool
    ");
    assert_eq!(PythonEnvironment::identity(&environment.kept()), upgraded);
    assert_eq!(doctor(&omero, &environment), "");
}

#[test]
#[needs(Program("python3"))]
fn after_an_upgrade_undo_keeps_the_new_tool() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    environment.install();
    let upgraded = PythonEnvironment::identity(&environment.omero());
    assert_snapshot!(undo(&omero, &environment), @"
    exit 0
    --- stdout
    $HOME/venv 3/bin/omero is already the Python tool; removed $HOME/venv 3/bin/omero.py-tool
    ");
    assert_eq!(PythonEnvironment::identity(&environment.omero()), upgraded);
    assert!(!environment.kept().exists());
}

#[test]
#[needs(Program("python3"))]
fn a_tool_that_is_missing_is_an_error_for_doctor_and_for_commands_that_need_it() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    fs::remove_file(environment.kept()).unwrap();
    assert_snapshot!(doctor(&omero, &environment), @"
    error python-tool: $HOME/venv 3/bin/omero starts this program, but the Python tool is not in $HOME/venv 3/bin/omero.py-tool
        `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
    assert_snapshot!(omero.start(&environment.omero(), "admin start").run(), @"
    exit 2
    --- stderr
    error: OMERO_CONFIG_NEXT is $HOME/venv 3/bin/omero.py-tool, which is not a program
    hint: `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
    assert_snapshot!(take_over(&omero, &environment), @"
    exit 1
    --- stderr
    error: $HOME/venv 3/bin/omero.py-tool does not exist, or is not the Python tool
    hint: `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
    assert_snapshot!(undo(&omero, &environment), @"
    exit 1
    --- stderr
    error: $HOME/venv 3/bin/omero.py-tool does not exist, or is not the Python tool
    hint: `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
    assert!(omero.start(&environment.omero(), "config set A 1").run().succeeded());
}

#[test]
#[needs(Program("python3"))]
fn a_tool_without_its_interpreter_is_an_error_for_doctor() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let script = "#!/opt/python3.6/bin/python3\nfrom omero.main import main\nmain()\n";
    environment.write_program("omero", script);
    assert!(take_over(&omero, &environment).succeeded());
    assert_snapshot!(doctor(&omero, &environment), @"
    error python-tool: $HOME/venv 3/bin/omero.py-tool needs /opt/python3.6/bin/python3, which does not exist
        `'$HOME/venv 3/bin/pip' install --force-reinstall --no-deps omero-py`, then `omero config take-over '$HOME/venv 3'`
    ");
}

#[test]
#[needs(Program("python3"))]
fn doctor_finds_the_environment_of_the_wrapper_that_the_roles_write() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let link = omero.home().join("venv3");
    symlink(environment.directory(), &link).unwrap();
    fs::create_dir(omero.omerodir().join("bin")).unwrap();
    let wrapper = format!("#!{}/bin/python\nimport os\n", link.display());
    fs::write(omero.omerodir().join("bin/omero"), wrapper).unwrap();
    environment.install();
    let run = omero.typed("config doctor").env("EDITOR", "/bin/true").run();
    assert!(run.stdout().contains("warning python-tool: $HOME/venv 3/bin/omero"), "{run}");
}

#[test]
#[needs(Program("python3"))]
fn a_program_that_moved_is_found_again_by_taking_over_again() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let script = fs::read_to_string(environment.omero()).unwrap();
    let program = omero.executable().to_str().unwrap();
    environment.write_program("omero", &script.replace(program, "/usr/bin/omero-was-here"));
    assert_snapshot!(doctor(&omero, &environment), @"
    warning python-tool: $HOME/venv 3/bin/omero starts the Python tool: /usr/bin/omero-was-here does not exist
        omero config take-over '$HOME/venv 3'
    ");
    assert_snapshot!(shown(&omero, &take_over(&omero, &environment)), @"
    exit 0
    --- stdout
    $HOME/venv 3/bin/omero now starts $PROGRAM
    ");
    assert_eq!(fs::read_to_string(environment.omero()).unwrap(), script);
}

#[test]
#[needs(Program("python3"))]
fn on_the_path_the_start_script_is_this_program() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let path = environment.programs();
    let run = omero.typed("config doctor").env("PATH", &path).env("EDITOR", "/bin/true").run();
    assert!(!run.stdout().contains(" path:"), "{run}");
    // And the next program is the tool that it keeps.
    let run = omero.typed("admin start").env("PATH", &path).run();
    assert_eq!(run.stdout(), "tool $HOME/venv 3/bin/omero.py-tool admin start\n");
}
