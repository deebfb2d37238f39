//! Texts as editors of Windows and `PowerShell` write them: with a byte order mark, or in UTF-16.

use crate::support::Installation;

/// A text as UTF-16 with its mark.
fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

/// The text in all encodings that Windows offers for it.
fn encodings(text: &str) -> [Vec<u8>; 3] {
    [
        format!("\u{feff}{text}").into(),
        utf_16(text, u16::to_le_bytes),
        utf_16(text, u16::to_be_bytes),
    ]
}

#[test]
fn a_mark_is_not_part_of_a_password() {
    for bytes in encodings("gehe1m\r\n") {
        let omero = Installation::empty();
        omero.file("password.txt", &bytes);
        omero.prepare("config set omero.db.pass --file password.txt");
        assert_eq!(omero.answer("config get omero.db.pass --show-password"), "gehe1m");
        let _ = omero.typed("config set omero.ldap.password --file -").input(bytes).run();
        assert_eq!(omero.answer("config get omero.ldap.password --show-password"), "gehe1m");
    }
}

#[test]
fn a_file_of_properties_is_loaded_with_and_without_a_mark() {
    for bytes in encodings("omero.db.host=dätabase\r\nomero.db.name=omero\r\n") {
        let omero = Installation::empty();
        omero.file("site.properties", &bytes);
        omero.prepare("config load site.properties");
        assert_eq!(omero.answer("config get omero.db.host"), "dätabase");
        assert_eq!(omero.answer("config get omero.db.name"), "omero");
    }
}

#[test]
fn a_script_is_run_from_a_file_and_from_standard_input() {
    let script = "config set omero.db.host ä\r\nconfig set omero.db.name omero\r\n";
    for bytes in encodings(script) {
        let omero = Installation::empty();
        omero.file("site.omero", &bytes);
        omero.prepare("load site.omero");
        assert_eq!(omero.answer("config get omero.db.host"), "ä");
        let transcript = omero.typed("load").input(bytes).run();
        assert!(transcript.succeeded(), "{transcript}");
        assert_eq!(omero.answer("config get omero.db.name"), "omero");
    }
}

#[test]
fn a_document_is_applied() {
    for bytes in encodings("{\"omero.db.host\": \"ä\"}\r\n") {
        let omero = Installation::empty();
        omero.file("site.json", &bytes);
        omero.prepare("config apply site.json");
        assert_eq!(omero.answer("config get omero.db.host"), "ä");
    }
}

#[test]
fn a_text_that_an_editor_saves_with_a_mark_is_understood() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host old");
    let transcript =
        omero.edit("config edit", r#"sed -i 's/old/new/; 1s/^/\xef\xbb\xbf/; s/$/\r/' "$1""#);
    assert!(transcript.succeeded(), "{transcript}");
    assert_eq!(omero.answer("config get omero.db.host"), "new");
}

#[test]
fn damaged_utf_16_is_refused() {
    let omero = Installation::empty();
    let transcript =
        omero.typed("config set omero.db.host --file -").input(*b"\xff\xfea\0\x00\xd8").run();
    assert!(!transcript.succeeded(), "{transcript}");
    assert_eq!(omero.config_xml(), None);
}
