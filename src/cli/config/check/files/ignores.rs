//! Comments in a file that silence findings, each with its reason:
//!
//! ```yaml
//! omero.web.debug: true  # omero: ignore R17: the test server
//! # omero: ignore R57, R58: the proxy does it
//! omero.web.secure: false
//! # omero: ignore-file R74: set by the image
//! ```

use crate::cli::answers::LocatedFinding;
use crate::model::Location;
use crate::schema::Finding;
use crate::schema::Rule;
use crate::schema::Severity;

const LINE: &str = "omero: ignore ";
const FILE: &str = "omero: ignore-file ";

/// The comments of one file.
pub(super) struct Ignores {
    file: String,
    all: Vec<Ignore>,
    /// Comments that silence nothing because of how they are written.
    faults: Vec<LocatedFinding>,
}

struct Ignore {
    rules: Vec<&'static str>,
    /// The line of the comment, from 1.
    line: usize,
    extent: Extent,
    is_used: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Line(usize),
    File,
}

impl Ignores {
    pub(super) fn of(file: &str, text: &str) -> Self {
        let mut ignores = Self { file: file.to_owned(), all: Vec::new(), faults: Vec::new() };
        let lines: Vec<_> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some((before, comment)) = split(line) else { continue };
            let number = at + 1;
            let (extent, rest) = match comment.strip_prefix(FILE) {
                Some(rest) => (Extent::File, rest),
                None => {
                    let rest = comment.strip_prefix(LINE).unwrap_or_default();
                    let next = lines.get(number..).unwrap_or_default();
                    let next = next.iter().position(|line| !is_comment(line)).unwrap_or_default();
                    let is_alone = before.trim().is_empty();
                    (Extent::Line(if is_alone { number + 1 + next } else { number }), rest)
                }
            };
            match rules(rest) {
                Ok(rules) => {
                    ignores.all.push(Ignore { rules, line: number, extent, is_used: false });
                }
                Err((problem, hint)) => ignores.complain(number, Severity::Warning, problem, hint),
            }
        }
        ignores
    }

    fn silences(&mut self, found: &LocatedFinding) -> bool {
        let line = found.location.map(|location| location.line);
        let is_here = found.file == self.file;
        let mut is_silenced = false;
        for ignore in &mut self.all {
            let is_meant = match ignore.extent {
                Extent::Line(meant) => is_here && line == Some(meant),
                // What no line is to blame for belongs to all files of the stack.
                Extent::File => is_here || line.is_none(),
            };
            if is_meant && ignore.rules.iter().any(|rule| found.is_of(rule)) {
                ignore.is_used = true;
                is_silenced = true;
            }
        }
        is_silenced
    }

    /// The comments that are not written well, and those that silence nothing.
    fn findings(mut self) -> Vec<LocatedFinding> {
        for Ignore { line, .. } in std::mem::take(&mut self.all).iter().filter(|it| !it.is_used) {
            let problem = "this comment ignores nothing: there is no such finding".to_owned();
            self.complain(*line, Severity::Hint, problem, "remove it");
        }
        self.faults
    }

    fn complain(&mut self, line: usize, severity: Severity, problem: String, hint: &str) {
        let finding = Finding::of_comment(severity, problem, hint.to_owned());
        let location = Some(Location::of_line(line));
        self.faults.push(LocatedFinding { file: self.file.clone(), location, finding });
    }
}

/// The findings that no comment silences, and what is wrong with the comments.
pub(super) fn apply(
    mut ignores: Vec<Ignores>,
    findings: Vec<LocatedFinding>,
) -> Vec<LocatedFinding> {
    let mut left = Vec::new();
    for found in findings {
        // Each of them, so that no comment counts as unused because of another.
        let silenced =
            ignores.iter_mut().filter_map(|file| file.silences(&found).then_some(())).count();
        if silenced == 0 {
            left.push(found);
        }
    }
    left.extend(ignores.into_iter().flat_map(Ignores::findings));
    left
}

/// What comes before a comment that ignores, and the comment from its keyword on.
fn split(line: &str) -> Option<(&str, &str)> {
    let at = line.find(LINE).or_else(|| line.find(FILE))?;
    let (before, comment) = line.split_at_checked(at)?;
    let opened = before.trim_end();
    let before = ["#", "!", "<!--"].into_iter().find_map(|sign| opened.strip_suffix(sign))?;
    Some((before, comment))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with(['#', '!']) || line.starts_with("<!--")
}

/// The rules of `R57, R58: the reason`.
fn rules(text: &str) -> Result<Vec<&'static str>, (String, &'static str)> {
    let text = text.trim_end().trim_end_matches("-->");
    let (names, reason) = text.split_once(':').unwrap_or((text, ""));
    let mut rules = Vec::new();
    for name in names.split([',', ' ']).filter(|name| !name.is_empty()) {
        let rule = Rule::named(name);
        let hint = "docs/rules.md lists the rules; the form is `# omero: ignore R57: REASON`";
        rules.push(rule.ok_or_else(|| (format!("there is no rule {name:?}"), hint))?.id);
    }
    if rules.is_empty() || reason.trim().is_empty() {
        let problem = "a comment that ignores needs the name of a rule and a reason".to_owned();
        return Err((problem, "write `# omero: ignore R57: REASON`"));
    }
    Ok(rules)
}
