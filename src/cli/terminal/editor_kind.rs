//! What is known about editors: which of them draw on the terminal, and which return before their window is closed.

use std::fs;
use std::path::Path;

use crate::cli::process::programs;

/// Editors that draw on the screen and read keys.
const ON_TERMINAL: [&str; 20] = [
    "vi", "vim", "nvim", "view", "elvis", "nvi", "nano", "pico", "joe", "jed", "mcedit", "micro",
    "hx", "helix", "ne", "kak", "mg", "zile", "tilde", "emacs",
];

/// Arguments with which such editors work without a terminal.
const IN_BATCH: [&str; 8] = ["-e", "-E", "-es", "-Es", "-s", "--batch", "-batch", "--headless"];

/// Editors with windows, and the argument with which they wait until the text is closed.
const IN_WINDOW: [(&str, &str); 14] = [
    ("code", "--wait"),
    ("codium", "--wait"),
    ("code-insiders", "--wait"),
    ("cursor", "--wait"),
    ("zed", "--wait"),
    ("subl", "--wait"),
    ("sublime_text", "--wait"),
    ("atom", "--wait"),
    ("gedit", "--wait"),
    ("gnome-text-editor", "--standalone"),
    ("kate", "--block"),
    ("gvim", "--nofork"),
    ("mvim", "--nofork"),
    ("mate", "--wait"),
];

/// Whether an editor would wait for keys and write codes for a terminal.
pub(super) fn needs_terminal(program: &Path, arguments: &[String]) -> bool {
    let is_batch = arguments.iter().any(|argument| IN_BATCH.contains(&&**argument));
    let is_known = |name: &str| ON_TERMINAL.contains(&name);
    !is_batch && names(program).iter().any(|name| is_known(name))
}

/// The command for an editor that returns before its window is closed; none if it is not known as such.
pub(super) fn waiting_command(program: &Path, arguments: &[String]) -> Option<String> {
    let names = names(program);
    let (_, option) = IN_WINDOW.iter().find(|(name, _)| names.iter().any(|found| found == name))?;
    if arguments.iter().any(|argument| argument == option) {
        return None;
    }
    Some(format!("{} {option}", program.display()))
}

/// What a program is called, also through symbolic links such as Debian's `editor`, without `.basic` or `.exe`.
fn names(program: &Path) -> Vec<String> {
    let found = programs::on_path(program).into_iter().next();
    let real = found.and_then(|path| fs::canonicalize(path).ok());
    let name = |path: &Path| Some(path.file_stem()?.to_string_lossy().to_lowercase());
    [Some(program), real.as_deref()].into_iter().flatten().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_known_by_their_names() {
        let batch = ["-es".to_owned()];
        for (editor, needs) in
            [("vim", true), ("/usr/bin/nano", true), ("vim.tiny", true), ("sed", false)]
        {
            assert_eq!(needs_terminal(Path::new(editor), &[]), needs, "{editor}");
        }
        assert!(!needs_terminal(Path::new("vim"), &batch));
        let waiting = |arguments: &[String]| waiting_command(Path::new("/opt/bin/code"), arguments);
        assert_eq!(waiting(&[]).unwrap(), "/opt/bin/code --wait");
        assert_eq!(waiting(&["--wait".to_owned()]), None);
        assert_eq!(waiting_command(Path::new("ed"), &[]), None);
    }
}
