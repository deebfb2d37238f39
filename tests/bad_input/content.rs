//! XML that is not a store.

use super::page::Page;
use crate::support::Installation;

#[test]
fn a_file_that_is_not_a_store() {
    let mut page = Page::new("not_a_store");
    page.file("another root", "<?xml version=\"1.0\"?>\n<html/>");
    page.file("only a profile", "<properties id=\"default\"/>");
    page.file("a namespace", "<icegrid xmlns=\"urn:x\"><properties id=\"default\"/></icegrid>");
    page.file("a block without `id`", "<icegrid>\n  <properties/>\n</icegrid>");
    let omero = Installation::with(
        "<icegrid><properties id=\"default\"><property name=\"A\" value=\"1\"/>\
         <property name=\"A\" value=\"2\"/></properties><properties id=\"default\"/></icegrid>",
    );
    page.case("duplicated names", &omero, omero.run("config get"));
    page.check();
}
