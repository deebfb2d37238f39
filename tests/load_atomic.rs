//! `load --atomic` and `load --env`: one change for the start of a service or a container, or none.

use insta::assert_snapshot;

use crate::support::Installation;

/// An installation that runs, and whose scripts are in `config`, as a role or an image has them.
fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.web.debug false");
    std::fs::create_dir(omero.cwd().join("config")).unwrap();
    omero.file(
        "config/00-base.omero",
        "config drop default\nconfig set omero.db.host db2.example.org\n",
    );
    omero
}

#[test]
fn a_failure_after_a_drop_leaves_the_store_as_it_was() {
    let omero = site();
    omero.file(
        "config/10-site.omero",
        "config set omero.web.debug true\nconfig set omero.db.port five\n",
    );
    let before = omero.config_xml();
    assert_snapshot!(omero.run("load --atomic --glob 'config/*.omero'"), @"
    exit 1
    --- stderr
    error: config/10-site.omero, line 2: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    hint: nothing was stored; the configuration was not changed
    ");
    assert_eq!(omero.config_xml(), before);
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}

#[test]
fn without_a_failure_all_lines_are_one_change() {
    let omero = site();
    omero.file("config/10-site.omero", "config set omero.web.debug true\n");
    omero.prepare("load --atomic --glob 'config/*.omero'");
    assert_eq!(omero.answer("config get"), "omero.db.host=db2.example.org\nomero.web.debug=true");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "omero.db.host=db.example.org\nomero.web.debug=false");
}

#[test]
fn a_script_that_is_missing_stores_nothing() {
    let omero = site();
    let before = omero.config_xml();
    assert_snapshot!(omero.run("load --atomic config/00-base.omero nosuch"), @"
    exit 1
    --- stderr
    error: cannot read nosuch: No such file or directory (os error 2)
    hint: nothing was stored; the configuration was not changed
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn variables_come_after_the_scripts_in_the_same_change() {
    let omero = site();
    omero.file("config/10-site.omero", "config set omero.web.debug true\n");
    let load = |line: &str| omero.typed(line).env("CONFIG_omero_db_host", "db3.example.org").run();
    assert_snapshot!(load("load --glob 'config/*.omero' --env"), @"exit 0");
    assert_eq!(omero.answer("config get"), "omero.db.host=db3.example.org\nomero.web.debug=true");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "omero.db.host=db.example.org\nomero.web.debug=false");
    // Without a file, standard input is not read.
    let only = omero.typed("load --env").env("CONFIG_A", "1").input("config set A 2\n").run();
    assert_snapshot!(only, @"exit 0");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn a_wrong_variable_stores_nothing_of_the_scripts() {
    let omero = site();
    let before = omero.config_xml();
    let typed = omero.typed("load --glob 'config/*.omero' --env --env-prefix SITE_");
    let run = typed.env("SITE_omero_db_port", "five").env("SITE_a___b", "1").run();
    assert_snapshot!(run, @"
    exit 1
    --- stderr
    error: environment variable SITE_a___b: `SITE_a___b` cannot be mapped to a property: three or more `_` in a row are ambiguous
    hint: set it with `omero config set`, or in a file
    error: environment variable SITE_omero_db_port: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    hint: nothing was stored; the configuration was not changed
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn a_second_start_with_the_same_scripts_does_not_touch_the_file() {
    use std::os::unix::fs::MetadataExt;
    let omero = site();
    let start = || {
        let typed = omero.typed("load --glob 'config/*.omero' --env");
        let run = typed.env("CONFIG_omero_web_debug", "true").run();
        assert!(run.succeeded(), "{run}");
        std::fs::metadata(omero.store()).unwrap().ino()
    };
    let first = start();
    assert_eq!(start(), first);
}

#[test]
fn a_line_that_needs_what_is_not_stored_yet_fails() {
    for line in ["config check", "admin start", "config --source other.xml set A 1", "config undo"]
    {
        let omero = site();
        omero.file("other.xml", "");
        let before = omero.config_xml();
        omero.file("a.omero", format!("config set A 1\n{line}\n"));
        let run = omero.typed("load --atomic a.omero").env("OMERO_CONFIG_NEXT", "/bin/echo").run();
        assert_eq!(run.exit(), 1, "{line}: {run}");
        let stderr = "error: a.omero, line 2: it needs the lines before it to be stored, but --atomic stores everything at the end\n";
        assert!(run.stderr().starts_with(stderr), "{line}: {run}");
        assert_eq!(omero.config_xml(), before);
        // Where nothing was changed before it, it can run.
        omero.file("b.omero", format!("{line}\n"));
        let run = omero.typed("load --atomic b.omero").env("OMERO_CONFIG_NEXT", "/bin/echo").run();
        assert!(!run.stderr().contains("--atomic"), "{line}: {run}");
    }
}

#[test]
fn a_script_inside_a_script_cannot_promise_more_than_the_outer_one() {
    let omero = site();
    omero.file("a.omero", "config set A 1\n");
    omero.file("b.omero", "load --atomic a.omero\n");
    assert_snapshot!(omero.run("load b.omero"), @"
    exit 2
    --- stderr
    error: b.omero, line 1: --atomic and --env must be given to the first `load`, not inside a script
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_snapshot!(omero.run("load --atomic b.omero"), @"exit 0");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn going_on_after_failures_and_all_or_nothing_exclude_each_other() {
    let omero = site();
    for line in ["load -k --atomic a", "load -k --env", "load --env-prefix X a"] {
        assert_eq!(omero.run(line).exit(), 2, "{line}");
    }
}
