//! The page about all properties, in section 7.

use std::collections::BTreeMap;

use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;
use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Schema;
use omero_config::testing::schema::Status;

use super::head;
use super::see_also;

pub(super) fn page() -> String {
    let mut page = head("omero-properties", "7", "the properties of OMERO.server and OMERO.web");
    page.control("SH", ["DESCRIPTION"]);
    page.text([roman(
        "These properties are kept by omero-config(1).\n\
         One that is not set has its default.\n\
         Replace the text between < and > in a name.",
    )]);
    for (section, properties) in sections() {
        page.control("SH", [section.to_uppercase().as_str()]);
        for known in properties {
            property(&mut page, &known);
        }
    }
    see_also(&mut page, &["omero(1)", "omero-config-describe(1)", "omero-config.xml(5)"]);
    page.render()
}

fn sections() -> BTreeMap<String, Vec<Definition>> {
    let schema = Schema::default();
    let mut sections = BTreeMap::<String, Vec<Definition>>::new();
    let is_listed = |known: &Definition| schema.has(known) && known.status() != Status::Development;
    for known in schema.all().filter(is_listed) {
        sections.entry(known.section().to_owned()).or_default().push(known);
    }
    for properties in sections.values_mut() {
        properties.sort_by(|one, other| one.name().cmp(other.name()));
    }
    sections
}

fn property(page: &mut Roff, known: &Definition) {
    page.control("TP", []);
    page.text([bold(known.name())]);
    page.text([roman(sentences(known.description()))]);
    page.control("br", []);
    let kind = known.kind();
    let default = match (known.default_from(), known.default_text()) {
        (Some(followed), _) => format!("that of {followed}"),
        (None, Some(default)) if default.is_empty() => "empty".to_owned(),
        (None, Some(default)) => default,
        (None, None) => "none".to_owned(),
    };
    page.text([roman(format!("Type: {kind}. Default: {default}"))]);
    if let Some(standing) = known.standing() {
        page.control("br", []);
        page.text([roman(format!("Status: {standing}."))]);
    }
    if let Some(remark) = known.remark() {
        page.control("br", []);
        page.text([roman(sentences(remark))]);
    }
}

/// Each sentence on a line of its own, as the formatters want it.
fn sentences(text: &str) -> String {
    text.replace(". ", ".\n")
}
