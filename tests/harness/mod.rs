//! Runs the tests, and ignores those that this machine cannot run.
//!
//! The command line and the output are those of the standard harness. In addition, a test can list below
//! `#[test]` what it needs, such as `#[needs(Program("tmux"))]`. If something is missing, the body of the
//! test is not started, the test counts as ignored, and the last line gives the reasons. What a test can
//! need belongs in `need.rs`.

mod need;
mod selection;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::io;
use std::io::Write as _;
use std::panic;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::thread;

use libtest_mimic::Completion;
use libtest_mimic::Failed;
use libtest_mimic::Trial;
use signal_hook::consts::SIGINT;

pub(crate) use need::Need;
pub(crate) use need::directories;
pub(crate) use need::first;
pub(crate) use need::program;

use crate::support::OrdinaryUser;

/// A function with the attribute `#[test]`.
pub(crate) struct Test {
    pub(crate) path: &'static str,
    pub(crate) needs: fn() -> Vec<Need>,
    pub(crate) run: fn(),
}

inventory::collect!(Test);

/// What `#[test]` becomes: the name of the function, and its needs in brackets.
macro_rules! collect {
    ($name:ident [$($needs:tt)*]) => {
        inventory::submit! {
            $crate::harness::Test {
                path: concat!(module_path!(), "::", stringify!($name)),
                needs: || {
                    #[allow(unused_imports, clippy::enum_glob_use, reason = "needs are written short")]
                    use $crate::harness::Need::*;
                    vec![$($needs)*]
                },
                run: $name,
            }
        }
    };
}
pub(crate) use collect;

/// How often each reason was given to ignore a test.
static REASONS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

/// Runs the tests that the command line selects.
pub(crate) fn run() -> ExitCode {
    end_at_ctrl_c().unwrap();
    let mut tests: Vec<&Test> = inventory::iter().collect();
    tests.sort_by_key(|test| test.path);
    let names: Vec<_> = tests.iter().map(|test| test.name()).collect();
    let mut arguments = selection::arguments(&names);
    let threads = env::var("RUST_TEST_THREADS").ok().and_then(|number| number.parse().ok());
    arguments.test_threads = arguments.test_threads.or(threads);
    let needs = if arguments.include_ignored { Needs::Assumed } else { Needs::Checked };
    let trials = tests.into_iter().map(|test| test.trial(needs)).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    OrdinaryUser::remove_copy();
    print_reasons();
    conclusion.exit_code()
}

/// Ends at SIGINT, which is the default. A shell that starts the tests in the background sets the signal to
/// ignored, and programs under test would inherit that. They do not inherit a handler.
fn end_at_ctrl_c() -> io::Result<()> {
    let always = Arc::new(AtomicBool::new(true));
    let exit = 128 + SIGINT;
    signal_hook::flag::register_conditional_shutdown(SIGINT, exit, always).map(drop)
}

/// What to do about needs before a test is run.
#[derive(Clone, Copy)]
enum Needs {
    /// A test of which something is missing is ignored.
    Checked,
    /// Every test is run: `--include-ignored`.
    Assumed,
}

impl Test {
    /// The path of the function without the crate, which is the same for all.
    fn name(&self) -> &'static str {
        self.path.split_once("::").map_or(self.path, |(_, name)| name)
    }

    fn trial(&'static self, needs: Needs) -> Trial {
        Trial::ignorable_test(self.name(), move || {
            let missing = match needs {
                Needs::Checked => (self.needs)().iter().find_map(Need::missing),
                Needs::Assumed => None,
            };
            match missing {
                None => self.complete(),
                Some(missing) if missing.is_installed_in_ci && env::var_os("CI").is_some() => {
                    Err(format!("{}, although CI is set", missing.reason).into())
                }
                Some(missing) => Ok(ignored(missing.reason)),
            }
        })
    }

    /// Runs the test in a thread with its name, which a panic shows.
    fn complete(&self) -> Result<Completion, Failed> {
        let thread = thread::Builder::new().name(self.name().to_owned()).spawn(self.run)?;
        match thread.join() {
            Ok(()) => Ok(Completion::Completed),
            Err(reason) => panic::resume_unwind(reason),
        }
    }
}

fn ignored(reason: String) -> Completion {
    let completion = Completion::ignored_with(&reason);
    *REASONS.lock().unwrap().entry(reason).or_default() += 1;
    completion
}

/// The last line: how many tests were ignored, and for which reasons, the most frequent first.
fn print_reasons() {
    let reasons = REASONS.lock().unwrap();
    let mut reasons: Vec<_> = reasons.iter().collect();
    reasons.sort_by_key(|(_, count)| usize::MAX - **count);
    let total: usize = reasons.iter().map(|(_, count)| **count).sum();
    let mut line = format!("ignored {total}: ");
    for (position, (reason, count)) in reasons.iter().enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        write!(line, "{separator}{reason} ({count})").unwrap();
    }
    if total > 0 {
        line.push_str("\n\n");
        io::stdout().write_all(line.as_bytes()).unwrap();
    }
}
