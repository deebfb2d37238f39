//! A real terminal: a shell in tmux, keys that are pressed, and what the screen shows.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::Installation;

/// What is not on the screen after this time never comes.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often the screen is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// What every shell is told to show where it waits for a command.
const PROMPT: &str = "ready> ";

/// A terminal of 100 columns and 40 lines, ended with the value.
pub(crate) struct Terminal<'omero> {
    omero: &'omero Installation,
    socket: PathBuf,
    /// A directory of its own: the path of a socket must be short.
    _directory: tempfile::TempDir,
}

impl<'omero> Terminal<'omero> {
    /// Starts a shell in the current directory of the installation, for a test that lists the shell and
    /// `tmux` as needs.
    pub(crate) fn start(omero: &'omero Installation, shell: &[&str]) -> Self {
        Self::start_with(omero, shell, "100", "40")
    }

    /// The same with as many columns and lines.
    fn start_with(omero: &'omero Installation, shell: &[&str], columns: &str, lines: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let socket = directory.path().join("tmux");
        let terminal = Self { omero, socket, _directory: directory };
        let program = Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.display());
        let home = omero.home();
        let mut tmux = terminal.tmux();
        tmux.args(["-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", lines]);
        tmux.args(["env", "-i", "TERM=screen", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"]);
        tmux.arg(format!("PATH={path}")).arg(format!("HOME={}", home.display()));
        tmux.arg(format!("OMERODIR={}", omero.omerodir().display())).args(shell);
        let output = tmux.current_dir(omero.cwd()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        terminal.wait_for("the prompt", |screen| screen.trim_end().ends_with(PROMPT.trim_end()));
        terminal
    }

    /// Starts `/bin/sh`, whatever other shells there are and whichever the user prefers.
    pub(crate) fn sh(omero: &'omero Installation) -> Self {
        Self::start(omero, &["env", "PS1=ready> ", "ENV=", "/bin/sh", "-i"])
    }

    /// The same on a screen with so many columns that is high enough for long answers.
    pub(crate) fn sh_with_columns(omero: &'omero Installation, columns: u16) -> Self {
        let shell = ["env", "PS1=ready> ", "ENV=", "/bin/sh", "-i"];
        Self::start_with(omero, &shell, &columns.to_string(), "90")
    }

    /// The screen with the codes of its colours, in which an escape is written as `^[`.
    pub(crate) fn coloured_screen(&self) -> String {
        let output = self.tmux().args(["capture-pane", "-p", "-e"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap().replace('\u{1b}', "^[");
        self.omero.collapsed(text.trim_end())
    }

    /// The screen as it is, also where the terminal has broken a line.
    pub(crate) fn plain_screen(&self) -> String {
        let output = self.tmux().args(["capture-pane", "-p"]).output().unwrap();
        self.omero.collapsed(String::from_utf8(output.stdout).unwrap().trim_end())
    }

    /// Types a text as it is.
    pub(crate) fn type_text(&self, text: &str) {
        self.keys(&["-l", "--", text]);
    }

    /// Presses a key by the name that tmux has for it.
    pub(crate) fn press(&self, key: &str) {
        self.keys(&[key]);
    }

    /// Waits until the screen is as wanted and returns it, without the paths that differ from run to
    /// run.
    pub(crate) fn wait_for(&self, what: &str, is_wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if is_wanted(&screen) {
                return self.omero.collapsed(&screen);
            }
            assert!(start.elapsed() < PATIENCE, "{what} does not come; the screen:\n{screen}");
            thread::sleep(GLANCE);
        }
    }

    /// Whether something on the screen is in colour.
    pub(crate) fn shows_colour(&self) -> bool {
        let output = self.tmux().args(["capture-pane", "-p", "-e"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).contains("\u{1b}[3")
    }

    /// The lines of the screen, without blanks at their ends and empty lines below.
    fn screen(&self) -> String {
        let output = self.tmux().args(["capture-pane", "-p", "-J"]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<_> = text.trim_end().lines().map(str::trim_end).collect();
        lines.join("\n")
    }

    fn keys(&self, keys: &[&str]) {
        let status = self.tmux().arg("send-keys").args(keys).status().unwrap();
        assert!(status.success());
    }

    fn tmux(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.arg("-u").arg("-S").arg(&self.socket).env_remove("TMUX").env("SHELL", "/bin/sh");
        tmux
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        let _ = self.tmux().arg("kill-server").output();
    }
}
