//! What the program makes itself and we keep beside it must be fresh.
//!
//! `UPDATE=1 cargo test generated` makes it anew.

use std::fs;
use std::path::Path;

use crate::support::Installation;

#[test]
fn the_glossary_in_docs_is_fresh() {
    let omero = Installation::empty();
    check("docs/properties.md", &(omero.answer("config parse --markdown") + "\n"));
}

fn check(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{name} is stale: run `UPDATE=1 cargo test generated`");
}
