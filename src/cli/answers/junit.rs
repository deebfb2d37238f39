//! Findings as a test report in the XML of `JUnit`, as Jenkins and GitLab read it: each finding is a test that
//! failed, each file without findings one that passed.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use quick_xml::Writer;
use quick_xml::events::BytesDecl;
use quick_xml::events::BytesText;
use quick_xml::events::Event;

use super::LocatedFinding;
use crate::schema::Severity;

const SUITE: &str = "omero config check";

/// The report on `files`.
pub(crate) fn junit(files: &[&PathBuf], findings: &[LocatedFinding]) -> io::Result<String> {
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    let passed: Vec<_> =
        names.iter().filter(|name| findings.iter().all(|found| found.file != **name)).collect();
    let tests = (findings.len() + passed.len()).to_string();
    let failures = findings.len().to_string();
    let counts = [("name", SUITE), ("tests", &tests), ("failures", &failures)];
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("testsuites").with_attributes(counts).write_inner_content(|writer| {
        writer.create_element("testsuite").with_attributes(counts).write_inner_content(
            |writer| {
                for name in passed {
                    let attributes = [("classname", &**name), ("name", "no findings")];
                    writer.create_element("testcase").with_attributes(attributes).write_empty()?;
                }
                findings.iter().try_for_each(|found| failed(writer, found))
            },
        )?;
        Ok(())
    })?;
    String::from_utf8(writer.into_inner()).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn failed<W: Write>(writer: &mut Writer<W>, found: &LocatedFinding) -> io::Result<()> {
    let name = format!("{} {}", found.place(), found.finding.rule);
    let case = [("classname", &*found.file), ("name", &name)];
    let problem = printable(&found.problem());
    let failure = [("type", severity(found.finding.severity)), ("message", &problem)];
    writer.create_element("testcase").with_attributes(case).write_inner_content(|writer| {
        let text = printable(&found.message());
        writer
            .create_element("failure")
            .with_attributes(failure)
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// The text with the characters escaped that XML 1.0 does not allow (section 2.2).
fn printable(text: &str) -> String {
    let is_allowed = |found: char| matches!(found, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    let shown = |found: char| {
        if is_allowed(found) { found.to_string() } else { found.escape_default().to_string() }
    };
    text.chars().map(shown).collect()
}
