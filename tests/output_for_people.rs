//! What a person sees on a terminal, and what a script sees in a pipe: colour, width, pager.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Terminal;

/// A property in colour, as `get` shows it.
const COLOURED: &str = "\u{1b}[38;5;63momero.web.debug\u{1b}[0m=true\n";

/// The same in a pipe.
const PLAIN: &str = "omero.web.debug=true\n";

fn with_debug() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug true");
    omero
}

/// Clears the screen, runs a command, and waits until the shell is ready again.
fn run(terminal: &Terminal<'_>, command: &str) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    // The quotes keep what is typed from being taken for what is shown.
    terminal.type_text(&format!("clear; {command}; echo do''ne {number}"));
    terminal.press("Enter");
    let end = format!("\ndone {number}\nready>");
    let screen = terminal.wait_for(command, |screen| screen.ends_with(&end));
    screen.strip_suffix(&end).unwrap_or_default().to_owned()
}

#[test]
fn in_a_pipe_there_is_no_colour_unless_it_is_asked_for() {
    let omero = with_debug();
    let get = |words: &str| omero.run(&format!("{words} config get")).stdout().to_owned();
    assert_eq!(get(""), PLAIN);
    assert_eq!(get("--color never"), PLAIN);
    assert_eq!(get("--color always"), COLOURED);
}

#[test]
fn the_variables_for_colour_are_heeded() {
    let omero = with_debug();
    let get = |variables: &[(&str, &str)]| {
        let typed = omero.typed("config get");
        let typed = variables.iter().fold(typed, |typed, (name, value)| typed.env(name, value));
        typed.run().stdout().to_owned()
    };
    assert_eq!(get(&[("CLICOLOR_FORCE", "1")]), COLOURED);
    assert_eq!(get(&[("CLICOLOR_FORCE", "")]), PLAIN);
    assert_eq!(get(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), PLAIN);
    assert_eq!(get(&[("CLICOLOR", "1")]), PLAIN);
    let forced = omero.typed("--color always config get").env("NO_COLOR", "1").run();
    assert_eq!(forced.stdout(), COLOURED);
}

#[test]
fn a_single_value_is_never_coloured() {
    let omero = with_debug();
    assert_eq!(omero.answer("--color always config get omero.web.debug"), "true");
}

#[test]
#[needs(Program("tmux"))]
fn a_terminal_shows_colour_unless_it_is_not_wanted() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    for (variable, is_coloured) in
        [("NO_COLOR=1", false), ("CLICOLOR=0", false), ("TERM=dumb", false), ("CLICOLOR=1", true)]
    {
        run(&terminal, &format!("{variable} omero config get"));
        assert_eq!(terminal.shows_colour(), is_coloured, "{variable}");
    }
}

#[test]
#[needs(Program("tmux"))]
fn findings_are_wrapped_to_the_width_of_a_terminal() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    assert_snapshot!(run(&terminal, "omero config check --profile default"), @"
    warning R33 omero.web.debug: is true, and omero.web.application_server is wsgi-tcp
        Anyone who causes an error sees settings and source code, the logs contain confidential data,
        and no mail is sent about errors.
        fix: omero config --profile default set omero.web.debug
    profile `default`: 1 warning
    ");
}

#[test]
#[needs(Program("tmux"))]
fn an_answer_that_is_longer_than_the_screen_opens_in_the_pager() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    terminal.type_text("PAGER='sed s/^/page:/' omero config get --all");
    terminal.press("Enter");
    terminal.wait_for("the pager", |screen| {
        let lines: Vec<_> = screen.lines().collect();
        lines.len() > 30 && lines[lines.len() - 2].starts_with("page:")
    });
}

#[test]
#[needs(Program("tmux"))]
fn a_pager_can_be_left_early() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    terminal.type_text("PAGER='head -3' omero config get --all; echo exit code $?");
    terminal.press("Enter");
    let screen = terminal.wait_for("the end", |screen| screen.contains("\nexit code "));
    assert!(screen.contains("\nexit code 0\n"), "{screen}");
}

#[test]
#[needs(Program("tmux"))]
fn a_short_answer_a_dumb_terminal_and_a_wish_need_no_pager() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    for command in [
        "omero config get",
        "TERM=dumb omero config get --all",
        "omero --no-pager config get --all",
        "omero load all.omero",
    ] {
        omero.file("all.omero", "config get --all\n");
        let screen = run(&terminal, &format!("PAGER='sed s/^/page:/' {command}"));
        assert!(!screen.contains("page:omero"), "{command}: {screen}");
    }
}

#[test]
#[needs(Program("tmux"))]
fn without_the_program_that_pager_names_the_answer_is_shown_as_it_is() {
    let omero = with_debug();
    let terminal = Terminal::sh(&omero);
    let screen = run(&terminal, "PAGER=nosuch omero config get --all | tail -1");
    assert!(screen.contains("omero."), "{screen}");
    terminal.type_text("PAGER=nosuch omero config get --all");
    terminal.press("Enter");
    terminal.wait_for("the answer", |screen| {
        screen.contains("\nomero.web.") && screen.ends_with("ready>")
    });
}
