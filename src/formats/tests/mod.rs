//! What the formats read and write, and what they refuse.

mod faults;
mod round_trip;

use super::*;
use crate::python::Json;

/// A few names, as the schema would know them.
struct Names;

const KNOWN: [&str; 4] = ["a.b", "a.objects", "a._c", "a.b.d"];

impl Vocabulary for Names {
    fn is_property(&self, name: &str) -> bool {
        KNOWN.contains(&name)
    }

    fn takes_objects(&self, key: &str) -> bool {
        key == "a.objects"
    }

    fn is_section(&self, name: &str) -> bool {
        KNOWN.iter().any(|known| known.starts_with(&format!("{name}.")))
    }

    fn find(&self, condition: &dyn Fn(&str) -> bool) -> Option<String> {
        KNOWN.iter().find(|name| condition(name)).map(|&name| name.to_owned())
    }
}

fn read(format: Format, text: &str) -> Vec<(String, DesiredValue)> {
    let states =
        format.read(text, &Names).complete().unwrap_or_else(|faults| panic!("{faults:?}:\n{text}"));
    states.into_iter().map(|state| (state.key, state.value)).collect()
}

fn text(text: &str) -> DesiredValue {
    DesiredValue::Text(text.to_owned())
}

#[test]
fn values_have_types() {
    let json = |text: &str| DesiredValue::Value(Json::parse(text).unwrap());
    let expected = [
        ("a.b", json("true")),
        ("a.x", text("4.50")),
        ("a.objects", json(r#"{"k": [1, "é"]}"#)),
        ("c.d", json("[[\"h\", 4064]]")),
        ("e", DesiredValue::Unset),
        ("f.g", json(r#"{"h": 1}"#)),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value));
    for (format, text) in [
        (
            Format::Json,
            r#"{"a": {"b": true, "x": 4.50, "objects": {"k": [1, "é"]}}, "c": {"d": [["h", 4064]]},
                "e": null, "f.g": {"h": 1}}"#,
        ),
        (
            Format::Yaml,
            "a:\n  b: true\n  x: 4.50\n  objects:\n    k: [1, é]\nc.d:\n- - h\n  - 4064\ne:\nf.g: {h: 1}\n",
        ),
    ] {
        assert_eq!(read(format, text), expected, "{format:?}");
    }
    let toml = "a.b = true\n\"f.g\" = {h = 1}\nc.d = [[\"h\", 0xFE0]]\n[a.objects]\nk = [1, 'é']\n";
    let expected = [&expected[0], &expected[2], &expected[5], &expected[3]].map(Clone::clone);
    assert_eq!(read(Format::Toml, toml), expected);
}

#[test]
fn lists_are_described_by_their_elements() {
    let aims = |key: &str| {
        [
            (key.to_owned(), DesiredValue::Contains(vec![Json::text("x")])),
            (key.to_owned(), DesiredValue::Lacks(vec![Json::integer(1)])),
        ]
    };
    for (format, text) in [
        (Format::Json, r#"{"l@contains": ["x"], "l@lacks": [1]}"#),
        (Format::Yaml, "l@contains: [x]\nl@lacks: [1]\n"),
        (Format::Toml, "\"l@contains\" = ['x']\n\"l@lacks\" = [1]\n"),
        (Format::Properties, "l@contains=[\"x\"]\nl@lacks=[1]\n"),
        (Format::Omero, "config append --set l '\"x\"'\nconfig remove l 1\n"),
    ] {
        assert_eq!(read(format, text), aims("l"), "{format:?}");
    }
    assert_eq!(read(Format::Yaml, "a:\n  l@contains: [x]\n  l@lacks: [1]\n"), aims("a.l"));
}

#[test]
fn java_texts_are_read_with_all_their_freedoms() {
    let read = read(
        Format::Properties,
        "! c\n # c\na b\\u00e9\\\n   c\nd : e\\=\nf=\ng\\ h=\\ud83d\\ude00\nk\\",
    );
    let expected = [("a", "béc"), ("d", "e="), ("f", ""), ("g h", "😀"), ("k", "")];
    assert_eq!(read, expected.map(|(key, value)| (key.to_owned(), text(value))));
}

#[test]
fn scripts_and_variables_are_read_as_the_images_and_roles_write_them() {
    let script = "#!/usr/bin/env omero load\nconfig set -- a.b 'x y'\nconfig set c\nconfig set --report n -1\n";
    let expected = [("a.b", text("x y")), ("c", DesiredValue::Unset), ("n", text("-1"))];
    assert_eq!(read(Format::Omero, script), expected.map(|(key, value)| (key.to_owned(), value)));
    let variables = "# c\nPATH=/bin\nexport CONFIG_a_b__c='x\n y'\r\nCONFIG_a___c=1\n";
    let expected = [("a.b_c", text("x\n y")), ("a._c", text("1"))];
    assert_eq!(read(Format::Env, variables), expected.map(|(key, value)| (key.to_owned(), value)));
}
