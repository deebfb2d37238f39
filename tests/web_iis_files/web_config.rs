//! `web.config`, held against the sections that IIS knows.

use std::fs;
use std::path::Path;

use roxmltree::Document;
use roxmltree::Node;

use super::CASES;
use super::files;
use crate::support::Installation;

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
        ("5.6", "wsgi-tcp", "<httpPlatform "),
        ("5.6", "wsgi-tcp --method reverse-proxy", "<rewrite>"),
        ("5.6", "wsgi", "<httpPlatform "),
        ("5.0", "fastcgi-tcp", "with isapi"),
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
fn plain_http_is_sent_on_to_https_by_every_way() {
    let omero = Installation::empty();
    let https = "--https 8443 --thumbprint a909502dd82ae41433e6f83886b00d4277a32a7b";
    for method in ["isapi", "reverse-proxy", "http-platform", "fastcgi"] {
        let line = format!(r"web iis --omerodir 'C:\a' --method {method} -o {method}");
        omero.prepare(&format!("{line} {https}"));
        let text = fs::read_to_string(omero.cwd().join(method).join("web.config")).unwrap();
        let redirect = r#"type="Redirect" url="https://{C:1}:8443{UNENCODED_URL}""#;
        assert!(text.contains(redirect), "{method}: {text}");
        assert!(text.contains(r#"maxQueryString="16384""#), "{method}: {text}");
        omero.prepare(&line);
        let text = fs::read_to_string(omero.cwd().join(method).join("web.config")).unwrap();
        assert!(!text.contains("Redirect"), "{method}: {text}");
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
        assert_eq!(omero.collapsed(&file), alone + "\n", "{release}");
    }
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
