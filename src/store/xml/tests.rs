//! The codec as a whole. `tests/any_document.rs` holds it to its laws with generated documents.

use super::Document;
use super::read;
use super::write;
use crate::model::Configuration;
use crate::model::ProfileName;

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
