//! The real web servers serve OMERO.web with what `web config` writes.
//!
//! Each promise is kept by each kind of configuration; what stands for OMERO.web is a small WSGI
//! application run by what runs the real one.

mod application;
mod http;
mod process;
mod server;
mod site;

use application::Runner;
use server::Kind;
use site::MAINTENANCE;
use site::Plan;

/// Makes a module with all the promises for each kind of configuration.
macro_rules! every_kind {
    ($($name:ident: $binding:literal by $runner:ident, down: $down:literal;)*) => { $(
        mod $name {
            use super::*;

            const KIND: Kind = Kind { binding: $binding, runner: Runner::$runner };

            #[test]
            fn static_files_come_from_their_directory_and_nowhere_else() {
                super::static_files_come_from_their_directory_and_nowhere_else(KIND);
            }

            #[test]
            fn a_request_reaches_the_application_as_it_was_made() {
                super::a_request_reaches_the_application_as_it_was_made(KIND);
            }

            #[test]
            fn uploads_are_taken_up_to_the_limit() {
                super::uploads_are_taken_up_to_the_limit(KIND);
            }

            #[test]
            fn the_maintenance_page_is_shown_while_the_application_is_down() {
                super::the_maintenance_page_is_shown_while_the_application_is_down(KIND, $down);
            }
        }
    )* };
}

every_kind! {
    nginx: "nginx" by Gunicorn, down: 502;
    nginx_development: "nginx-development" by Gunicorn, down: 502;
    nginx_location: "nginx-location" by Gunicorn, down: 502;
    apache: "apache" by Gunicorn, down: 503;
    lighttpd: "lighttpd" by Gunicorn, down: 503;
    nginx_fastcgi: "nginx" by Flup, down: 502;
    apache_fastcgi: "apache" by Flup, down: 503;
    lighttpd_fastcgi: "lighttpd" by Flup, down: 503;
}

const ROOT: &str = "";
const PREFIX: &str = "/omero";

fn static_files_come_from_their_directory_and_nowhere_else(kind: Kind) {
    for prefix in [ROOT, PREFIX] {
        let Some(site) = (Plan { kind, prefix, options: "" }).start() else { return };
        let style = site.get("/static/webclient/style.css");
        assert_eq!((style.status, &*style.body), (200, "a { color: navy }"), "{prefix}");
        for path in ["/static../secret", "/static/../secret", "/static/%2e%2e/secret"] {
            let outside = site.request(path, &["--path-as-is"]);
            assert!(!outside.body.contains("not to be seen"), "{path}");
        }
    }
}

fn a_request_reaches_the_application_as_it_was_made(kind: Kind) {
    for prefix in [ROOT, PREFIX] {
        let Some(site) = (Plan { kind, prefix, options: "" }).start() else { return };
        let answer = site.request(
            "/webclient/a%20b?q=%2F",
            &["--header", "Host: omero.example.org:99", "--header", "X-Forwarded-For: 10.1.1.1"],
        );
        assert_eq!(answer.asked("SCRIPT_NAME"), prefix);
        assert_eq!(answer.asked("PATH_INFO"), "/webclient/a b");
        assert_eq!(answer.asked("QUERY_STRING"), "q=%2F");
        assert_eq!(answer.asked("HTTP_HOST"), "omero.example.org:99");
        if kind.is_fastcgi() {
            // It knows the visitor without headers, which anybody could send.
            assert_eq!(answer.asked("REMOTE_ADDR"), "127.0.0.1");
            assert_eq!(answer.asked("wsgi.url_scheme"), "http");
        } else {
            assert_eq!(answer.asked("HTTP_X_FORWARDED_PROTO"), "http");
            assert_eq!(answer.asked("HTTP_X_FORWARDED_FOR"), "10.1.1.1, 127.0.0.1");
        }
    }
}

fn uploads_are_taken_up_to_the_limit(kind: Kind) {
    let has_limit = kind.binding != "nginx-location";
    let options = if has_limit { "--max-body-size 2m" } else { "" };
    let Some(site) = (Plan { kind, prefix: PREFIX, options }).start() else { return };
    let upload = |size: usize| {
        let body = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(body.path(), vec![b'x'; size]).unwrap();
        let file = format!("@{}", body.path().display());
        site.request("/upload", &["--data-binary", &file])
    };
    // A location has the limit of the server block around it: that of nginx, 1 MiB.
    let limit = if has_limit { 2 << 20 } else { 1 << 20 };
    assert_eq!(upload(limit - 1000).asked("body"), (limit - 1000).to_string());
    assert_eq!(upload(limit + 1000).status, 413);
}

fn the_maintenance_page_is_shown_while_the_application_is_down(kind: Kind, status: u16) {
    for prefix in [ROOT, PREFIX] {
        let Some(mut site) = (Plan { kind, prefix, options: "" }).start() else { return };
        site.application.stop();
        let page = site.get("/webclient/");
        assert_eq!((page.status, &*page.body), (status, MAINTENANCE), "{prefix}");
        assert_eq!(site.get("/static/webclient/style.css").status, 200);
    }
}
