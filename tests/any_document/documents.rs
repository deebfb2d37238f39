//! Stores as any program or hand can have written them, whole and damaged.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

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
    pub(super) fn document()(
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
    pub(super) fn damaged()(
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
