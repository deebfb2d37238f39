//! Whatever a well-formed store contains survives being read and written.

mod documents;

use std::collections::BTreeMap;

use omero_config::testing::store::xml;
use omero_config::testing::store::xml::Problem;
use omero_config::testing::store::xml::SyntaxError;
use proptest::collection::vec;
use proptest::prelude::*;

use self::documents::damaged;
use self::documents::document;
use crate::support::config;

/// Attributes of an element, sorted.
type Attributes = BTreeMap<String, String>;

/// What profiles and properties say, found by another reader: of each profile its attributes, and
/// those of the properties in it.
fn meaning(text: &str) -> Vec<(Attributes, Vec<Attributes>)> {
    let tree = roxmltree::Document::parse(text).unwrap();
    let blocks = tree.root_element().children().filter(|child| is_called(child, "properties"));
    let profiles = blocks.filter(|block| block.attribute("id") != Some("__ACTIVE__"));
    let properties = |block: roxmltree::Node<'_, '_>| {
        let properties = block.children().filter(|child| is_called(child, "property"));
        properties
            .map(attributes_of)
            .map(|mut found| {
                // A missing value is an empty one.
                found.entry("value".to_owned()).or_default();
                found
            })
            .collect()
    };
    profiles.map(|block| (attributes_of(block), properties(block))).collect()
}

/// Whether it is an element with this name and in no namespace.
fn is_called(node: &roxmltree::Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name(name) && node.tag_name().namespace().is_none()
}

fn attributes_of(node: roxmltree::Node<'_, '_>) -> Attributes {
    let name = |found: &roxmltree::Attribute<'_, '_>| {
        format!("{}{}", found.namespace().unwrap_or_default(), found.name())
    };
    node.attributes().map(|found| (name(&found), found.value().to_owned())).collect()
}

/// How the element that leads IceGrid to its templates is written, whatever it looked like before.
const INCLUDE: &str = "<include file=\"templates.xml\"/>";

fn is_include(node: &roxmltree::Node<'_, '_>) -> bool {
    node.has_tag_name("include")
        && node.attributes().len() == 1
        && node.attribute("file") == Some("templates.xml")
        && node.parent_element() == Some(node.document().root_element())
        && !node.has_children()
}

/// Comments, instructions and elements that are no properties, as they are written, sorted. What
/// stands inside a property of the server's copy goes when the copy is made anew.
fn foreign_parts(text: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(text).unwrap();
    let is_ours = |node: &roxmltree::Node<'_, '_>| {
        let named = |name| node.is_element() && node.tag_name().name() == name;
        named("icegrid") || named("properties") || (named("property") && node.has_attribute("name"))
    };
    let in_copy = |node: &roxmltree::Node<'_, '_>| {
        let property = node.ancestors().skip(1).find(|above| above.has_tag_name("property"));
        property.and_then(|found| found.parent()?.attribute("id")) == Some("__ACTIVE__")
    };
    let parts = tree.descendants().filter(|node| !node.is_root() && !node.is_text());
    let mut parts: Vec<_> = parts
        .filter(|node| !is_ours(node) && !in_copy(node))
        .map(|node| if is_include(&node) { INCLUDE } else { &text[node.range()] }.to_owned())
        .filter(|part| !part.contains("Kept by `omero config`"))
        .collect();
    parts.sort();
    parts
}

/// What roxmltree accepts and we refuse, and why. In all of this expat agrees with us
/// (`tests/verdicts/expat.rs`), except for the last two.
fn refused_by_us_alone(problem: &Problem) -> Option<&'static str> {
    Some(match problem {
        Problem::NotWellFormed(error) => match error {
            SyntaxError::CharacterReference(_) => "it reads such a reference as U+FFFD",
            SyntaxError::Namespace(_) | SyntaxError::Prefix(_) => {
                "it lets reserved and empty namespaces be declared, and `a:xmlns` too"
            }
            SyntaxError::InstructionName(_) => "it only knows `xml` in lower case",
            SyntaxError::Expected(_) | SyntaxError::EndTag { .. } => {
                "it follows the fifth edition, takes more colons, and does not read the declaration"
            }
            _ => return None,
        },
        Problem::UnknownEncoding(_) => "it reads text, whatever is declared",
        Problem::WrongRoot(_) | Problem::Namespace(_) | Problem::NoId => "not a store",
        _ => return None,
    })
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn any_document_survives_being_read_and_written(text in document()) {
        let first = xml::read(text.as_bytes()).unwrap();
        let written = xml::write(&first, &first.configuration).unwrap();
        let second = xml::read(written.as_bytes()).unwrap();
        prop_assert_eq!(&second.configuration, &first.configuration);
        prop_assert!(!second.is_stale());
        let again = xml::write(&second, &second.configuration).unwrap();
        prop_assert_eq!(&again, &written);
        prop_assert_eq!(xml::read(again.as_bytes()).unwrap(), second);
    }

    #[test]
    fn what_is_written_means_the_same_to_another_reader(text in document()) {
        let document = xml::read(text.as_bytes()).unwrap();
        let written = xml::write(&document, &document.configuration).unwrap();
        prop_assert_eq!(meaning(&written), meaning(&text));
        prop_assert_eq!(foreign_parts(&written), foreign_parts(&text));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = xml::read(&bytes);
    }

    #[test]
    fn a_damaged_document_is_refused_or_read_as_what_it_says(
        text in document(), at in any::<proptest::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(document) = xml::read(&bytes) {
            let written = xml::write(&document, &document.configuration).unwrap();
            let again = xml::read(written.as_bytes()).unwrap();
            // A missing `include` may have been added after them.
            prop_assert!(again.configuration.profiles().eq(document.configuration.profiles()));
        }
        bytes.truncate(at);
        let _ = xml::read(&bytes);
    }

    #[test]
    fn a_damaged_document_is_judged_as_by_another_reader(text in damaged()) {
        let theirs = roxmltree::Document::parse(&text);
        match (xml::read(text.as_bytes()), theirs) {
            (Ok(document), Ok(_)) => {
                let written = xml::write(&document, &document.configuration).unwrap();
                let active = document.configuration.active_name();
                let expected = meaning(&text);
                let is_active = |(attributes, _): &(Attributes, _)| attributes["id"] == active;
                let has_active = expected.iter().any(is_active);
                // An active profile that is missing is made.
                let found = meaning(&written);
                let found: Vec<_> =
                    found.into_iter().filter(|profile| has_active || !is_active(profile)).collect();
                prop_assert_eq!(found, expected);
            }
            (Err(_), Err(_)) => {}
            (Err(ours), Ok(_)) => prop_assert!(refused_by_us_alone(&ours.problem).is_some(), "{}", ours),
            (Ok(_), Err(theirs)) => prop_assert!(false, "we accept it, but: {}", theirs),
        }
    }
}
