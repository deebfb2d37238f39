//! A symbolic link stays a link, and what it leads to is replaced.

use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn a_link_is_followed_whether_relative_or_absolute() {
    for relative in [true, false] {
        let omero = Installation::with("");
        let real = omero.omerodir().join("real.xml");
        fs::rename(omero.store(), &real).unwrap();
        let target = if relative { "../../real.xml".into() } else { real.clone() };
        symlink(&target, omero.store()).unwrap();
        omero.prepare("config set A 1");
        assert_eq!(fs::read_link(omero.store()).unwrap(), target);
        assert!(fs::read_to_string(&real).unwrap().contains("name=\"A\""));
        assert!(fs::symlink_metadata(&real).unwrap().is_file());
    }
}

#[test]
fn a_chain_of_links_is_followed_to_its_end() {
    let omero = Installation::with("");
    fs::create_dir(omero.grid().join("below")).unwrap();
    fs::rename(omero.store(), omero.grid().join("below/real.xml")).unwrap();
    symlink("real.xml", omero.grid().join("below/second")).unwrap();
    symlink("below/second", omero.grid().join("first")).unwrap();
    symlink("first", omero.store()).unwrap();
    omero.prepare("config set A 1");
    assert_eq!(omero.answer("config get A"), "1");
    for link in [omero.store(), omero.grid().join("first"), omero.grid().join("below/second")] {
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{}", link.display());
    }
    let real = fs::read_to_string(omero.grid().join("below/real.xml")).unwrap();
    assert!(real.contains("name=\"A\""), "{real}");
}

#[test]
fn a_link_to_a_file_that_is_not_there_yet_makes_it() {
    let omero = Installation::empty();
    symlink("real.xml", omero.store()).unwrap();
    assert_snapshot!(omero.run("config get"), @"exit 0");
    omero.prepare("config set A 1");
    assert!(fs::symlink_metadata(omero.store()).unwrap().is_symlink());
    assert!(fs::symlink_metadata(omero.grid().join("real.xml")).unwrap().is_file());
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn a_link_into_a_directory_that_is_not_there_is_told() {
    let omero = Installation::empty();
    symlink("nosuch/real.xml", omero.store()).unwrap();
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/nosuch: No such file or directory (os error 2)
    hint: create the directory, or correct the link to it
    ");
    assert!(fs::symlink_metadata(omero.store()).unwrap().is_symlink());
}

#[test]
fn links_in_a_circle_are_told_and_stay() {
    let omero = Installation::empty();
    symlink("config.xml", omero.grid().join("other")).unwrap();
    symlink("other", omero.store()).unwrap();
    assert_snapshot!(omero.run("config get"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/config.xml: too many levels of symbolic links
    hint: check the path, and every link and directory in it
    ");
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/config.xml: too many levels of symbolic links
    hint: check the path, and every link and directory in it
    ");
    assert_eq!(omero.grid_names(), ["config.xml", "other"]);
}

#[test]
fn a_hard_link_keeps_the_old_content() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    fs::hard_link(omero.store(), omero.grid().join("backup")).unwrap();
    omero.prepare("config set A 2");
    assert_eq!(fs::read_to_string(omero.grid().join("backup")).ok(), before);
}

#[test]
fn omerodir_itself_may_be_a_link() {
    let omero = Installation::empty();
    let link = omero.cwd().join("link");
    symlink(omero.omerodir(), &link).unwrap();
    assert!(omero.typed("config set A 1").env("OMERODIR", &link).run().succeeded());
    assert_eq!(omero.answer("config get A"), "1");
}
