//! `web config --test`: the real server says whether it receives the configuration.

use super::APACHE;
use super::LIGHTTPD;
use super::NGINX;
use super::server::Kind;
use super::server::server;
use crate::support::Installation;

fn what_a_server_takes_is_written(kind: Kind) {
    let omero = Installation::empty();
    let port = super::process::free_port();
    let options = format!("{} --http 127.0.0.1:{port} --servername a.example --test", kind.binding);
    let taken = omero.run(&format!("web config {options} -o site.conf"));
    assert!(taken.succeeded(), "{taken}");
    assert!(taken.stderr().contains("receives the configuration"), "{taken}");
    omero.file("broken.tmpl", "this is {{ port }} not a configuration\n");
    let refused = omero.run(&format!("web config {options} --template broken.tmpl -o broken.conf"));
    assert!(!refused.succeeded() && refused.stderr().contains("refuses"), "{refused}");
    let is_there = ["site.conf", "broken.conf"].map(|name| omero.cwd().join(name).exists());
    assert_eq!(is_there, [true, false]);
}

#[test]
#[needs(server(NGINX))]
fn nginx_tests_a_site() {
    what_a_server_takes_is_written(NGINX);
}

#[test]
#[needs(server(LIGHTTPD))]
fn lighttpd_tests_a_site() {
    what_a_server_takes_is_written(LIGHTTPD);
}

#[test]
#[needs(server(APACHE), Program("apache2ctl"))]
fn apache_names_a_module_that_is_missing() {
    let omero = Installation::empty();
    omero.file("mine.conf", "NoSuchDirective {{ port }}\n");
    let refused = omero.run("web config apache --servername a --template mine.conf --test -o x");
    assert!(refused.stderr().contains("NoSuchDirective"), "{refused}");
    assert!(!omero.cwd().join("x").exists());
}

#[test]
fn without_the_server_nothing_is_written() {
    let omero = Installation::empty();
    let asked = omero.run("web config iis --omerodir 'C:\\a' --test -o x");
    assert_eq!(asked.exit(), 2, "{asked}");
    assert!(!omero.cwd().join("x").exists());
}
