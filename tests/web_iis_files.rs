//! The files of `web iis`: as a whole in `snapshots/iis`, `web.config` against the sections of IIS, and the
//! scripts word by word, since there is no PowerShell to run them.

use std::fs;
use std::path::Path;

use insta::Settings;
use insta::assert_snapshot;
use roxmltree::Document;
use roxmltree::Node;

use crate::support::Installation;

/// A configuration: properties without `omero.web.`, options in front of `web iis`, and behind.
struct Case {
    name: &'static str,
    properties: &'static [(&'static str, &'static str)],
    before: &'static str,
    options: &'static str,
}

const CASES: [Case; 8] = [
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
    Case { name: "proxy", properties: &[], before: "", options: r"--omerodir 'C:\omero_dist'" },
    Case {
        name: "proxy with prefix",
        properties: &[
            ("prefix", "/imaging/omero"),
            ("static_url", "/imaging/omero/static.d/"),
            ("application_server.host", "0.0.0.0"),
        ],
        before: "",
        options: "--omerodir 'C:\\omero_dist' --max-body-size 500m --servername 'a.example b.example' \
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
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
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
        settings.set_snapshot_path("../snapshots/iis");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| assert_snapshot!(case.name.replace(' ', "_"), page.join("\n")));
    }
}

#[test]
fn web_config_has_only_what_iis_knows() {
    let sections = Sections::read();
    for case in CASES {
        let (_, text) = files(&case).into_iter().find(|(name, _)| name == "web.config").unwrap();
        sections.check(case.name, &text);
    }
    let omero = Installation::empty();
    for kind in ["wsgi-tcp", "wsgi"] {
        omero.prepare(&format!("config set omero.web.application_server {kind}"));
        sections.check(kind, &omero.answer(r"web config iis --omerodir 'C:\a'"));
    }
    for kind in ["fastcgi-tcp", "fastcgi"] {
        omero.prepare(&format!(
            "--omero-version 5.0 config set omero.web.application_server {kind}"
        ));
        sections
            .check(kind, &omero.answer(r"--omero-version 5.0 web config iis --omerodir 'C:\a'"));
    }
}

