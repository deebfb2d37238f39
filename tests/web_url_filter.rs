//! `web url-filter`: which pages the public user may open.

use insta::assert_snapshot;

use crate::support::Installation;

fn with_filter(pattern: &str) -> Installation {
    let omero = Installation::empty();
    let line = omero.typed("config set omero.web.public.url_filter").arg(pattern).run();
    assert!(line.succeeded(), "{line}");
    omero.prepare("config set omero.web.public.enabled true");
    omero
}

#[test]
fn each_url_gets_a_line_and_a_closed_one_the_exit_code_1() {
    let omero = with_filter("^/webgateway/(?!archived_files|download_as)");
    assert_snapshot!(
        omero.run("web url-filter /webgateway/img /webgateway/download_as/ https://omero.example.org/webclient/?a=/webgateway/"),
        @"
    exit 1
    --- stdout
    open   /webgateway/img
    closed /webgateway/download_as/
    closed https://omero.example.org/webclient/?a=/webgateway/
    "
    );
    assert_eq!(omero.run("web url-filter /webgateway/a%20b").exit(), 0);
}

#[test]
fn the_examples_of_the_deployment_guide_hold() {
    let omero = Installation::empty();
    for (pattern, open, closed) in [
        ("webtest", &["/webtest", "/webclient/webtest"][..], &["/webclient"][..]),
        ("dataset", &["/webtest/dataset", "/webclient/dataset"], &["/webtest"]),
        ("/webtest", &["/webtest1", "/webclient/webtest"], &["/web"]),
        ("^/webtest", &["/webtest1"], &["/webclient/webtest"]),
        ("^/(my_web_public|webgateway)", &["/my_web_public/", "/webgateway/"], &["/webadmin/"]),
    ] {
        for (urls, exit) in [(open, 0), (closed, 1)] {
            for url in urls {
                let line = omero.typed("web url-filter --pattern").arg(pattern).arg(url).run();
                assert_eq!(line.exit(), exit, "{pattern} {url}: {line}");
            }
        }
    }
}

#[test]
fn a_pattern_is_tried_without_being_stored() {
    let omero = with_filter("^/webgateway");
    let before = omero.config_xml();
    assert!(omero.run("web url-filter --pattern ^/webclient /webclient/").succeeded());
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn the_default_opens_nothing_and_a_missing_public_user_is_told() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web url-filter /"), @"
    exit 1
    --- stdout
    closed /
    --- stderr
    warning: `omero.web.public.enabled` is false: there is no public user
    ");
}

#[test]
fn without_a_public_user_nothing_is_open() {
    let omero = with_filter("^/webgateway");
    omero.prepare("config set omero.web.public.enabled false");
    assert_snapshot!(omero.run("web url-filter /webgateway/"), @"
    exit 1
    --- stdout
    closed /webgateway/
    --- stderr
    warning: `omero.web.public.enabled` is false: there is no public user
    ");
}

#[test]
fn a_pattern_that_python_refuses_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web url-filter --pattern '(' /"), @"
    exit 2
    --- stderr
    error: cannot use the expression: this parenthesis is never closed (character 1)
    hint: it must be a regular expression for Python's `re` module
    ");
    assert_snapshot!(omero.run("web url-filter --pattern '(a+)+$' /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), @"
    exit 2
    --- stderr
    error: cannot use the expression: the search takes too long: simplify nested repetitions
    hint: it must be a regular expression for Python's `re` module
    ");
    assert_eq!(omero.run("web url-filter").exit(), 2);
}
