//! Findings as a log of code scanning: Static Analysis Results Interchange Format 2.1.0 (OASIS).

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use super::LocatedFinding;
use super::text;
use crate::schema::Rule;
use crate::schema::Severity;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a path may have in a URI (RFC 3986, section 3.3).
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Serialize)]
struct Log<'found> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'found>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'found> {
    tool: Tool,
    /// Columns are counted in characters.
    column_kind: &'static str,
    results: Vec<Outcome<'found>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<ReportedRule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportedRule {
    id: &'static str,
    short_description: Message<&'static str>,
    full_description: Message<&'static str>,
    help: Message<&'static str>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'found> {
    rule_id: &'found str,
    level: &'static str,
    message: Message<String>,
    locations: [ReportedLocation; 1],
}

#[derive(Serialize)]
struct Message<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportedLocation {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
}

/// The log of one run, with the rules that found something.
pub(crate) fn sarif(findings: &[LocatedFinding]) -> io::Result<String> {
    let names: BTreeSet<_> = findings.iter().map(|found| found.finding.rule).collect();
    let rules = names.into_iter().filter_map(Rule::named).map(|rule| ReportedRule {
        id: rule.id,
        short_description: Message { text: rule.title },
        full_description: Message { text: rule.why },
        help: Message { text: rule.fix },
        default_configuration: Configuration { level: level(rule.severity) },
    });
    let driver =
        Driver { name: "omero", version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    let results = findings.iter().map(outcome).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    text(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn outcome(found: &LocatedFinding) -> Outcome<'_> {
    let region = found
        .location
        .map(|location| Region { start_line: location.line, start_column: location.column });
    let artifact_location = Artifact { uri: uri(&found.file) };
    Outcome {
        rule_id: found.finding.rule,
        level: level(found.finding.severity),
        message: Message { text: found.message() },
        locations: [ReportedLocation {
            physical_location: PhysicalLocation { artifact_location, region },
        }],
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A relative path stays relative, so that a viewer finds it in its copy of the repository.
fn uri(file: &str) -> String {
    let path = file.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let encoded = utf8_percent_encode(path, PATH);
    if Path::new(file).is_absolute() {
        format!("file://{}{encoded}", if path.starts_with('/') { "" } else { "/" })
    } else {
        encoded.to_string()
    }
}