#[test]
fn web_config_goes_the_way_that_fits_the_application() {
    let omero = Installation::empty();
    for (release, kind, element) in [
        ("5.6", "wsgi-tcp", "<rewrite>"),
        ("5.6", "wsgi", "<httpPlatform "),
        ("5.0", "fastcgi-tcp", "by isapi"),
        ("5.0", "fastcgi --method fastcgi", r#"modules="FastCgiModule""#),
    ] {
        let release = format!("--omero-version {release}");
        let (kind, method) = kind.split_at(kind.find(' ').unwrap_or(kind.len()));
        omero.prepare(&format!("{release} config set omero.web.application_server {kind}"));
        let text = omero.answer(&format!(r"{release} web config iis --omerodir 'C:\a'{method}"));
        assert!(text.contains(element), "{kind}: {text}");
    }
}

#[test]
fn web_config_is_that_of_web_iis() {
    let omero = Installation::empty();
    for release in ["5.0", "5.6"] {
        let line = format!(r"--omero-version {release} web iis --omerodir 'C:\a' -o {release}");
        omero.prepare(&line);
        let file = std::fs::read_to_string(omero.cwd().join(release).join("web.config")).unwrap();
        let alone =
            omero.answer(&format!(r"--omero-version {release} web config iis --omerodir 'C:\a'"));
        assert_eq!(file, alone + "\n", "{release}");
    }
}

#[test]
fn files_of_an_earlier_call_are_named() {
    let omero = Installation::empty();
    omero.prepare(r"--omero-version 5.0 web iis --omerodir 'C:\a' -o iis");
    let told = omero.run(r"--omero-version 5.6 web iis --omerodir 'C:\a' -o iis");
    assert_snapshot!(told.stderr(), @"warning: iis/dispatch.py is of an earlier call and not needed any more: remove it");
}

#[test]
fn what_is_not_in_web_config_is_said() {
    let omero = Installation::empty();
    let told = omero.run(r"web config iis --omerodir 'C:\a' --http 81 --max-body-size 5");
    assert!(told.stdout().contains(r#"maxAllowedContentLength="5""#), "{told}");
    assert_snapshot!(told.stderr(), @"warning: --http is left out: it belongs to the site around iis");
}

#[test]
fn the_scripts_are_whole_and_hold_every_value_in_single_quotes() {
    for case in CASES {
        for (name, text) in files(&case) {
            if is_script(&name) {
                let place = format!("{}, {name}", case.name);
                let words = PowerShell::read(&place, &text);
                assert!(!words.code.contains("calc"), "{place}: a value is code");
                assert!(words.code.contains("SupportsShouldProcess = $true"), "{place}");
            }
        }
    }
    let odd = CASES.iter().find(|case| case.name == "odd names in isapi").unwrap();
    let (_, text) = files(odd).into_iter().find(|(name, _)| name == "install.ps1").unwrap();
    let words = PowerShell::read(odd.name, &text);
    for value in [
        r"C:\it's' & $(calc) `x` {0} \ü#\var\log",
        r"LAB\o'mero",
        "Bücher (2)",
        r"D:\it's (static) & more",
    ] {
        assert!(
            words.literals.iter().any(|literal| literal == value),
            "{value}: {:?}",
            words.literals
        );
    }
}

#[test]
fn whatever_changes_something_asks_should_process_first() {
    let changing = [
        "Set-ItemProperty",
        "New-",
        "Remove-",
        "Add-WebConfiguration",
        "Clear-WebConfiguration",
        "Set-WebConfiguration",
        "Enable-",
        "icacls",
        "AddSslCertificate",
    ];
    for case in CASES {
        for (name, text) in files(&case) {
            if !is_script(&name) {
                continue;
            }
            let mut asked_at = None;
            for line in text.lines() {
                let indent = line.len() - line.trim_start().len();
                if line.contains("$PSCmdlet.ShouldProcess(") {
                    asked_at = Some(indent);
                } else if asked_at.is_some_and(|asked| indent <= asked) && !line.is_empty() {
                    asked_at = None;
                }
                let is_change = changing.iter().any(|word| line.trim_start().contains(word))
                    && !line.trim_start().starts_with('#')
                    && !line.contains("throw ");
                assert!(!is_change || asked_at.is_some(), "{}, {name}: {line}", case.name);
            }
        }
    }
}

fn is_script(name: &str) -> bool {
    name.strip_suffix(".ps1").is_some()
}

/// An attribute: its name, its type, and whether it has to be there.
type Attribute = (String, String, bool);

/// The elements of `web.config` with their attributes, as `tests/fixtures/iis/sections.txt` has them.
struct Sections {
    rows: Vec<(String, Vec<Attribute>)>,
}

impl Sections {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/iis/sections.txt");
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let rows = lines.map(|line| {
            let mut words = line.split_whitespace();
            let path = words.next().unwrap().to_owned();
            let attributes = words.map(|word| {
                let (name, kind) = word.split_once('=').unwrap();
                let (kind, required) =
                    kind.strip_suffix('!').map_or((kind, false), |kind| (kind, true));
                (name.to_owned(), kind.to_owned(), required)
            });
            (path, attributes.collect())
        });
        Self { rows: rows.collect() }
    }

    fn check(&self, place: &str, text: &str) {
        let document = Document::parse(text).unwrap_or_else(|error| panic!("{place}: {error}"));
        for node in document.descendants().filter(Node::is_element) {
            self.check_element(place, node);
        }
    }

    fn check_element(&self, place: &str, node: Node<'_, '_>) {
        let mut names: Vec<_> =
            node.ancestors().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
        names.reverse();
        // A `location` has the sections of the whole.
        let path = names.join("/").replace("configuration/location/", "configuration/");
        let Some((_, attributes)) = self.rows.iter().find(|(found, _)| *found == path) else {
            panic!("{place}: IIS does not know {path}");
        };
        for attribute in node.attributes() {
            let known = attributes.iter().find(|(name, ..)| name == attribute.name());
            let Some((name, kind, _)) = known else {
                panic!("{place}: {path} has no {}", attribute.name());
            };
            assert!(
                is_of(kind, attribute.value()),
                "{place}: {path} {name}: {} is no {kind}",
                attribute.value()
            );
        }
        for (name, ..) in attributes.iter().filter(|(.., required)| *required) {
            assert!(node.has_attribute(name.as_str()), "{place}: {path} lacks {name}");
        }
        let text = node.children().filter(Node::is_text).filter_map(|text| text.text());
        assert!(text.into_iter().all(|text| text.trim().is_empty()), "{place}: text in {path}");
    }
}

fn is_of(kind: &str, value: &str) -> bool {
    match kind {
        "string" => true,
        "name" => !value.is_empty(),
        "bool" => matches!(value, "true" | "false"),
        "uint" => value.parse::<u32>().is_ok(),
        "time" => {
            value.split(':').count() == 3
                && value.split(':').all(|part| part.len() == 2 && part.parse::<u8>().is_ok())
        }
        "flags" => {
            value.split(", ").all(|flag| matches!(flag, "Read" | "Write" | "Script" | "Execute"))
        }
        range if range.contains("..") => {
            let (first, last) = range.split_once("..").unwrap();
            let number: u64 = value.parse().unwrap();
            (first.parse().unwrap()..=last.parse().unwrap()).contains(&number)
        }
        choice => choice.split('|').any(|one| one == value),
    }
}

/// The words of a script: its literals, and everything else without comments.
struct PowerShell {
    literals: Vec<String>,
    code: String,
}

impl PowerShell {
    /// Fails where a quote, a comment or a bracket is open at the end.
    fn read(place: &str, text: &str) -> Self {
        let mut found = Self { literals: Vec::new(), code: String::new() };
        let (mut rest, mut open) = (text, Vec::new());
        while let Some(first) = rest.chars().next() {
            let (taken, after) = match first {
                '<' if rest.starts_with("<#") => ("", behind(place, rest, "#>")),
                '#' => ("", &rest[rest.find('\n').unwrap()..]),
                '\'' => ("", found.literal(place, rest)),
                '"' => double_quoted(place, rest),
                _ => rest.split_at(first.len_utf8()),
            };
            match first {
                '(' | '{' | '[' => open.push(first),
                ')' | '}' | ']' => {
                    let pair = (open.pop().unwrap_or_default(), first);
                    assert!(
                        matches!(pair, ('(', ')') | ('{', '}') | ('[', ']')),
                        "{place}: {rest}"
                    );
                }
                _ => {}
            }
            found.code.push_str(taken);
            rest = after;
        }
        assert!(open.is_empty(), "{place}: {open:?} is open at the end");
        found
    }

    fn literal<'text>(&mut self, place: &str, text: &'text str) -> &'text str {
        let mut value = String::new();
        let mut rest = &text[1..];
        loop {
            let end = rest.find('\'').unwrap_or_else(|| panic!("{place}: an open quote: {text}"));
            value.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('\'') {
                Some(more) => {
                    value.push('\'');
                    rest = more;
                }
                None => break,
            }
        }
        self.literals.push(value);
        rest
    }
}

/// Double quotes are for our own texts alone, which have no quotes and no backticks in them.
fn double_quoted<'text>(place: &str, text: &'text str) -> (&'text str, &'text str) {
    let end = 1 + text[1..].find('"').unwrap_or_else(|| panic!("{place}: an open quote: {text}"));
    let (taken, rest) = text.split_at(end + 1);
    assert!(!taken.contains(['`', '\n']), "{place}: {taken}");
    (taken, rest)
}

fn behind<'text>(place: &str, text: &'text str, end: &str) -> &'text str {
    text.split_once(end).unwrap_or_else(|| panic!("{place}: {end} is missing")).1
}
