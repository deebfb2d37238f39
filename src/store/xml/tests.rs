//! The codec as a whole. `tests/any_document.rs` holds it to its laws with generated documents.

use super::Document;
use super::own_layout;
use super::read;
use super::read::parse;
use super::write;
use crate::model::Configuration;
use crate::model::ProfileName;
use crate::model::PropertyValue;

fn new_text() -> String {
    let document = Document::new(Configuration::new(&ProfileName::default()));
    write(&document, &document.configuration).unwrap()
}

#[test]
fn what_is_written_is_read_back_and_written_the_same() {
    let document = read(new_text().as_bytes()).unwrap();
    assert!(!document.is_stale());
    assert_eq!(write(&document, &document.configuration).unwrap(), new_text());
}

#[test]
fn a_file_is_stale_when_the_server_would_miss_something() {
    let text = new_text();
    for (found, instead, stale) in [
        ("<include file=\"templates.xml\"/>", "", true),
        ("value=\"default\"", "value=\"other\"", true),
        ("id=\"__ACTIVE__\"", "id=\"a\"", true),
        ("</properties>", "<!-- by hand --></properties>", false),
        ("<include", "<include file=\"site.xml\"/><include", false),
    ] {
        let changed = text.replacen(found, instead, 1);
        assert_ne!(changed, text, "{found}");
        assert_eq!(read(changed.as_bytes()).unwrap().is_stale(), stale, "{found}");
    }
}

/// Files as we write them, and with changes that only look as if we had written them.
#[test]
fn the_quick_way_finds_what_the_parser_finds_or_nothing() {
    let mut configuration = Configuration::new(&ProfileName::default());
    for (key, value) in [("a", "1"), ("b.c", "<&>\"'\t\n\r é\u{2028}"), ("empty", "")] {
        let value = PropertyValue::try_from(value.to_owned()).unwrap();
        configuration.profile_or_new("default").set(&key.parse().unwrap(), &value);
    }
    configuration.profile_or_new("an \"other\"");
    let text = write(&Document::new(configuration.clone()), &configuration).unwrap();
    assert!(own_layout::read(&text).is_some());
    let places = (0..text.len()).filter(|at| text.is_char_boundary(*at));
    for (at, instead) in places
        .flat_map(|at| ["", "<", "&", "\"", " ", "\n", "x", "\u{1}"].map(|instead| (at, instead)))
    {
        let (before, after) = text.split_at(at);
        for after in [after, after.get(1..).unwrap_or_default(), after.get(2..).unwrap_or_default()]
        {
            let changed = format!("{before}{instead}{after}");
            if let Some(found) = own_layout::read(&changed) {
                assert_eq!(parse(&changed).as_ref(), Ok(&found), "{changed}");
            }
        }
    }
}
