//! `web.config` against the schema files of IIS itself, on a server whose sections are locked as on a fresh one.
//!
//! The files are Microsoft's and no part of the project: they lie beside it, in `shared/reference/iis`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use roxmltree::Document;
use roxmltree::Node;

use super::CASES;
use super::files;
use crate::harness::Need;

/// What URL Rewrite 2.1 has in addition to the schema of 2.0.
const NEW_IN_REWRITE_2_1: &str = "useOriginalURLEncoding";

fn directory() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).take(2);
    above.map(|path| path.join("shared/reference/iis")).find(|path| path.is_dir())
}

fn schema_files() -> Need {
    Need::Condition("the schema files of IIS are not beside the project", || directory().is_some())
}

#[test]
#[needs(schema_files())]
fn a_fresh_iis_reads_every_web_config() {
    let directory = directory().unwrap();
    let texts: Vec<_> = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let documents: Vec<_> = texts.iter().map(|text| Document::parse(text).unwrap()).collect();
    let base = fs::read_to_string(directory.join("applicationHost.config")).unwrap();
    let base = Document::parse(&base).unwrap();
    let iis = Iis { sections: sections(&documents), base: &base };
    for case in CASES {
        let files: BTreeMap<_, _> = files(&case).into_iter().collect();
        let document = Document::parse(&files["web.config"]).unwrap();
        let mut used = Vec::new();
        iis.read(document.root_element(), "", &mut used);
        assert!(!used.is_empty(), "{}", case.name);
        for section in used {
            let unlocks = format!("-Filter '{section}' -Metadata overrideMode -Value Allow");
            let is_open = !iis.is_locked(&section) || files["install.ps1"].contains(&unlocks);
            assert!(is_open, "{}: {section} is locked on a fresh server", case.name);
        }
    }
}

fn sections<'a, 'input>(
    documents: &'a [Document<'input>],
) -> BTreeMap<&'a str, Vec<Node<'a, 'input>>> {
    let mut sections: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for document in documents {
        for node in document.root_element().children().filter(Node::is_element) {
            // Several files can describe one section.
            sections.entry(node.attribute("name").unwrap()).or_default().push(node);
        }
    }
    sections
}

struct Iis<'a, 'input> {
    sections: BTreeMap<&'a str, Vec<Node<'a, 'input>>>,
    base: &'a Document<'input>,
}

impl Iis<'_, '_> {
    /// Notes the sections in a part of `web.config`, and fails where one has what IIS does not know.
    fn read(&self, group: Node<'_, '_>, path: &str, used: &mut Vec<String>) {
        for node in group.children().filter(Node::is_element) {
            let name = node.tag_name().name();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            match self.sections.get(path.as_str()) {
                Some(schemas) => {
                    check(node, schemas, &path);
                    self.check_locked_attributes(node, &path);
                    used.push(path);
                }
                None if name == "location" => self.read(node, "", used),
                None => {
                    let below = format!("{path}/");
                    let is_group = self.sections.keys().any(|known| known.starts_with(&below));
                    assert!(is_group, "IIS does not know {path}");
                    self.read(node, &path, used);
                }
            }
        }
    }

    fn is_locked(&self, path: &str) -> bool {
        let declared = self.base.descendants().find(|node| {
            let is_group = |node: &Node<'_, '_>| node.has_tag_name("sectionGroup");
            let mut names: Vec<_> = node
                .ancestors()
                .skip(1)
                .filter(is_group)
                .filter_map(|it| it.attribute("name"))
                .collect();
            names.reverse();
            names.extend(node.attribute("name"));
            node.has_tag_name("section") && names.join("/") == path
        });
        declared.is_some_and(|section| {
            section.attribute("overrideModeDefault") == Some("Deny")
                || section.attribute("allowDefinition") == Some("AppHostOnly")
        })
    }

    fn check_locked_attributes(&self, node: Node<'_, '_>, path: &str) {
        let found = path.split('/').try_fold(self.base.root_element(), |node, name| {
            node.children().find(|child| child.has_tag_name(name))
        });
        let locked = found.and_then(|section| section.attribute("lockAttributes")).unwrap_or("");
        for name in locked.split(',') {
            assert!(!node.has_attribute(name), "{path}: {name} is locked on a fresh server");
        }
    }
}

/// Fails where an element has an attribute, a value or a child that none of `schemas` knows.
fn check(node: Node<'_, '_>, schemas: &[Node<'_, '_>], path: &str) {
    let children = || schemas.iter().flat_map(Node::children);
    for attribute in node.attributes() {
        let known = children().find(|child| {
            child.has_tag_name("attribute") && child.attribute("name") == Some(attribute.name())
        });
        match known {
            Some(known) => check_value(known, attribute.value(), path),
            None => assert_eq!(attribute.name(), NEW_IN_REWRITE_2_1, "{path}"),
        }
    }
    let required = children().filter(|child| child.attribute("required") == Some("true"));
    for required in required.filter_map(|required| required.attribute("name")) {
        let is_remove = node.has_tag_name("remove") || node.has_tag_name("clear");
        assert!(is_remove || node.has_attribute(required), "{path} lacks {required}");
    }
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let adds = |collection: &Node<'_, '_>| {
            ["addElement", "removeElement", "clearElement"].into_iter().any(|kind| {
                collection
                    .attribute(kind)
                    .is_some_and(|names| names.split(',').any(|it| it == name))
            })
        };
        let known: Vec<_> = children()
            .filter(|it| it.has_tag_name("element") && it.attribute("name") == Some(name))
            .chain(children().filter(|it| it.has_tag_name("collection") && adds(it)))
            .collect();
        assert!(!known.is_empty(), "{path} has no {name}");
        check(child, &known, &format!("{path}/{name}"));
    }
}

fn check_value(known: Node<'_, '_>, value: &str, path: &str) {
    let name = known.attribute("name").unwrap();
    let has = |kind: &str, value: &str| {
        known.children().any(|it| it.has_tag_name(kind) && it.attribute("name") == Some(value))
    };
    let is_right = match known.attribute("type").unwrap() {
        "bool" => matches!(value, "true" | "false"),
        "uint" | "int" | "int64" => value.parse::<u32>().is_ok_and(|number| is_in(known, number)),
        "enum" => has("enum", value),
        "flags" => value.split(',').all(|flag| has("flag", flag.trim())),
        "timeSpan" => seconds(value).is_some_and(|seconds| is_in(known, seconds)),
        _ => known.attribute("validationType") != Some("nonEmptyString") || !value.is_empty(),
    };
    assert!(is_right, "{path}: {name} can't be {value}");
}

/// Whether a number is in the range that the schema names: first, last, and the size of a step.
fn is_in(known: Node<'_, '_>, number: u32) -> bool {
    let kind = known.attribute("validationType").unwrap_or("");
    if !matches!(kind, "integerRange" | "timeSpanRange") {
        return true;
    }
    let range = known.attribute("validationParameter").unwrap().split(',');
    let range: Vec<u32> = range.filter_map(|part| part.parse().ok()).collect();
    (range[0]..=range[1]).contains(&number)
        && range.get(2).is_none_or(|step| number.is_multiple_of(*step))
}

fn seconds(span: &str) -> Option<u32> {
    let (days, time) = span.split_once('.').unwrap_or(("0", span));
    let parts: Vec<u32> = time.split(':').filter_map(|part| part.parse().ok()).collect();
    let [hours, minutes, seconds] = parts[..] else { return None };
    Some(((days.parse::<u32>().ok()? * 24 + hours) * 60 + minutes) * 60 + seconds)
}
