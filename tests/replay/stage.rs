//! The place of a case on this machine: what is there before, how its commands are started, and what is
//! there after them.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use serde_json::Value;

use super::case::Case;
use super::case::Step;
use super::store;
use crate::support::OrdinaryUser;

/// The OMERODIR, home and current directory of a case.
pub(super) struct Stage {
    user: OrdinaryUser,
    directory: tempfile::TempDir,
}

impl Stage {
    pub(super) fn set_up(case: &Case) -> Self {
        let stage = Self { user: OrdinaryUser::get(), directory: tempfile::tempdir().unwrap() };
        fs::set_permissions(stage.directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
        for name in
            ["home", "cwd", "omero", "omero/etc", "omero/etc/grid", "omero/var", "omero/var/log"]
        {
            stage.make_directory(&stage.directory.path().join(name));
        }
        for absent in list(&case.setup["absent"]) {
            fs::remove_dir(stage.path(&absent)).unwrap();
        }
        for directory in list(&case.setup["dirs"]) {
            if !stage.path(&directory).exists() {
                stage.make_directory(&stage.path(&directory));
            }
        }
        if let Some(xml) = &case.initial_xml {
            stage.write("$OMERODIR/etc/grid/config.xml", xml);
        }
        for (name, content) in &case.files {
            stage.write(name, content);
        }
        stage.apply_setup(&case.setup);
        stage
    }

    fn apply_setup(&self, setup: &Value) {
        for (link, target) in pairs(&setup["symlinks"]) {
            std::os::unix::fs::symlink(self.expanded(&target), self.path(&link)).unwrap();
            self.user.own(&self.path(&link));
        }
        for (name, target) in pairs(&setup["hardlinks"]) {
            fs::hard_link(self.path(&target), self.path(&name)).unwrap();
        }
    }

    pub(super) fn set_modes(&self, modes: &[(String, u32)]) {
        for (name, mode) in modes {
            fs::set_permissions(self.path(name), PermissionsExt::from_mode(*mode)).unwrap();
        }
    }

    /// Lets the owner read what was closed to them: it can be the user who runs the tests.
    pub(super) fn permit_reading(&self, modes: &[(String, u32)]) {
        for (name, mode) in modes {
            let path = self.path(name);
            let Ok(metadata) = fs::metadata(&path) else { continue };
            let missing = if metadata.is_dir() { 0o700 } else { 0o400 };
            fs::set_permissions(path, PermissionsExt::from_mode(mode | missing)).unwrap();
        }
    }

    fn make_directory(&self, path: &Path) {
        fs::create_dir_all(path).unwrap();
        self.user.own(path);
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        if !path.parent().unwrap().exists() {
            self.make_directory(path.parent().unwrap());
        }
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        self.user.own(&path);
    }

    pub(super) fn start(&self, case: &Case, step: &Step) -> Child {
        let input = if step.input.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut child = self
            .command(case, step)
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        if !step.holds {
            feed(&mut child, step);
        }
        child
    }

    fn command(&self, case: &Case, step: &Step) -> Command {
        let program = step.program.as_ref().map(|name| {
            let path = self.path(name);
            if !path.exists() {
                self.make_directory(path.parent().unwrap());
                std::os::unix::fs::symlink(OrdinaryUser::omero(), &path).unwrap();
            }
            path
        });
        let mut command = self.user.command(program.as_deref().unwrap_or(OrdinaryUser::omero()));
        command.args(step.arguments.iter().map(|word| self.expanded_bytes(word)));
        command.current_dir(self.path("$CWD")).env_clear();
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", self.path("$HOME"));
        command.env("USER", "user").env("LOGNAME", "user").env("LANG", "C.UTF-8");
        command.env("OMERODIR", self.path("$OMERODIR")).env("OMERO_CONFIG_LOCK_TIMEOUT", "0.1");
        // Never the editor of this machine, which would wait for keys.
        command.env("EDITOR", "false");
        for (name, value) in &case.environment {
            match value {
                Some(value) => command.env(name, self.expanded(value)),
                None => command.env_remove(name),
            };
        }
        command
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.place("$CWD").join(self.expanded(name))
    }

    fn place(&self, name: &str) -> PathBuf {
        self.directory.path().join(match name {
            "$OMERODIR" => "omero",
            "$HOME" => "home",
            _ => "cwd",
        })
    }

    fn expanded(&self, text: &str) -> String {
        ["$OMERODIR", "$CWD", "$HOME"].iter().fold(text.to_owned(), |text, name| {
            text.replace(name, self.place(name).to_str().unwrap())
        })
    }

    fn expanded_bytes(&self, word: &OsStr) -> OsString {
        match word.to_str() {
            Some(text) => self.expanded(text).into(),
            None => OsString::from_vec(word.as_bytes().to_vec()),
        }
    }

    /// The recorded names in the place of those of this machine.
    pub(super) fn collapsed(&self, bytes: &[u8]) -> Vec<u8> {
        let Ok(text) = str::from_utf8(bytes) else { return bytes.to_vec() };
        let collapsed =
            ["$OMERODIR", "$CWD", "$HOME"].iter().fold(text.to_owned(), |text, name| {
                text.replace(self.place(name).to_str().unwrap(), name)
            });
        collapsed.into_bytes()
    }

    pub(super) fn state(&self) -> Option<(u64, i64, i64)> {
        let metadata = fs::metadata(self.path("$OMERODIR/etc/grid/config.xml")).ok()?;
        Some((metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
    }

    /// The store at the end. The Python tool rewrites it whenever it reads it, we don't: a file that
    /// we left alone is compared as it is after `config upgrade`, which rewrites what has to be.
    pub(super) fn store(&self, case: &Case, before: Option<(u64, i64, i64)>) -> Value {
        let path = self.path("$OMERODIR/etc/grid/config.xml");
        if self.state() != before {
            return store::parsed(&path);
        }
        let Ok(content) = fs::read(&path) else {
            let first = case.environment.get("OMERO_CONFIG").cloned().flatten();
            return store::new(
                first.as_deref().filter(|name| !name.is_empty()).unwrap_or("default"),
            );
        };
        let copy = self.directory.path().join("copy.xml");
        fs::write(&copy, content).unwrap();
        let mut upgrade = Command::new(OrdinaryUser::omero());
        upgrade.env_clear().arg("config").arg("--source").arg(&copy).arg("upgrade");
        let output = upgrade.env("HOME", "/nonexistent").output().unwrap();
        // What can't be read is not upgraded.
        assert!(matches!(output.status.code(), Some(0 | 113)), "{output:?}");
        store::parsed(&copy)
    }
}

pub(super) fn feed(child: &mut Child, step: &Step) {
    if let (Some(text), Some(mut pipe)) = (&step.input, child.stdin.take()) {
        // Whoever does not read it ends before it is written.
        let _ = pipe.write_all(text);
    }
}

/// The modes of files and directories, a directory before what is in it.
pub(super) fn modes(setup: &Value) -> Vec<(String, u32)> {
    let number = |(name, mode): (String, String)| (name, u32::from_str_radix(&mode, 8).unwrap());
    let mut modes: Vec<_> = pairs(&setup["modes"]).into_iter().map(number).collect();
    modes.sort();
    modes
}

fn list(names: &Value) -> Vec<String> {
    let names = names.as_array().cloned().unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn pairs(object: &Value) -> Vec<(String, String)> {
    let object = object.as_object().cloned().unwrap_or_default();
    object.into_iter().map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
}
