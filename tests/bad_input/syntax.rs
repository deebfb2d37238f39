//! Files that are not well-formed XML, and XML that would be dangerous to read.

use super::page::Page;
use super::store_with;

#[test]
fn a_file_that_is_not_xml() {
    let mut page = Page::new("not_xml");
    page.file("only spaces", " \n");
    page.file("plain text", "omero.db.host=localhost\n");
    page.file("truncated in a tag", "<icegrid><properties id=\"def");
    page.file("truncated between tags", "<icegrid>\n  <properties id=\"default\">\n");
    page.file("a wrong end tag", "<icegrid>\n  <properties id=\"a\">\n  </property>\n</icegrid>");
    page.file("two roots", "<icegrid/><icegrid/>");
    page.file("an unknown entity", store_with("<property name=\"A\" value=\"&nosuch;\"/>"));
    page.file("an attribute twice", store_with("<property name=\"A\" name=\"B\"/>"));
    page.file("a bare `<`", store_with("<property name=\"A\" value=\"<\"/>"));
    page.file("an unknown prefix", store_with("<my:x/>"));
    page.file("a control character", store_with("<property name=\"A\" value=\"\u{1}\"/>"));
    page.file("a reference to one", store_with("<property name=\"A\" value=\"&#1;\"/>"));
    page.file("a NUL", b"<icegrid>\0</icegrid>");
    page.check();
}

#[test]
fn a_file_that_is_dangerous() {
    let mut page = Page::new("dangers");
    page.file("a document type", "<!DOCTYPE icegrid>\n<icegrid/>");
    let levels = (1..10).fold("<!ENTITY e0 \"lol\">".to_owned(), |levels, level| {
        let below = format!("&e{};", level - 1).repeat(10);
        levels + &format!("<!ENTITY e{level} \"{below}\">")
    });
    let bomb = format!("<!DOCTYPE icegrid [{levels}]><icegrid>&e9;</icegrid>");
    page.file("an entity bomb", bomb);
    let external =
        "<!DOCTYPE icegrid [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><icegrid>&x;</icegrid>";
    page.file("an external entity", external);
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    page.file("100,000 elements inside one another", store_with(&nested(100_000)));
    let inside = format!("<property name=\"A\">{}</property>", nested(100_000));
    page.file("the same inside a property", store_with(&inside));
    let long = "x".repeat(100 << 20);
    page.file(
        "an attribute of 100 MB",
        store_with(&format!("<property name=\"A\" value=\"{long}\"/>")),
    );
    page.check();
}
