//! An OMERODIR of its own, in which commands are typed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;

use super::OrdinaryUser;
use super::Transcript;
use super::Typed;
use super::changed_lines;

/// An OMERODIR, a home and a current directory in a temporary folder, gone with the value.
pub(crate) struct Installation {
    directory: tempfile::TempDir,
    user: Option<OrdinaryUser>,
}

impl Installation {
    /// Nothing but the directories; commands are run by whoever runs the tests.
    pub(crate) fn empty() -> Self {
        Self::of(None)
    }

    /// With this content in `config.xml`, readable by its owner alone.
    pub(crate) fn with(xml: impl AsRef<[u8]>) -> Self {
        let omero = Self::empty();
        omero.write(xml);
        omero
    }

    /// One whose owner and user is not root, so that permissions mean something.
    pub(crate) fn of_ordinary_user() -> Self {
        Self::of(Some(OrdinaryUser::get()))
    }

    fn of(user: Option<OrdinaryUser>) -> Self {
        let omero = Self { directory: tempfile::tempdir().unwrap(), user };
        fs::set_permissions(omero.directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
        for name in ["home", "cwd", "omero", "omero/etc", "omero/etc/grid"] {
            let path = omero.directory.path().join(name);
            fs::create_dir(&path).unwrap();
            omero.give_away(&path);
        }
        omero
    }

    /// Runs a command line, split into words as a shell does it, to its end.
    pub(crate) fn run(&self, line: &str) -> Transcript {
        self.typed(line).run()
    }

    /// A command line that is to get input, variables or another directory before it is run.
    pub(crate) fn typed(&self, line: &str) -> Typed<'_> {
        let words = omero_config::testing::python::shlex::split(line).unwrap();
        words.into_iter().fold(self.program(), Typed::arg)
    }

    /// The path of the program for those who run commands here.
    pub(crate) fn executable(&self) -> &'static Path {
        match self.user {
            Some(_) => OrdinaryUser::omero(),
            None => Path::new(env!("CARGO_BIN_EXE_omero")),
        }
    }

    /// The program without arguments.
    pub(crate) fn program(&self) -> Typed<'_> {
        Typed::new(self, self.user)
    }

    /// Another program with words as a shell splits them, in the same surroundings.
    pub(crate) fn start(&self, program: &Path, line: &str) -> Typed<'_> {
        let words = omero_config::testing::python::shlex::split(line).unwrap();
        words.into_iter().fold(Typed::of(self, self.user, program), Typed::arg)
    }

    /// Runs a command line that is there for its effect alone.
    pub(crate) fn prepare(&self, line: &str) {
        let transcript = self.run(line);
        assert!(transcript.succeeded(), "{line}: {transcript}");
    }

    /// The answer of a command that must succeed, without its last line end.
    pub(crate) fn answer(&self, line: &str) -> String {
        let transcript = self.run(line);
        assert!(transcript.succeeded(), "{line}: {transcript}");
        let answer = transcript.stdout();
        answer.strip_suffix('\n').unwrap_or(answer).to_owned()
    }

    pub(crate) fn omerodir(&self) -> PathBuf {
        self.directory.path().join("omero")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.directory.path().join("home")
    }

    /// The current directory of every command.
    pub(crate) fn cwd(&self) -> PathBuf {
        self.directory.path().join("cwd")
    }

    /// The directory of the store.
    pub(crate) fn grid(&self) -> PathBuf {
        self.omerodir().join("etc").join("grid")
    }

    /// The path of the store.
    pub(crate) fn store(&self) -> PathBuf {
        self.grid().join("config.xml")
    }

    /// The text of the store, if there is one.
    pub(crate) fn config_xml(&self) -> Option<String> {
        fs::read_to_string(self.store()).ok()
    }

    /// The lines of the store that an action changes; there has to be a store before.
    pub(crate) fn changes(&self, action: impl FnOnce(&Self)) -> String {
        let before = self.config_xml().unwrap();
        action(self);
        changed_lines(&before, &self.config_xml().unwrap())
    }

    /// Puts this content into the store.
    pub(crate) fn write(&self, xml: impl AsRef<[u8]>) {
        fs::write(self.store(), xml).unwrap();
        fs::set_permissions(self.store(), PermissionsExt::from_mode(0o600)).unwrap();
        self.give_away(&self.store());
    }

    /// Makes a file in the current directory.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.cwd().join(name);
        fs::write(&path, content).unwrap();
        self.give_away(&path);
        path
    }

    /// A value for EDITOR: a shell script that gets the file to edit as `$1`.
    ///
    /// It is handed to the shell and not started itself: a file that some other thread had open for
    /// writing when it started a process can't be started.
    pub(crate) fn editor(&self, script: &str) -> String {
        let path = self.directory.path().join("editor.sh");
        fs::write(&path, script).unwrap();
        format!("/bin/sh {}", path.display())
    }

    /// Runs a command line with a shell script as the editor.
    pub(crate) fn edit(&self, line: &str, script: &str) -> Transcript {
        let typed = self.typed(line).env("EDITOR", self.editor(script));
        typed.run().without_random_names()
    }

    /// What the editor sees when this command line is typed.
    pub(crate) fn shown_to_edit(&self, line: &str) -> String {
        let transcript = self.edit(line, "cp \"$1\" seen");
        assert_eq!(transcript.to_string(), "exit 0");
        fs::read_to_string(self.cwd().join("seen")).unwrap()
    }

    /// What is in the directory of the store beside its history, sorted.
    pub(crate) fn grid_names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.grid()).unwrap();
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> =
            entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "config.xml.history");
        names.sort();
        names
    }

    /// A text without the names that differ from run to run.
    pub(crate) fn collapsed(&self, text: &str) -> String {
        let places = [(self.omerodir(), "$OMERODIR"), (self.home(), "$HOME"), (self.cwd(), "$CWD")];
        let text = without_checksums(text);
        places.iter().fold(text, |text, (path, name)| text.replace(path.to_str().unwrap(), name))
    }

    fn give_away(&self, path: &Path) {
        if let Some(user) = self.user {
            user.own(path);
        }
    }
}

/// A checksum of a text with paths of the machine differs from run to run.
fn without_checksums(text: &str) -> String {
    let mut parts = text.split(" (checksum ");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').map_or(part, |(_, rest)| rest))
}
