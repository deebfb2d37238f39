//! A command that is killed leaves the old file or the new one, and the next needs no clean-up.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::support::Installation;
use crate::support::wait;

const PROPERTIES: usize = 8_000;

/// How long to wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A store so large that to change it takes a while, before and after a change.
struct Store {
    omero: Installation,
    old: Vec<u8>,
    new: Vec<u8>,
    /// How long the change takes.
    whole: Duration,
}

/// What was found after a kill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Old,
    New,
}

impl Store {
    fn make() -> Self {
        let omero = Installation::empty();
        let lines = (0..PROPERTIES).fold(String::new(), |mut lines, number| {
            writeln!(lines, "key.{number}=some value of property {number}").unwrap();
            lines
        });
        omero.file("properties", lines);
        omero.prepare("config load properties");
        let old = fs::read(omero.store()).unwrap();
        let start = Instant::now();
        omero.prepare("config set key.0 new");
        let whole = start.elapsed();
        let new = fs::read(omero.store()).unwrap();
        Self { omero, old, new, whole }
    }

    /// Changes the old file and kills the command when `wait_for_instant` returns.
    fn kill(&self, wait_for_instant: impl FnOnce()) -> Found {
        fs::write(self.omero.store(), &self.old).unwrap();
        let mut child = self.omero.typed("config set key.0 new").spawn();
        wait_for_instant();
        child.kill().unwrap();
        wait(child);
        let found = fs::read(self.omero.store()).unwrap();
        assert!(found == self.old || found == self.new, "{} bytes", found.len());
        if found == self.old { Found::Old } else { Found::New }
    }

    /// Drafts, in which the new file is written.
    fn drafts(&self) -> Vec<PathBuf> {
        let names = self.omero.grid_names().into_iter();
        let drafts = names.filter(|name| !name.starts_with("config.xml"));
        drafts.map(|name| self.omero.grid().join(name)).collect()
    }

    /// Returns when the change is done.
    fn wait_for_the_new_file(&self) {
        let start = Instant::now();
        while fs::read(self.omero.store()).unwrap() == self.old && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Kills changes while a draft is being written until one leaves it behind. On a busy machine many
    /// a kill comes too late.
    fn kill_until_a_draft_is_left(&self) -> Vec<PathBuf> {
        let kills = (0..16).cycle().take(320);
        let mut drafts = kills.map(|kill| {
            self.kill(|| {
                self.wait_for_draft();
                thread::sleep(Duration::from_micros(100) * kill);
            });
            self.drafts()
        });
        drafts.find(|drafts| !drafts.is_empty()).unwrap()
    }

    /// Returns when there is a draft. It stays for some milliseconds; who misses it gives up.
    fn wait_for_draft(&self) {
        let start = Instant::now();
        while self.drafts().is_empty() && start.elapsed() < self.whole * 3 {
            thread::sleep(Duration::from_micros(20));
        }
    }
}

#[test]
fn at_whatever_instant_it_comes_a_kill_leaves_the_old_file_or_the_new_one() {
    let store = Store::make();
    let delays = (0..=12).map(|part| store.whole * part / 8);
    let mut found: Vec<_> = delays.map(|delay| store.kill(|| thread::sleep(delay))).collect();
    if !found.contains(&Found::New) {
        found.push(store.kill(|| store.wait_for_the_new_file()));
    }
    assert!(found.contains(&Found::Old) && found.contains(&Found::New), "{found:?}");
}

#[test]
fn a_kill_while_the_new_file_is_written_leaves_at_most_a_private_draft() {
    let store = Store::make();
    for _ in 0..5 {
        for draft in store.kill_until_a_draft_is_left() {
            assert_eq!(fs::metadata(&draft).unwrap().mode() & 0o777, 0o600);
            fs::remove_file(draft).unwrap();
        }
    }
}

#[test]
fn after_a_kill_the_next_command_needs_no_clean_up() {
    let store = Store::make();
    store.kill_until_a_draft_is_left();
    store.omero.prepare("config --lock-timeout 0 set key.1 next");
    assert_eq!(store.omero.answer("config get key.1"), "next");
}
