//! Other commands, stores, profiles and verbs between the lines.

use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use super::changes;
use super::count_of_changes;
use super::load;
use super::with_a;
use crate::support::Installation;

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
    assert_eq!(changes(&omero), ["added B", "added C"]);
    assert_eq!(count_of_changes(&omero), 1);
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
    hint: the changes of a.omero, line 1, are stored; `config undo` undoes them
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
    omero.file("b.omero", "config set B 3\nadmin start\nconfig set C 3\n");
    assert_snapshot!(omero.typed("load b.omero").env("PATH", "").run(), @"
    exit 2
    --- stderr
    error: b.omero, line 2: there is no command `admin` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands
    hint: the changes of b.omero, line 1, are stored; `config undo` undoes them
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
    hint: the changes of b.omero, line 1, are stored; `config undo` undoes them
    ");
}

#[test]
fn lines_about_another_store_are_a_change_of_that() {
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
    assert_eq!(changes(&omero), ["added B", "added D"]);
    assert_eq!(count_of_changes(&omero), 1);
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
    created profile `test`
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
    the configuration was restored to the state before change 1
        removed B: 2
        removed E: 5
        removed C: 3
    A=1
    4
    profile `default`: nothing found
    - A=1
    + A=7
    + D=4
    --- stderr
    error: a.omero, line 10: the command ended with 1
    hint: the changes of a.omero, lines 1 to 8, are stored; `config undo` undoes them
    ");
    let lines = "config set F 1\nconfig log -n 1\nconfig set G 1\nconfig log --purge\n";
    let run = load(&omero, lines);
    assert!(
        run.stdout().contains("\n    added F\n") && run.stdout().contains("deleted 4 versions"),
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
