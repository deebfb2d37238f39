//! Programs that we start and wait for: the signals that they receive, the files that they inherit.

use std::ffi::c_int;
use std::fs;
use std::fs::File;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;

use rustix::io::FdFlags;
use rustix::process::Pid;
use rustix::process::Resource;
use rustix::process::Rlimit;
use rustix::process::Signal;
use rustix::process::WaitId;
use rustix::process::WaitIdOptions;
use signal_hook::consts;
use signal_hook::iterator::Signals;

/// The signals that end a process which does not handle them, apart from those that report an error in
/// the process itself.
const FORWARDED: [c_int; 10] = [
    consts::SIGHUP,
    consts::SIGINT,
    consts::SIGQUIT,
    consts::SIGTERM,
    consts::SIGUSR1,
    consts::SIGUSR2,
    consts::SIGALRM,
    consts::SIGVTALRM,
    consts::SIGPROF,
    consts::SIGIO,
];

/// Runs a program, waits for it, and forwards every signal that we receive to it.
///
/// One thread receives the signals and collects the exit status, so a signal never reaches another
/// process that was given the same number.
pub(crate) fn run_and_forward_signals(command: &mut Command) -> io::Result<ExitStatus> {
    // A handler would make the program receive what `nohup` ignores for it.
    let ignored = ignored_signals();
    let forwarded = FORWARDED.into_iter().filter(|signal| ignored & bit(*signal) == 0);
    let handled = [consts::SIGCHLD, consts::SIGTSTP, consts::SIGCONT];
    let mut signals = Signals::new(forwarded.chain(handled))?;
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        stop_with(&child);
        for signal in signals.wait() {
            forward(signal, &child);
        }
    }
}

/// Passes a signal on, unless the terminal has sent it to the program as well.
fn forward(signal: c_int, child: &Child) {
    let is_of_keyboard = matches!(signal, consts::SIGINT | consts::SIGQUIT | consts::SIGTSTP);
    let is_child = signal == consts::SIGCHLD;
    if is_child || (is_of_keyboard && is_in_foreground()) {
        return;
    }
    let process = process_of(child);
    if let (Some(process), Some(signal)) = (process, Signal::from_named_raw(signal)) {
        // A program that changed its user may not be reached; it keeps running, and so do we.
        let _ = rustix::process::kill_process(process, signal);
    }
}

/// Stops if the program has been stopped, so that a shell takes the terminal back, until we are continued.
fn stop_with(child: &Child) {
    let options = WaitIdOptions::STOPPED | WaitIdOptions::NOHANG;
    let stopped = process_of(child).map(|id| rustix::process::waitid(WaitId::Pid(id), options));
    if let Some(Ok(Some(_))) = stopped {
        // Nothing depends on whether we are stopped, too.
        let _ = signal_hook::low_level::raise(consts::SIGSTOP);
    }
}

fn process_of(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// Ends by the signal by which a program has ended, if it has. Its core dump is enough.
pub(crate) fn end_by_signal_of(status: ExitStatus) {
    if let Some(signal) = status.signal() {
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = rustix::process::setrlimit(Resource::Core, none);
        // Where this fails, the exit code says it.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}

/// Whether a key such as Ctrl-C reaches us and the programs that we start.
fn is_in_foreground() -> bool {
    let group =
        File::open("/dev/tty").and_then(|terminal| Ok(rustix::termios::tcgetpgrp(terminal)?));
    group.is_ok_and(|group| group == rustix::process::getpgrp())
}

/// The signals that were ignored when we were started, a bit for each. Only Linux lists them.
fn ignored_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

fn bit(signal: c_int) -> u64 {
    u32::try_from(signal - 1).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or_default()
}

/// Lets programs that are started later inherit an open file, and the lock on it.
pub(crate) fn let_children_inherit(file: &File) -> io::Result<()> {
    Ok(rustix::io::fcntl_setfd(file, FdFlags::empty())?)
}
