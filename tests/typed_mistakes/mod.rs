//! What people type by mistake, and the line that they are given instead.

mod files;
mod names;
mod place;
mod shells;
mod verbs;

use crate::support::Installation;

/// What is printed for each of the lines, each in an installation of its own.
fn answers(lines: &[&str]) -> String {
    let answer = |line: &&str| {
        let run = Installation::empty().run(line);
        format!("$ omero {line}\n{run}\n")
    };
    lines.iter().map(answer).collect::<Vec<_>>().join("\n")
}
