//! Topics of the help as parts of pages.

use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;

use super::head;
use super::see_also;
use crate::support::Installation;

/// A topic as it is shown.
pub(super) fn text(omero: &Installation, topic: &str) -> String {
    omero.answer(&format!("help {topic}"))
}

/// The page about the store.
pub(super) fn page(text: &str) -> String {
    let summary = "the properties of an OMERO installation";
    let mut page = head("omero-config.xml", "5", summary);
    page.control("SH", ["DESCRIPTION"]);
    let (_, text) = text.split_once("\n\n").unwrap();
    for (at, block) in text.split("\n\n").enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        paragraph(&mut page, block);
    }
    see_also(&mut page, &["omero(1)", "omero-config(1)", "omero-properties(7)"]);
    page.render()
}

/// Indented lines are shown as they are.
fn paragraph(page: &mut Roff, block: &str) {
    let lines: Vec<_> = block.lines().collect();
    if block.starts_with("    ") {
        exactly(page, &lines.iter().map(|line| &line[4..]).collect::<Vec<_>>());
    } else {
        page.text([roman(lines.join("\n"))]);
    }
}

/// Lines that are not filled.
pub(super) fn exactly(page: &mut Roff, lines: &[&str]) {
    page.control("PP", []);
    page.control("RS", ["4"]);
    page.control("nf", []);
    for line in lines {
        page.text([roman(*line)]);
    }
    page.control("fi", []);
    page.control("RE", []);
}

/// Names at the margin, and below each what it means.
pub(super) fn entries(page: &mut Roff, text: &str) {
    for block in text.split("\n\n").skip(1) {
        let (name, meaning) = block.split_once('\n').unwrap();
        let meaning: Vec<_> = meaning.lines().map(str::trim).collect();
        page.control("TP", []);
        page.text([bold(name)]);
        page.text([roman(meaning.join("\n"))]);
    }
}
