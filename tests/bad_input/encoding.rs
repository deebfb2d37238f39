//! Encodings, and bytes that do not fit them.

use super::page::Page;
use crate::support::Installation;

fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn bytes_in_other_encodings() {
    let mut page = Page::new("encodings");
    page.file("invalid UTF-8", b"<icegrid>\n  <properties id=\"\xff\"/></icegrid>");
    page.file("Latin-1 without a declaration", b"<icegrid><x a=\"\xe9\"/></icegrid>");
    let declared = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?><icegrid/>");
    page.file("declared as UTF-16, but UTF-8", declared("UTF-16"));
    page.file("declared as UTF-8, but UTF-16", encoded(&declared("UTF-8"), u16::to_le_bytes));
    page.file("cp437", declared("cp437"));
    page.file("windows-1252", declared("windows-1252"));
    page.file("UTF-7", declared("UTF-7"));
    let mut odd = encoded("\u{feff}<icegrid/>", u16::to_be_bytes);
    odd.push(0);
    page.file("UTF-16 with half a character", odd);
    page.file("UTF-32", [0xff, 0xfe, 0, 0, b'<', 0, 0, 0]);
    for (title, bytes) in [
        ("declared as Latin-1", b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid/>".to_vec()),
        ("UTF-16 with a mark", encoded("\u{feff}<icegrid/>", u16::to_le_bytes)),
        ("UTF-16 with a declaration", encoded(&declared("UTF-16"), u16::to_be_bytes)),
        ("UTF-8 with a mark", "\u{feff}<icegrid/>".into()),
    ] {
        let omero = Installation::with(bytes);
        page.case(title, &omero, omero.run("config get"));
    }
    page.check();
}
