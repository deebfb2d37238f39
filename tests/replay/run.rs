//! Running a case and comparing what it shows with what was recorded.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use serde_json::Value;

use super::case::Case;
use super::case::Step;
use super::store;
use crate::support::OrdinaryUser;

/// The place of a case on this machine.
struct Stage {
    user: OrdinaryUser,
    directory: tempfile::TempDir,
}

/// What the case showed that was not recorded, in lines.
pub(super) fn differences(case: &Case) -> String {
    let stage = Stage::set_up(case);
    let before = stage.state();
    let mut found = String::new();
    let mut held = Vec::new();
    for step in &case.steps {
        let child = stage.start(case, step);
        if step.holds {
            held.push((step, wait_for_prompt(child)));
        } else {
            compare(&stage, step, &finish(child, step), &mut found);
        }
    }
    for (step, (child, prompt)) in held {
        let mut output = finish(child, step);
        output.stdout.splice(0..0, prompt);
        compare(&stage, step, &output, &mut found);
    }
    let recorded = store::meaning(case.final_store.clone());
    let ours = store::meaning(stage.store(case, before));
    if !recorded.is_null() && recorded != ours {
        writeln!(found, "  store: recorded {recorded}\n         found    {ours}").unwrap();
    }
    compare_files(&stage, case, &mut found);
    found
}

impl Stage {
    fn set_up(case: &Case) -> Self {
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
        for (name, mode) in pairs(&setup["modes"]) {
            let mode = u32::from_str_radix(&mode, 8).unwrap();
            fs::set_permissions(self.path(&name), PermissionsExt::from_mode(mode)).unwrap();
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

    fn start(&self, case: &Case, step: &Step) -> Child {
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
        for (name, value) in &case.environment {
            match value {
                Some(value) => command.env(name, self.expanded(value)),
                None => command.env_remove(name),
            };
        }
        command
    }

    fn path(&self, name: &str) -> PathBuf {
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
    fn collapsed(&self, bytes: &[u8]) -> Vec<u8> {
        let Ok(text) = str::from_utf8(bytes) else { return bytes.to_vec() };
        let collapsed =
            ["$OMERODIR", "$CWD", "$HOME"].iter().fold(text.to_owned(), |text, name| {
                text.replace(self.place(name).to_str().unwrap(), name)
            });
        collapsed.into_bytes()
    }

    fn state(&self) -> Option<(u64, i64, i64)> {
        let metadata = fs::metadata(self.path("$OMERODIR/etc/grid/config.xml")).ok()?;
        Some((metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
    }

    /// The store at the end. The Python tool rewrites it whenever it reads it, we don't: a file that
    /// we left alone is compared as it is after `config upgrade`, which rewrites what has to be.
    fn store(&self, case: &Case, before: Option<(u64, i64, i64)>) -> Value {
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

fn wait_for_prompt(mut child: Child) -> (Child, Vec<u8>) {
    let mut prompt = vec![0; "Press enter to unlock".len()];
    child.stdout.as_mut().unwrap().read_exact(&mut prompt).unwrap();
    (child, prompt)
}

fn finish(mut child: Child, step: &Step) -> Output {
    if step.holds {
        feed(&mut child, step);
    }
    child.wait_with_output().unwrap()
}

fn feed(child: &mut Child, step: &Step) {
    if let (Some(text), Some(mut pipe)) = (&step.input, child.stdin.take()) {
        // Whoever does not read it ends before it is written.
        let _ = pipe.write_all(text);
    }
}

fn compare(stage: &Stage, step: &Step, output: &Output, found: &mut String) {
    let words: Vec<_> = step.arguments.iter().map(|word| word.to_string_lossy()).collect();
    let line = words.join(" ");
    let messages = stage.collapsed(&output.stderr);
    let messages = String::from_utf8_lossy(&messages);
    let exit = output.status.code().unwrap_or(-1);
    if exit != step.exit {
        writeln!(found, "  `{line}`: exit {exit}, recorded {}; {messages}", step.exit).unwrap();
    }
    let answer = stage.collapsed(&output.stdout);
    if answer != step.output {
        let (ours, recorded) =
            (String::from_utf8_lossy(&answer), String::from_utf8_lossy(&step.output));
        writeln!(found, "  `{line}`: recorded {recorded:?}\n         found    {ours:?}").unwrap();
    }
    let recorded = step.messages.as_deref().unwrap_or_default();
    for phrase in recorded.lines().filter(|phrase| !says(&messages, phrase)) {
        writeln!(found, "  `{line}`: does not say {phrase:?}, but {messages:?}").unwrap();
    }
}

/// Whether a recorded message stands in ours; the name of a temporary file is left out.
fn says(messages: &str, phrase: &str) -> bool {
    messages.contains(phrase.trim().trim_end_matches("$TMPFILE"))
}

fn compare_files(stage: &Stage, case: &Case, found: &mut String) {
    let without_comments = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    for (name, recorded) in &case.final_files {
        let ours = fs::read(stage.path(name)).unwrap_or_default();
        if without_comments(&ours) != without_comments(recorded) {
            let ours = String::from_utf8_lossy(&ours);
            writeln!(
                found,
                "  {name}: recorded {:?}\n found {ours:?}",
                String::from_utf8_lossy(recorded)
            )
            .unwrap();
        }
    }
    for (name, recorded) in &case.final_stores {
        let ours = store::meaning(store::parsed(&stage.path(name)));
        let recorded = store::meaning(recorded.clone());
        if !recorded.is_null() && ours != recorded {
            writeln!(found, "  {name}: recorded {recorded}\n         found    {ours}").unwrap();
        }
    }
}

fn list(names: &Value) -> Vec<String> {
    let names = names.as_array().cloned().unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn pairs(object: &Value) -> Vec<(String, String)> {
    let object = object.as_object().cloned().unwrap_or_default();
    object.into_iter().map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
}
