//! Consecutive `config` lines of a script: one transaction.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::process::Child;
use std::process::Command;
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::select;
use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use crate::support::Installation;
use crate::support::Transcript;
use crate::support::config;
use crate::support::wait;
use crate::support::wait_for;

/// An installation that has a file, so that every change replaces a version.
fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero
}

fn load(omero: &Installation, lines: &str) -> Transcript {
    omero.file("a.omero", lines);
    omero.run("load a.omero")
}

/// What each change since the first one did, the newest first.
fn changes(omero: &Installation) -> Vec<String> {
    let log = omero.answer("config log");
    log.split('\n')
        .filter(|line| line.starts_with(' '))
        .map(|line| line.trim().to_owned())
        .collect()
}

fn count_of_changes(omero: &Installation) -> usize {
    omero.answer("config log").lines().filter(|line| line.contains(" UTC ")).count()
}

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
    hint: append and remove work on JSON lists; other values are changed with `set`
    hint: the changes of a.omero, lines 1 to 3, are stored; `config undo` takes them back
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
    hint: a name has only letters, digits, `.`, `_` and `-`, not '\''
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
    hint: `omero config describe omero.web.debug` shows what it is
    2
    Changed: Appended L:1
    made profile `test`
    Changed: Set B:3
    ");
}

/// A directory with an `omero` that is really another program.
fn path_with(omero: &Installation, program: &str) -> std::path::PathBuf {
    let directory = omero.home().join("bin");
    fs::create_dir_all(&directory).unwrap();
    symlink(program, directory.join("omero")).unwrap();
    directory
}

#[test]
fn another_command_in_between_finds_what_was_changed_before_it() {
    let omero = with_a();
    let path = path_with(&omero, "/bin/cat");
    let store = omero.store();
    let lines = format!("config set B 2\n{}\nconfig set C 3\n", store.display());
    omero.file("a.omero", lines);
    let run = omero.typed("load a.omero").env("PATH", path).run();
    assert!(run.succeeded(), "{run}");
    assert!(run.stdout().contains("name=\"B\"") && !run.stdout().contains("name=\"C\""), "{run}");
    assert_eq!(changes(&omero), ["added C", "added B"]);
}

