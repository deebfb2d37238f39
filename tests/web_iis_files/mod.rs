//! The files of `web iis`: as a whole in `snapshots/iis`.

mod schema;
mod scripts;
mod web_config;

use std::fs;

use insta::Settings;
use insta::assert_snapshot;

use crate::support::Installation;

/// A configuration: properties without `omero.web.`, options in front of `web iis`, and behind.
struct Case {
    name: &'static str,
    properties: &'static [(&'static str, &'static str)],
    before: &'static str,
    options: &'static str,
}

const CASES: [Case; 9] = [
    Case {
        name: "isapi of 5.0",
        properties: &[],
        before: "--omero-version 5.0",
        options: r"--omerodir 'C:\omero_dist' --enable-32bit",
    },
    Case {
        name: "kallithea",
        properties: &[],
        before: "",
        options: r"--paste 'c:\inetpub\kallithea\my.ini' --root / --windows-authentication",
    },
    Case {
        name: "proxy",
        properties: &[("application_server.host", "omero-web.example.org")],
        before: "",
        options: r"--omerodir 'C:\omero_dist'",
    },
    Case {
        name: "proxy with prefix",
        properties: &[
            ("prefix", "/imaging/omero"),
            ("static_url", "/imaging/omero/static.d/"),
            ("application_server.host", "0.0.0.0"),
        ],
        before: "",
        options: "--omerodir 'C:\\omero_dist' --method reverse-proxy --websockets --timeout 25h --max-body-size 500m --servername 'a.example b.example' \
                   --https 127.0.0.1:8443 --thumbprint a909502dd82ae41433e6f83886b00d4277a32a7b",
    },
    Case {
        name: "http platform with prefix",
        properties: &[
            ("application_server", "wsgi"),
            ("prefix", "/omero"),
            ("static_url", "/omero/static/"),
            ("wsgi_workers", "3"),
        ],
        before: "",
        options: r"--omerodir 'C:\omero_dist' --virtualenv 'C:\my venv' --identity 'LAB\omero$'",
    },
    Case {
        name: "http platform with https",
        properties: &[],
        before: "",
        options: "--omerodir 'C:\\omero_dist' --servername omero.example.org --websockets --https 8443 \
                  --thumbprint a909502dd82ae41433e6f83886b00d4277a32a7b",
    },
    Case {
        name: "fastcgi of 5.0",
        properties: &[("force_script_name", "/omero")],
        before: "--omero-version 5.0",
        options: r"--omerodir 'C:\omero_dist' --method fastcgi --identity NetworkService",
    },
    Case {
        name: "odd names in isapi",
        properties: &[("static_root", r"D:\it's (static) & more")],
        before: "--omero-version 5.2",
        options: "--omerodir 'C:\\it'\\''s'\\'' & $(calc) `x` {0} \\ü#' --directory 'C:\\a & b' --app-pool 'Bücher (2)' \
                  --virtualenv 'C:\\v'\\''env' --identity 'LAB\\o'\\''mero' --root /o",
    },
    Case {
        name: "odd names in http platform",
        properties: &[("application_server", "wsgi"), ("static_root", r"D:\it's & more")],
        before: "",
        options: r"--omerodir 'C:\it'\''s & $(calc) {0} ü' --python 'C:\a & b\python.exe'",
    },
];

/// Name and text of every file, without the mark and the line ends of Windows.
fn files(case: &Case) -> Vec<(String, String)> {
    let omero = Installation::empty();
    for (key, value) in case.properties {
        let set = omero.typed(case.before).arg("config").arg("set");
        let set = set.arg(format!("omero.web.{key}")).arg(value).run();
        assert!(set.succeeded(), "{set}");
    }
    omero.prepare(&format!("{} web iis --output iis {}", case.before, case.options));
    let entries = fs::read_dir(omero.cwd().join("iis")).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = omero.collapsed(text.trim_start_matches('\u{feff}')).replace("\r\n", "\n");
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_file_of_some_configurations() {
    for case in CASES {
        let files = files(&case).into_iter().filter(|(name, _)| name != "maintenance.html");
        let page: Vec<_> = files.map(|(name, text)| format!("### {name}\n{text}")).collect();
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/iis");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| assert_snapshot!(case.name.replace(' ', "_"), page.join("\n")));
    }
}

#[test]
fn files_of_an_earlier_call_are_named() {
    let omero = Installation::empty();
    omero.prepare(r"--omero-version 5.0 web iis --omerodir 'C:\a' -o iis");
    let told = omero.run(r"--omero-version 5.6 web iis --omerodir 'C:\a' -o iis");
    assert_snapshot!(told.stderr(), @"warning: iis/dispatch.py is left over from an earlier run: remove it");
}

#[test]
fn what_is_not_in_web_config_is_said() {
    let omero = Installation::empty();
    let told = omero.run(r"web config iis --omerodir 'C:\a' --http 81 --max-body-size 5");
    assert!(told.stdout().contains(r#"maxAllowedContentLength="5""#), "{told}");
    assert_snapshot!(told.stderr(), @"warning: --http is left out: it belongs in the site around iis");
}
