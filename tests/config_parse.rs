//! `config parse`: what a release knows, with its defaults.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

const DEFAULTS: &str = "\
# Where images are
omero.data.dir=/OMERO
omero.db.host=localhost
omero.db.port=5432
omero.mail.smtp=a,\\
b
Ice.IPv6=1
omero.version=5.6
### END
omero.hidden=1
";

#[test]
fn the_defaults_of_a_file_are_listed_in_three_forms() {
    let omero = Installation::empty();
    omero.file("defaults", DEFAULTS);
    assert_snapshot!(omero.run("config parse --no-web --file defaults"), @"
    exit 0
    --- stdout
    Ice.IPv6=1
    omero.data.dir=/OMERO
    omero.db.host=localhost
    omero.db.port=5432
    omero.mail.smtp=a,b
    ");
    assert_snapshot!(omero.run("config parse --no-web -f defaults --keys"), @"
    exit 0
    --- stdout
    data (1)
    	 dir
    db (2)
    	 host
    	 port
    mail (1)
    	 smtp
    ");
    assert_snapshot!(omero.run("config parse --no-web -f defaults --headers"), @"
    exit 0
    --- stdout
    Binary repository (1)
    Database (2)
    Ice (1)
    Mail (1)
    ");
    assert_snapshot!(omero.run("config parse -f defaults --headers --keys"), @"
    exit 2
    --- stderr
    error: the argument '--headers' cannot be used with '--keys'

    Usage: omero config parse --file <FILE> --headers

    For more information, try '--help'.
    ");
}

#[test]
fn the_file_of_the_installation_is_read_and_the_store_is_not() {
    let omero = Installation::with("this is no XML");
    fs::write(omero.omerodir().join("etc/omero.properties"), "omero.a=1\n").unwrap();
    assert_snapshot!(omero.run("config parse --no-web"), @"
    exit 0
    --- stdout
    omero.a=1
    ");
    let all = omero.answer("config parse");
    assert_eq!(all.lines().count(), 92);
    assert!(all.lines().any(|line| line == "omero.web.apps=[]"), "{all}");
    assert_eq!(omero.grid_names(), ["config.xml"]);
}

#[test]
fn the_profile_of_the_database_is_read_too_and_must_be_there() {
    let omero = Installation::empty();
    omero.file("defaults", "omero.db.profile=psql\n");
    assert_snapshot!(omero.run("config parse --no-web -f defaults"), @"
    exit 1
    --- stderr
    error: cannot read $OMERODIR/etc/profiles/psql: No such file or directory (os error 2)
    ");
    fs::create_dir(omero.omerodir().join("etc/profiles")).unwrap();
    fs::write(omero.omerodir().join("etc/profiles/psql"), "omero.db.driver=x\n").unwrap();
    assert_snapshot!(omero.run("config parse --no-web -f defaults"), @"
    exit 0
    --- stdout
    omero.db.driver=x
    omero.db.profile=psql
    ");
}

#[test]
fn a_line_that_is_no_assignment_is_told() {
    let omero = Installation::empty();
    omero.file("defaults", "omero.a=1\njunk\n");
    assert_snapshot!(omero.run("config parse -f defaults"), @"
    exit 1
    --- stderr
    error: defaults: line 2 is neither a comment nor `KEY=VALUE`: junk
    ");
}
