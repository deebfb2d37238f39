//! Whatever stands in a well-formed store survives being read and written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

use omero_config::testing::store::xml;
use omero_config::testing::store::xml::Problem;
use omero_config::testing::store::xml::SyntaxError;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::config;

/// Text for an attribute value or between tags, already escaped.
fn escaped() -> impl Strategy<Value = String> {
    let pieces =
        ["a", "é", "😀", " ", "  ", "&amp;", "&lt;", "&#9;", "&#x1F600;", ">", "$", "\n", "]&gt;"];
    vec(select(pieces.to_vec()), 0..5).prop_map(|pieces| pieces.concat())
}

fn attribute_names() -> impl Strategy<Value = BTreeSet<&'static str>> {
    proptest::collection::btree_set(select(vec!["my:a", "b", "xml:space", "title"]), 0..3)
}

/// Attributes with the blank before each, in either kind of quotes.
fn attributes() -> impl Strategy<Value = String> {
    (attribute_names(), escaped(), any::<bool>()).prop_map(|(names, value, single)| {
        let quote = if single { '\'' } else { '"' };
        names.iter().fold(String::new(), |mut all, name| {
            let blanks = if single { "\n  " } else { " " };
            write!(all, "{blanks}{name}={quote}{value}{quote}").unwrap();
            all
        })
    })
}

/// A comment, an instruction, or an element that a store knows nothing of.
fn foreign() -> impl Strategy<Value = String> {
    let comment = escaped().prop_map(|text| format!("<!--{text} -->"));
    let instruction = escaped().prop_map(|text| format!("<?site {text}?>"));
    let leaf = prop_oneof![
        comment,
        instruction,
        attributes().prop_map(|attributes| format!("<my:leaf{attributes}/>")),
        escaped().prop_map(|text| format!("<text>{text}</text>")),
        Just("<![CDATA[<properties id=\"x\">]]>".to_owned())
            .prop_map(|text| format!("<c>{text}</c>")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        (select(vec!["node", "my:server", "include"]), attributes(), vec(inner, 0..3))
            .prop_map(|(name, given, inner)| format!("<{name}{given}>{}</{name}>", inner.concat()))
    })
}

/// An element `property`, with whatever a hand can have added to it.
fn property() -> impl Strategy<Value = String> {
    let name = select(vec!["A", "B", "omero.c", "name with &lt;", "omero.config.version", ""]);
    let content = prop_oneof![3 => Just(String::new()), 1 => foreign()];
    (name, proptest::option::of(escaped()), attributes(), content, any::<bool>()).prop_map(
        |(name, value, attributes, content, swapped)| {
            let value = value.map(|value| format!(" value='{value}'")).unwrap_or_default();
            let name = format!(" name=\"{name}\"");
            let (first, second) = if swapped { (value, name) } else { (name, value) };
            if content.is_empty() && swapped {
                format!("<property{first}{attributes}{second}/>")
            } else {
                format!("<property{first}{attributes}{second}>{content}</property>")
            }
        },
    )
}

fn profile(id: &'static str) -> impl Strategy<Value = String> {
    let item = prop_oneof![
        3 => property(),
        1 => foreign(),
        1 => escaped(),
        1 => Just("<property x='1'/>".to_owned()),
    ];
    let blanks = select(vec!["", "\n", "\r\n\t"]);
    (attributes(), vec(item, 0..6), blanks).prop_map(move |(attributes, items, blanks)| {
        format!("<properties id='{id}'{attributes}>{blanks}{}</properties>", items.join(blanks))
    })
}

prop_compose! {
    /// The active profile `default`, others, the server's copy or none, and everything in between.
    fn document()(
        declaration in select(vec!["", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding='utf-8'?>\n"]),
        prolog in vec(escaped().prop_map(|text| format!("<!--{text} -->")), 0..2),
        root in attributes(),
        copy in proptest::option::of(profile("__ACTIVE__")),
        default in profile("default"),
        others in vec(prop_oneof![profile("a"), profile("b &amp; c"), foreign(), profile("default")], 0..5),
    ) -> String {
        let mut text = format!("{declaration}{}<icegrid xmlns:my='urn:my'{root}>", prolog.concat());
        text.extend([copy.unwrap_or_default(), default]);
        text.extend(others);
        text + "<include file='templates.xml'/></icegrid>\n<!-- the end -->"
    }
}

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

/// Texts that change what a document means, or whether it is one.
const FRAGMENTS: [&str; 60] = [
    "",
    "",
    "",
    "<",
    ">",
    "&",
    "'",
    "\"",
    "/",
    "=",
    ":",
    " ",
    "\n",
    "\r",
    "-",
    "--",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[x]]>",
    "<?a b?>",
    "<?xml version='1.0'?>",
    "<?XmL a?>",
    "<?a:b?>",
    "<!DOCTYPE icegrid>",
    "<a>",
    "</a>",
    "<a/>",
    "<a:b/>",
    "<my:b/>",
    "<1/>",
    "<·/>",
    "<\u{10000}/>",
    "<é/>",
    "&#0;",
    "&#65;",
    "&#xD800;",
    "&#x110000;",
    "&#xFFFE;",
    "&nosuch;",
    "&amp",
    " a='1'",
    " a='<'",
    " a='&'",
    " b='2'",
    " my:a='2'",
    " id='q'",
    " name='N'",
    " value='V'",
    " xmlns='urn:x'",
    " xmlns:a=''",
    " xmlns:a='urn:my' a:a='2'",
    " xmlns:xml='x'",
    " xmlns:xmlns='x'",
    "<properties id='q'/>",
    "<property name='Q' value='1'/>",
    "</properties>",
    "\u{1}",
    "\u{FFFF}",
    "\u{FEFF}",
];

prop_compose! {
    /// A document with some places in which something was put, or characters removed.
    fn damaged()(
        text in document(),
        edits in vec((any::<proptest::sample::Index>(), 0..3_usize, select(FRAGMENTS.to_vec())), 1..3),
    ) -> String {
        edits.iter().fold(text, |text, (at, removed, inserted)| {
            let places: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = at.index(places.len());
            let last = places[(first + removed).min(places.len() - 1)];
            format!("{}{inserted}{}", &text[..places[first]], &text[last..])
        })
    }
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
