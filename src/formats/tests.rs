//! The law of round trips, and what is refused, as tables.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

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

fn fault(format: Format, text: &str) -> String {
    let faults = format.read(text, &Names).faults;
    let lines = faults.iter().map(|fault| format!("{}: {fault}", fault.place));
    lines.collect::<Vec<_>>().join("\n")
}

/// A character of XML 1.0, often one that needs care.
fn character() -> impl Strategy<Value = char> {
    let special =
        "\t\n\r <>&\"'\\]-#!:=%@`|>*?{}[],~$\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffd}\u{10ffff}";
    let special: Vec<_> = special.chars().collect();
    let any = any::<char>().prop_filter("no character of XML", |found| {
        !(found.is_ascii_control() || matches!(found, '\u{fffe}' | '\u{ffff}'))
    });
    prop_oneof![select(special), proptest::char::range(' ', '~'), any]
}

fn value() -> impl Strategy<Value = String> {
    let words = ["null", "true", "~", "1", "0x1", "---", "...", "<<", "- a", "a: b", "", " ", "'"];
    let word = select(words.to_vec()).prop_map(str::to_owned);
    prop_oneof![proptest::collection::vec(character(), 0..40).prop_map(String::from_iter), word]
}

fn key() -> impl Strategy<Value = String> {
    let legal: Vec<_> = ('a'..='e').chain(['.', '_', '-', 'Z', '9']).collect();
    let long = proptest::collection::vec(select(legal.clone()), 1000..1100);
    prop_oneof![20 => proptest::collection::vec(select(legal), 0..6), 1 => long]
        .prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(Config { cases: 500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_format_reads_back_what_it_wrote(
        properties in proptest::collection::btree_map(key(), value(), 0..6),
    ) {
        let properties: Vec<_> =
            properties.iter().map(|(key, value)| (&**key, &**value)).collect();
        for format in Format::ALL {
            let text = match format.write(&properties) {
                Ok(text) => text,
                Err(refused) => {
                    for Unwritable { key, .. } in refused {
                        let found = properties.iter().find(|found| found.0 == key).unwrap();
                        let breaks = found.1.contains(['\n', '\r']);
                        let pairs = ["..", "._", "_.", "__"].iter().any(|pair| key.contains(pair));
                        let expected = match format {
                            Format::Omero => breaks,
                            Format::Env => pairs,
                            _ => false,
                        };
                        prop_assert!(expected, "{key}");
                    }
                    continue;
                }
            };
            let expected: Vec<_> = properties
                .iter()
                .map(|(key, value)| ((*key).to_owned(), DesiredValue::Text((*value).to_owned())))
                .collect();
            prop_assert_eq!(read(format, &text), expected, "{:?}:\n{}", format, text);
        }
    }

    #[test]
    fn no_text_makes_a_format_panic(text in value(), other in value()) {
        for format in Format::ALL {
            let _ = format.read(&format!("{text}\n{other}"), &Names);
            let _ = format.read(&format!("{{\"a\": {text}, b: [{other}"), &Names);
        }
    }
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

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    for (format, text, expected) in [
        (
            Format::Json,
            "{\n \"a\": 1,\n \"a\": 2}",
            "3:2: `a` stands here for the second time; the first is in line 2",
        ),
        (Format::Json, "{\n \"é\" 1}", "2:6: `:` is missing"),
        (Format::Json, "[1]", "1:1: an object with properties is expected at the top"),
        (Format::Json, "{\"a\": \"\\ud800\"}", "1:7: the string has half a surrogate pair"),
        (
            Format::Yaml,
            "a: 1\na: 2\n",
            "2:1: `a` stands here for the second time; the first is in line 1",
        ),
        (Format::Yaml, "a: 1\n---\nb: 1\n", "2:1: a second document begins; one is read"),
        (Format::Yaml, "a: !vault x\n", "1:4: the tag `!vault` is not known here"),
        (
            Format::Yaml,
            "x: &x {y: 1}\nz:\n  <<: *x\n",
            "3:3: merge keys (`<<`) are not understood; write out what is to be merged",
        ),
        (Format::Yaml, "{[a]: 1}\n", "1:2: a name must be a text"),
        (
            Format::Yaml,
            "x.y: &x\n  a: 1\n  b: *x\n",
            "3:6: the alias stands inside what it stands for",
        ),
        (Format::Yaml, "a.b@lacks: x\n", "1:12: `a.b@lacks` takes a list of elements"),
        (
            Format::Yaml,
            "x.y: 1\nx: {y: {z: 1}}\n",
            "1:1: `x.y` has a value here, and `x.y.z` stands inside it in line 2",
        ),
        (
            Format::Yaml,
            "a.b: 1\na: {b: {d: 1}}\n",
            "1:1: `a.b` has a value here, and `a.b.d` stands inside it in line 2",
        ),
        (
            Format::Yaml,
            "a.b: 1\na: {b: 2}\n",
            "2:5: `a.b` stands here for the second time; the first is in line 1",
        ),
        (
            Format::Yaml,
            "l: [1]\nl@contains: [2]\n",
            "2:1: `l` stands here for the second time; the first is in line 1",
        ),
        (Format::Yaml, "l@contains: [2]\nl@lacks: [2]\n", "2:1: `l` is to contain and to lack 2"),
        (
            Format::Toml,
            "a = 1\na.b = 2\n",
            "2:1: cannot extend value of type integer with a dotted key",
        ),
        (Format::Toml, "a = 1\na = 2\n", "2:1: duplicate key"),
        (
            Format::Properties,
            "a=1\n a=2\n",
            "2:2: `a` stands here for the second time; the first is in line 1",
        ),
        (
            Format::Properties,
            "a=x\\u12g\nb=\\u\n",
            "1:4: four hexadecimal digits must follow `\\u`\n2:3: four hexadecimal digits must follow `\\u`",
        ),
        (
            Format::Omero,
            "  config set a 'b\nconfig get\n",
            "1:3: a closing ' is missing\n2:1: only `config set`, `config append` and `config remove` say what is wanted; `omero load` runs any command",
        ),
        (
            Format::Env,
            "\nCONFIG_a=b c\nCONFIG_b___d=1\n",
            "2:1: quote the value: it has blanks\n3:1: `CONFIG_b___d` can't be mapped to a property: of three or more `_` side by side it can't be told which are dots",
        ),
        (Format::Env, "A='\n'\nCONFIG_a='b\n", "3:1: a closing ' is missing"),
    ] {
        assert_eq!(fault(format, text), expected, "{format:?}:\n{text}");
    }
}

#[test]
fn what_is_wrong_is_told_at_once() {
    for (format, text, expected) in [
        (
            Format::Toml,
            "a = 1\na = 2\nb = 1\nb = 2\n\"c@lacks\" = 1\n",
            "2:1: duplicate key\n4:1: duplicate key\n5:13: `c@lacks` takes a list of elements",
        ),
        (
            Format::Yaml,
            "a: 1\na: 2\nb: {c: 1, c: 2}\nd@lacks: 1\n",
            "2:1: `a` stands here for the second time; the first is in line 1\n\
             3:11: `c` stands here for the second time; the first is in line 3\n\
             4:10: `d@lacks` takes a list of elements",
        ),
        (
            Format::Json,
            "{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 2}}",
            "1:10: `a` stands here for the second time; the first is in line 1\n\
             1:32: `c` stands here for the second time; the first is in line 1",
        ),
        (
            Format::Properties,
            "a=1\na=2\nb=\\u\n",
            "3:3: four hexadecimal digits must follow `\\u`\n\
             2:1: `a` stands here for the second time; the first is in line 1",
        ),
    ] {
        assert_eq!(fault(format, text), expected, "{format:?}:\n{text}");
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        let aliases = vec![alias; 10].join(", ");
        laughs.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
    }
    assert!(fault(Format::Yaml, &laughs).contains("aliases multiply"));
    assert!(fault(Format::Yaml, &"[".repeat(100_000)).contains("recursion limit"));
    assert!(fault(Format::Yaml, &"- ".repeat(100_000)).contains("inside one another"));
    assert!(fault(Format::Yaml, &"{a: ".repeat(10_000)).contains("recursion limit"));
    assert!(fault(Format::Json, &"[".repeat(100_000)).contains("inside one another"));
    assert!(fault(Format::Toml, &format!("a = {}", "[".repeat(100_000))).contains("recurs"));
    assert!(fault(Format::Toml, &format!("a{} = 1", ".a".repeat(10_000))).contains("recursion"));
}
