//! For every property that does not take just any text, a text that it refuses.

use std::collections::BTreeMap;
use std::fmt::Write;

use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Encoding;
use omero_config::testing::schema::Schema;
use omero_config::testing::schema::ValueSchema;

use super::all;
use super::none;

/// Slips that people make, the likelier ones first.
const SLIPS: [&str; 30] = [
    "yes please",
    "-1",
    "70000",
    "[[\"localhost\", \"4064\"]]",
    "[1]",
    "{\"a\": 1}",
    "localhost:4064",
    "no such word",
    "(unfinished",
    "0",
    "0.5",
    "yes",
    "99999999999",
    "2024-13-45",
    "relative/path",
    "~/OMERO",
    ":nosuch:way",
    "amy; zak",
    "http//example.org",
    "a@",
    "a,,b",
    "=",
    "a b",
    "%",
    "ou=people,dc",
    "[]",
    "'",
    "\u{7}",
    ";;;",
    "",
];

/// The part of the server or its clients to which a property belongs, as the file of its page.
fn topic(known: &Definition) -> &'static str {
    match known.name() {
        name if name.starts_with("omero.web.") => "web",
        name if name.starts_with("omero.client.") => "client",
        name if name.starts_with("omero.jvmcfg.") => "jvm",
        name if name.starts_with("omero.fs") || name.starts_with("omero.pixeldata.") => "files",
        _ => "server",
    }
}

#[test]
fn every_property_with_a_limited_domain_refuses_something() {
    let mut pages = BTreeMap::<_, String>::new();
    let mut complaints = Vec::new();
    for known in all().filter(|known| known.status().works()) {
        // A text that can be read and is refused explains more than one that cannot be read.
        let (read, unread): (Vec<&str>, Vec<&str>) =
            SLIPS.into_iter().partition(|slip| known.decode(slip).is_ok());
        let refused = read.into_iter().chain(unread).find_map(|slip| refusal(&known, slip));
        match refused {
            Some(refusal) => pages.entry(topic(&known)).or_default().push_str(&refusal),
            None if takes_anything(&known) => {}
            None => complaints.push(known.name().to_owned()),
        }
    }
    none(&complaints);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/refused_values");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (topic, page) in pages {
        settings.bind(|| insta::assert_snapshot!(topic, page));
    }
}

/// The text and what is said about it.
fn refusal(known: &Definition, slip: &str) -> Option<String> {
    let faults = Schema::default().violations(known, slip);
    let mut page = String::new();
    for (at, fault) in faults.iter().enumerate() {
        if at == 0 {
            writeln!(page, "{} {slip:?}", known.name()).unwrap();
        }
        let parts: Vec<_> =
            fault.place.iter().map(String::as_str).chain([fault.problem.as_str()]).collect();
        writeln!(page, "    {}", parts.join(": ")).unwrap();
    }
    (!page.is_empty()).then_some(page)
}

/// Whether the schema allows every text.
fn takes_anything(known: &Definition) -> bool {
    let text =
        [Encoding::Text, Encoding::Csv, Encoding::CsvExact, Encoding::Semicolons, Encoding::Words];
    let is_free = |schema: &ValueSchema| {
        schema.words.is_none()
            && schema.format.is_none()
            && schema.pattern.is_none()
            && schema.any_of.is_empty()
    };
    known.encodings().iter().all(|encoding| text.contains(encoding))
        && is_free(known.schema())
        && known.schema().items.as_deref().is_none_or(is_free)
        && (known.schema().min_length.is_none() || known.reaches_only_server())
}
