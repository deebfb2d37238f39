//! The page on which the messages of one layer are.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::support::Installation;
use crate::support::Transcript;

/// A page with a paragraph for each case, in `snapshots/bad_input/`.
pub(super) struct Page {
    name: &'static str,
    text: String,
}

impl Page {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, text: String::new() }
    }

    /// Compares the page with the one that was accepted.
    pub(super) fn check(self) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/bad_input");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(self.name, self.text));
    }

    /// What a command says about bad input. It leaves no draft.
    pub(super) fn case(&mut self, title: &str, omero: &Installation, transcript: Transcript) {
        let left: Vec<_> =
            omero.grid_names().into_iter().filter(|name| name.starts_with('.')).collect();
        assert!(left.is_empty(), "{title} leaves {left:?}");
        writeln!(self.text, "## {title}\n\n{}\n", transcript.without_random_names()).unwrap();
    }

    /// A file with this content: read, and not changed by a command that would change it.
    pub(super) fn file(&mut self, title: &str, content: impl AsRef<[u8]>) {
        let omero = Installation::with(&content);
        let read = omero.run("config get");
        let set = omero.run("config set A 1");
        assert_eq!(set.exit(), read.exit(), "{title}: {set}");
        assert_eq!(set.stderr(), read.stderr(), "{title}");
        assert!(fs::read(omero.store()).unwrap() == content.as_ref(), "{title}");
        self.case(title, &omero, read);
    }

    pub(super) fn line(&mut self, line: &str) {
        let omero = Installation::empty();
        let transcript = omero.run(line);
        assert_eq!(omero.config_xml(), None, "{line}");
        self.case(&format!("`omero {line}`"), &omero, transcript);
    }

    pub(super) fn bytes(&mut self, title: &str, words: &[&[u8]]) {
        let omero = Installation::empty();
        let typed =
            words.iter().fold(omero.program(), |typed, word| typed.arg(OsStr::from_bytes(word)));
        let transcript = typed.run();
        assert_eq!(omero.config_xml(), None, "{title}");
        self.case(title, &omero, transcript);
    }
}
