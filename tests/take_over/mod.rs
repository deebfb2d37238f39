//! `config take-over`: this program in the place of the Python tool.

mod by_pip;
mod next_program;
mod refusals;
mod root;

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::PythonEnvironment;
use crate::support::Transcript;
use crate::support::Typed;

/// The command for an environment.
fn take_over(omero: &Installation, environment: &PythonEnvironment) -> Transcript {
    omero.typed("config take-over").arg(environment.directory()).run()
}

fn undo(omero: &Installation, environment: &PythonEnvironment) -> Transcript {
    omero.typed("config take-over --undo").arg(environment.directory()).run()
}

/// An environment in which it was done.
fn taken_over(omero: &Installation) -> PythonEnvironment {
    let environment = PythonEnvironment::new(omero);
    let transcript = take_over(omero, &environment);
    assert!(transcript.succeeded(), "{transcript}");
    environment
}

/// A transcript without the path of the program, which differs by machine.
fn shown(omero: &Installation, transcript: &Transcript) -> String {
    transcript.to_string().replace(omero.executable().to_str().unwrap(), "$PROGRAM")
}

#[test]
#[needs(Program("python3"))]
fn the_program_answers_in_the_name_of_the_tool_and_passes_other_commands_on() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let script = shown(&omero, &take_over(&omero, &environment));
    assert_snapshot!(script, @"
    exit 0
    --- stdout
    $HOME/venv 3/bin/omero now starts $PROGRAM; the Python tool is $HOME/venv 3/bin/omero.py-tool
    ");
    let set = omero.start(&environment.omero(), "config set omero.web.page_title 'a  b'").run();
    assert_snapshot!(set, @"
    exit 0
    --- stderr
    warning: `omero.web.page_title` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description
    ");
    assert_eq!(omero.answer("config get omero.web.page_title"), "a  b");
    // As under systemd: no PATH at all.
    let other = omero.start(&environment.omero(), "admin start --foreground 'a  b'").run();
    assert_snapshot!(other, @"
    exit 7
    --- stdout
    tool $HOME/venv 3/bin/omero.py-tool admin start --foreground a  b
    ");
}

#[test]
#[needs(Program("python3"))]
fn an_interpreter_can_be_named_before_the_program() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let with_python = |line: &str| {
        let typed = omero.start(&environment.python(), "").arg(environment.omero());
        line.split(' ').fold(typed, Typed::arg).run()
    };
    assert_snapshot!(with_python("config set omero.db.host db"), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.host"), "db");
    assert_snapshot!(with_python("web start --foreground"), @"
    exit 7
    --- stdout
    tool $HOME/venv 3/bin/omero.py-tool web start --foreground
    ");
}

#[test]
#[needs(Program("python3"))]
fn a_second_time_nothing_is_changed() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let before =
        [environment.omero(), environment.kept()].map(|path| PythonEnvironment::identity(&path));
    assert_snapshot!(shown(&omero, &take_over(&omero, &environment)), @"
    exit 0
    --- stderr
    $HOME/venv 3/bin/omero already starts $PROGRAM
    ");
    let after =
        [environment.omero(), environment.kept()].map(|path| PythonEnvironment::identity(&path));
    assert_eq!(after, before);
}

#[test]
#[needs(Program("python3"))]
fn undo_gives_the_name_back_to_the_same_file() {
    let omero = Installation::empty();
    let environment = PythonEnvironment::new(&omero);
    let before = PythonEnvironment::identity(&environment.omero());
    assert!(take_over(&omero, &environment).succeeded());
    assert_eq!(PythonEnvironment::identity(&environment.kept()), before);
    assert_snapshot!(undo(&omero, &environment), @"
    exit 0
    --- stdout
    $HOME/venv 3/bin/omero is the Python tool again
    ");
    assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
    assert!(!environment.kept().exists());
    assert_snapshot!(undo(&omero, &environment), @"
    exit 0
    --- stderr
    $HOME/venv 3/bin/omero is already the Python tool
    ");
}

#[test]
#[needs(Program("python3"))]
fn an_interrupted_take_over_is_completed_or_undone() {
    for is_undone in [false, true] {
        let omero = Installation::empty();
        let environment = PythonEnvironment::new(&omero);
        let before = PythonEnvironment::identity(&environment.omero());
        // The tool has its second name, the script is not there yet.
        fs::hard_link(environment.omero(), environment.kept()).unwrap();
        if is_undone {
            assert!(undo(&omero, &environment).succeeded());
            assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
            assert!(!environment.kept().exists());
        } else {
            assert!(take_over(&omero, &environment).succeeded());
            assert_eq!(PythonEnvironment::identity(&environment.kept()), before);
        }
        let names: Vec<_> = fs::read_dir(environment.programs()).unwrap().collect();
        assert!(
            names.iter().all(|name| !name
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with('.'))
        );
    }
}

#[test]
#[needs(Program("python3"))]
fn where_the_program_was_removed_the_tool_gets_all_commands() {
    let omero = Installation::empty();
    let environment = taken_over(&omero);
    let script = fs::read_to_string(environment.omero()).unwrap();
    let program = omero.executable().to_str().unwrap();
    environment.write_program("omero", &script.replace(program, "/usr/bin/omero-was-here"));
    assert_snapshot!(omero.start(&environment.omero(), "config get").run(), @"
    exit 7
    --- stdout
    tool $HOME/venv 3/bin/omero.py-tool config get
    ");
}
