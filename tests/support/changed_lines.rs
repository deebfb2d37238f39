//! What a command changes in a text, without the rest of the text.

use std::fmt::Write;

use similar::ChangeTag;
use similar::TextDiff;

/// The lines that differ, each with its sign, under the line that begins their profile if they are in one.
pub(crate) fn changed_lines(before: &str, after: &str) -> String {
    let differences = TextDiff::from_lines(before, after);
    let mut profile = None;
    let mut lines = String::new();
    for line in differences.iter_all_changes() {
        let text = line.value().trim_end_matches('\n');
        if text.starts_with("  <properties ") || text.starts_with("  </properties>") {
            profile = None;
        }
        match line.tag() {
            ChangeTag::Equal if text.starts_with("  <properties ") => profile = Some(text),
            ChangeTag::Equal => {}
            sign => {
                if let Some(profile) = profile.take() {
                    writeln!(lines, " {profile}").unwrap();
                }
                writeln!(lines, "{sign}{text}").unwrap();
            }
        }
    }
    lines
}
