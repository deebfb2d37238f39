//! Whatever XML can hold survives being set and got.

use std::time::Duration;

use omero_config::testing::model::Edit;
use omero_config::testing::model::ProfileName;
use omero_config::testing::model::PropertyKey;
use omero_config::testing::model::PropertyValue;
use omero_config::testing::store::Store;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::Installation;
use crate::support::config;

/// A character of XML 1.0, often one that needs care.
fn character() -> impl Strategy<Value = char> {
    let special = "\t\n\r <>&\"'\\]-\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffd}\u{10ffff}";
    let special: Vec<_> = special.chars().collect();
    let any = any::<char>().prop_filter("no character of XML", |found| {
        !found.is_ascii_control() && !matches!(found, '\u{fffe}' | '\u{ffff}')
    });
    prop_oneof![select(special), proptest::char::range(' ', '~'), any]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(character(), 0..40).prop_map(String::from_iter)
}

fn key() -> impl Strategy<Value = String> {
    let legal: Vec<_> = ('a'..='e').chain(['.', '_', '-', 'Z', '9']).collect();
    proptest::collection::vec(select(legal), 1..4).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn any_text_survives_set_and_get_through_the_store(
        changes in proptest::collection::vec((key(), text()), 1..8),
        profile in text().prop_filter("reserved", |name| name != "__ACTIVE__"),
    ) {
        let directory = tempfile::tempdir().unwrap();
        let profile: ProfileName = profile.parse().unwrap();
        let path = directory.path().join("config.xml");
        let store = Store::new(path, profile.clone(), Duration::from_secs(1));
        let mut expected = std::collections::BTreeMap::new();
        for (key, text) in changes {
            let legal: PropertyKey = key.parse().unwrap();
            let value = PropertyValue::try_from(text.clone()).unwrap();
            let mut transaction = store.begin().unwrap();
            transaction.edit(profile.as_str(), Edit::Set(legal, value)).unwrap();
            transaction.commit().unwrap();
            expected.insert(key, text);
        }
        let read = store.read().unwrap();
        prop_assert_eq!(read.active_name(), profile.as_str());
        let read = read.profile(profile.as_str()).unwrap();
        for (key, text) in &expected {
            prop_assert_eq!(read.get(key), Some(&**text));
        }
        prop_assert_eq!(read.properties().count(), expected.len() + 1);
    }

    #[test]
    fn a_text_with_a_forbidden_character_is_no_value(
        before in text(),
        forbidden in select("\0\u{1}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{fffe}\u{ffff}".chars().collect::<Vec<_>>()),
        after in text(),
    ) {
        let whole = before + &String::from(forbidden) + &after;
        prop_assert!(PropertyValue::try_from(whole).is_err());
    }
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn any_text_survives_set_and_get_on_the_command_line(text in text()) {
        let omero = Installation::empty();
        let set = omero.typed("config set --force A").arg("--").arg(&text).output();
        prop_assert!(set.status.success(), "{:?}", set);
        let got = omero.typed("config get A").output();
        prop_assert_eq!(String::from_utf8(got.stdout).unwrap(), format!("{text}\n"));
    }

    #[test]
    fn any_text_survives_an_edit_of_something_else(text in text()) {
        let omero = Installation::empty();
        let set = omero.typed("config set --force A").arg("--").arg(&text).output();
        prop_assert!(set.status.success(), "{:?}", set);
        for (format, script) in [
            ("properties", "echo B=properties >> $1"),
            ("yaml", "sed -i \"s/^'B': .*/B: yaml/\" $1"),
            ("json", "sed -i 's/\"B\": \"yaml\"/\"B\": \"json\"/' $1"),
        ] {
            let typed = omero.typed("config edit --format").arg(format);
            let edit = typed.env("EDITOR", omero.editor(script)).output();
            prop_assert!(edit.status.success(), "{:?}", edit);
            prop_assert_eq!(omero.answer("config get B"), format);
            let got = omero.typed("config get A").output();
            prop_assert_eq!(String::from_utf8(got.stdout).unwrap(), format!("{text}\n"));
        }
    }
}
