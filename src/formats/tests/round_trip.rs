//! The law of round trips.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

use super::Names;
use super::read;
use crate::formats::DesiredValue;
use crate::formats::Format;
use crate::formats::Unwritable;

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