#[test]
fn a_command_that_fails_or_is_missing_leaves_what_was_before_it() {
    let omero = with_a();
    let path = path_with(&omero, "/bin/false");
    omero.file("a.omero", "config set B 2\nadmin start\nconfig set C 3\n");
    assert_snapshot!(omero.typed("load a.omero").env("PATH", &path).run(), @"
    exit 1
    --- stderr
    error: a.omero, line 2: the command ended with 1
    hint: the changes of a.omero, line 1, are stored; `config undo` takes them back
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
    omero.file("b.omero", "config set B 3\nadmin start\nconfig set C 3\n");
    assert_snapshot!(omero.typed("load b.omero").env("PATH", "").run(), @"
    exit 2
    --- stderr
    error: b.omero, line 2: there is no command `admin` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands
    hint: the changes of b.omero, line 1, are stored; `config undo` takes them back
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=3");
    assert!(omero.typed("load -k b.omero").env("PATH", "").run().succeeded());
    assert_eq!(omero.answer("config get"), "A=1\nB=3\nC=3");
}

#[test]
fn a_command_that_only_has_an_exit_code_is_told_with_its_line() {
    let omero = with_a();
    let path = path_with(&omero, "/bin/false");
    let lines = "config set B 2\nadmin start\nconfig set C 3\nconfig diff --defaults\n";
    omero.file("a.omero", lines);
    assert_snapshot!(omero.typed("load -k a.omero").env("PATH", &path).run(), @"
    exit 0
    --- stdout
    + A=1
    + B=2
    + C=3
    --- stderr
    error: a.omero, line 2: the command ended with 1
    Ignoring error: admin start

    error: a.omero, line 4: the command ended with 1
    Ignoring error: config diff --defaults
    ");
    omero.file("b.omero", "config set B 3\nadmin start\n");
    omero.file("c.omero", "load -k b.omero\nconfig set C 4\nload b.omero\n");
    assert_snapshot!(omero.typed("load c.omero").env("PATH", path).run(), @"
    exit 1
    --- stderr
    error: b.omero, line 2: the command ended with 1
    Ignoring error: admin start

    error: b.omero, line 2: the command ended with 1
    hint: the changes of c.omero, line 2, to b.omero, line 1, are stored; `config undo` takes them back; so are those of earlier lines, each a step of its own
    ");
}

#[test]
fn lines_about_another_store_are_another_change() {
    let omero = with_a();
    omero.file("other.xml", "");
    let lines = "\
        config set B 2\n\
        config --source other.xml set B 3\n\
        config --source other.xml set C 4\n\
        config get\n\
        config set D 5\n";
    assert_snapshot!(load(&omero, lines), @"
    exit 0
    --- stdout
    A=1
    B=2
    ");
    assert_eq!(omero.answer("config --source other.xml get"), "B=3\nC=4");
    assert_eq!(changes(&omero), ["added D", "added B"]);
    assert_eq!(omero.answer("config --source other.xml log").lines().count(), 3);
}

#[test]
fn one_store_under_two_names_is_not_mistaken_for_two() {
    let omero = with_a();
    symlink(omero.store(), omero.cwd().join("link.xml")).unwrap();
    let lines = "\
        config set B 2\n\
        config --source link.xml get B\n\
        config --source link.xml set B 3\n\
        config get B\n\
        config --history 0 set B 4\n\
        config get B\n";
    assert_snapshot!(load(&omero, lines), @"
    exit 0
    --- stdout
    2
    3
    4
    ");
}

#[test]
fn several_profiles_are_changed_together() {
    let omero = with_a();
    let lines = "\
        config set --profile test B 2\n\
        config set B 3\n\
        config copy test staging\n\
        config drop test\n\
        config def staging\n\
        config set C 4\n";
    assert_snapshot!(load(&omero, lines), @"
    exit 0
    --- stdout
    staging
    --- stderr
    made profile `test`
    ");
    assert_eq!(omero.answer("config all"), "default\nstaging");
    assert_eq!(omero.answer("config get"), "B=2\nC=4");
    assert_eq!(count_of_changes(&omero), 1);
}

#[test]
fn verbs_that_need_the_file_itself_find_it_written() {
    let omero = with_a();
    let editor = omero.editor("grep B= \"$1\" && echo E=5 >> \"$1\"");
    let program = env!("CARGO_BIN_EXE_omero");
    let lines = format!(
        "config set B 2\n\
         config edit\n\
         config set C 3\n\
         config undo\n\
         config get\n\
         config set D 4\n\
         config lock -- {program} config get D\n\
         config set A 7\n\
         config check\n\
         config diff --version 1\n"
    );
    omero.file("a.omero", lines);
    let run = omero.typed("load a.omero").env("EDITOR", editor).run();
    assert_snapshot!(run, @"
    exit 1
    --- stdout
    B=2
    the configuration is as it was before change 2
    A=1
    B=2
    4
    profile `default`: nothing found
    - A=1
    + A=7
    + B=2
    + D=4
    --- stderr
    error: a.omero, line 10: the command ended with 1
    hint: the changes of a.omero, line 8, are stored; `config undo` takes them back; so are those of earlier lines, each a step of its own
    ");
    let lines = "config set F 1\nconfig log -n 1\nconfig set G 1\nconfig log --purge\n";
    let run = load(&omero, lines);
    assert!(
        run.stdout().contains("\n    added F\n") && run.stdout().contains("versions wiped"),
        "{run}"
    );
}

#[test]
fn checking_with_fixes_writes_them_though_it_ends_with_an_error() {
    let omero = with_a();
    omero.prepare("config set omero.web.debug true");
    omero.prepare("config set --force omero.db.port five");
    omero.prepare("config set --force omero.search.cron ''");
    let alone = with_a();
    fs::copy(omero.store(), alone.store()).unwrap();
    let run = alone.run("config check --fix");
    let together = load(&omero, "config check --fix\nconfig set B 2\n");
    assert_eq!(together.exit(), run.exit());
    assert_eq!(omero.answer("config get"), alone.answer("config get"));
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
    hint: append and remove work on JSON lists; other values are changed with `set`
    Ignoring error: config append A 1
    ");
    assert_eq!(count_of_changes(&omero), 1);
    omero.file("c.omero", "config set E 5\nload inner.omero\nconfig set F 6\n");
    assert_snapshot!(omero.run("load c.omero b.omero"), @"
    exit 255
    --- stderr
    error: inner.omero, line 2: Property A is not a list
    hint: append and remove work on JSON lists; other values are changed with `set`
    hint: the changes of c.omero, line 1, to inner.omero, line 1, are stored; `config undo` takes them back
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
    hint: the changes of a.omero, line 1, are stored; `config undo` takes them back
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
    hint: the changes of a.omero, line 1, are stored; `config undo` takes them back
    ");
    omero.file("latin1.omero", b"config set B 3\nconfig set C \xe9\n");
    assert_snapshot!(omero.run("load latin1.omero"), @"
    exit 200
    --- stderr
    error: Cannot read latin1.omero: byte 29 is no UTF-8
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

/// `omero load`, waiting for lines.
struct Waiting(Child);

impl Waiting {
    fn on(omero: &Installation) -> Self {
        Self(omero.typed("load").spawn())
    }

    /// Types lines and waits for what the last of them answers.
    fn type_in(&mut self, lines: &str, answer: &str) {
        self.0.stdin.as_mut().unwrap().write_all(lines.as_bytes()).unwrap();
        wait_for(&mut self.0, answer);
    }

    fn end(self, omero: &Installation) -> String {
        let output = wait(self.0);
        let stderr = omero.collapsed(&String::from_utf8_lossy(&output.stderr));
        format!("{:?}\n{}{stderr}", output.status.code(), String::from_utf8_lossy(&output.stdout))
    }
}

#[test]
fn nothing_is_written_before_the_last_line_and_others_wait() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config set B 2\nconfig get B\n", "2\n");
    assert_eq!(omero.answer("config get"), "A=1");
    assert_eq!(omero.run("config --lock-timeout 0 set C 3").exit(), 112);
    assert_snapshot!(waiting.end(&omero), @"Some(0)");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}

#[test]
fn a_killed_script_leaves_the_store_as_it_was() {
    for signal in [Signal::TERM, Signal::INT, Signal::KILL] {
        let omero = with_a();
        let before = omero.config_xml();
        let mut waiting = Waiting::on(&omero);
        waiting.type_in("config set B 2\nconfig get B\n", "2\n");
        kill_process(Pid::from_child(&waiting.0), signal).unwrap();
        assert!(waiting.end(&omero).starts_with("None"));
        assert_eq!(omero.config_xml(), before);
        assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
        omero.prepare("config set C 3");
        assert_eq!(omero.answer("config get"), "A=1\nC=3");
    }
}

/// Changes the store as the Python tool can: it removes the lock file that we hold, and takes another.
fn overtake(omero: &Installation, line: &str) {
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    omero.prepare(line);
}

#[test]
fn what_a_program_changed_that_does_not_heed_the_lock_stays() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config set B 2\nconfig set A\nconfig def other\n", "other\n");
    waiting.type_in("config get --profile default\n", "B=2\n");
    overtake(&omero, "config set C 3");
    assert_snapshot!(waiting.end(&omero), @"Some(0)");
    assert_eq!(omero.answer("config get --profile default"), "B=2\nC=3");
    assert_eq!(omero.answer("config def"), "other");
}

#[test]
fn a_property_that_both_changed_is_told_and_nothing_is_written() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    omero.file("site.properties", "L=[1, 2]\n");
    waiting.type_in("config load -q site.properties\nconfig get L\n", "[1, 2]\n");
    overtake(&omero, "config append L 9");
    assert_snapshot!(waiting.end(&omero), @"
    Some(112)
    error: standard input, line 1: somebody else changed `L` in $OMERODIR/etc/grid/config.xml at the same time
    hint: nothing was written; run it again
    ");
    assert_eq!(omero.answer("config get"), "A=1\nL=[9]");
}

#[test]
fn what_both_appended_to_one_list_stays() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config append L 1\nconfig append L 2\nconfig get L\n", "[1, 2]\n");
    overtake(&omero, "config append L 9");
    assert_snapshot!(waiting.end(&omero), @"Some(0)");
    assert_eq!(omero.answer("config get L"), "[9, 1, 2]");
}

#[test]
fn a_list_that_is_none_any_more_is_reported_and_nothing_is_written() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config append L 1\nconfig get L\n", "[1]\n");
    overtake(&omero, "config set L text");
    assert!(waiting.end(&omero).starts_with("Some(112)"));
    assert_eq!(omero.answer("config get L"), "text");
}

#[test]
fn twenty_scripts_at_once_lose_nothing() {
    let omero = with_a();
    let children: Vec<_> = (0..20)
        .map(|number| {
            let lines = format!("config append L {number}\nconfig set key.{number} {number}\n");
            omero.file(&format!("{number}.omero"), lines);
            omero.typed(&format!("load {number}.omero")).spawn()
        })
        .collect();
    for child in children {
        assert!(wait(child).status.success());
    }
    assert_eq!(omero.answer("config get L").split(',').count(), 20);
    assert_eq!(omero.answer("config keys").lines().count(), 22);
}

#[test]
fn lines_that_cannot_be_written_are_told_and_no_option_hides_it() {
    let omero = with_a();
    let before = omero.config_xml();
    let value = "x".repeat(100_000);
    let lines = format!("config get A\nconfig set B {value}\nconfig set C 3\nconfig path\n");
    omero.file("a.omero", lines);
    let told = ["", "-k"].map(|options| {
        let program = env!("CARGO_BIN_EXE_omero");
        let script = format!("ulimit -f 8; exec {program} load {options} a.omero");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).current_dir(omero.cwd());
        let output = shell.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        omero.collapsed(&String::from_utf8_lossy(&output.stderr))
    });
    assert_snapshot!(told[0], @"
    error: a.omero, lines 2 to 3: cannot replace $OMERODIR/etc/grid/config.xml; it is as it was before: File too large (os error 27)
    hint: see to free space and permissions, then try again
    ");
    assert_eq!(told[0], told[1]);
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn a_line_that_fails_first_lets_go_of_the_lock() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    let stdin = waiting.0.stdin.as_mut().unwrap();
    stdin.write_all(b"load -k -\nconfig append A 1\nconfig get A\n").unwrap();
    wait_for(&mut waiting.0, "1\n");
    assert_eq!(omero.run("config --lock-timeout 5 set C 3").exit(), 0);
    let _ = waiting.end(&omero);
}

#[test]
fn a_script_is_a_program_of_its_own() {
    let omero = with_a();
    omero.file("text", "#!/usr/bin/env -S omero load\nconfig set B 2\nconfig get\n");
    // Another process writes the file: one that we had open could not be started.
    let script = "cp text a.omero && chmod +x a.omero && ./a.omero";
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
    let mut shell = Command::new("/bin/sh");
    let path = format!("{}:/usr/bin:/bin", program.display());
    shell.args(["-c", script]).env_clear().env("PATH", path).env("OMERODIR", omero.omerodir());
    let output = shell.current_dir(omero.cwd()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "A=1\nB=2\n");
    assert!(output.status.success());
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_each_line_is_written_at_once() {
    let omero = with_a();
    let program = env!("CARGO_BIN_EXE_omero");
    let typed = format!("stty -echo; exec {program} load");
    let mut script = Command::new("script");
    script.args(["-qec", &typed, "/dev/null"]).env("OMERODIR", omero.omerodir());
    script.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = script.current_dir(omero.cwd()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"config set B 2\nconfig get B\n").unwrap();
    for _ in 0..600 {
        if omero.answer("config get B") == "2" {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(omero.answer("config get B"), "2");
    omero.prepare("config --lock-timeout 5 set C 3");
    child.stdin.as_mut().unwrap().write_all(b"\x04").unwrap();
    wait(child);
}

/// A line about few keys and profiles, so that lines meet.
fn line() -> impl Strategy<Value = String> {
    let key = || select(vec!["a", "b", "omero.db.port", "l", "x y"]);
    let profile = || select(vec!["", "", "--profile p", "--profile q"]);
    let value = || select(vec!["1", "'[1, 2]'", "''", "-1", "x"]);
    prop_oneof![
        4 => (profile(), key(), value())
            .prop_map(|(profile, key, value)| format!("config set {profile} --report '{key}' {value}")),
        1 => (profile(), key()).prop_map(|(profile, key)| format!("config set {profile} '{key}'")),
        2 => (profile(), key(), value()).prop_map(|(profile, key, value)| {
            format!("config append --set --report {profile} '{key}' {value}")
        }),
        1 => (profile(), key(), value())
            .prop_map(|(profile, key, value)| format!("config remove {profile} '{key}' {value}")),
        2 => profile().prop_map(|profile| format!("config get {profile}")),
        1 => select(vec!["p", "q", "default"]).prop_map(|name| format!("config def {name}")),
        1 => select(vec!["p", "q", "default"]).prop_map(|name| format!("config drop {name}")),
        1 => select(vec!["p q", "q p", "--force default p"])
            .prop_map(|names| format!("config copy {names}")),
        1 => Just("config all".to_owned()),
        1 => Just("config diff --json p default".to_owned()),
    ]
}

fn content(omero: &Installation) -> String {
    [
        "config def",
        "config all",
        "config get --profile p",
        "config get --profile q",
        "config get --profile default",
    ]
    .map(|line| omero.answer(line))
    .join("\n")
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn a_script_does_what_its_lines_do_one_by_one(lines in proptest::collection::vec(line(), 1..12)) {
        let (together, one_by_one) = (with_a(), with_a());
        together.file("a.omero", lines.join("\n"));
        let run = together.run("load -k a.omero");
        let alone: String = lines.iter().map(|line| one_by_one.run(line).stdout().to_owned()).collect();
        prop_assert_eq!(run.stdout(), alone);
        prop_assert_eq!(content(&together), content(&one_by_one));
        prop_assert_eq!(together.config_xml(), one_by_one.config_xml());
        prop_assert!(count_of_changes(&together) <= 1);
    }
}
