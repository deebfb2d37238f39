//! The verbs of `config` by task, as help and the manual list them, and which options of `config` they use.

/// A kind of work, and the verbs for it.
#[derive(Debug)]
pub struct Task {
    /// What the verbs are for, as a heading.
    pub heading: &'static str,
    /// Their names, the most useful first.
    pub verbs: &'static [&'static str],
}

/// Every verb is in one of them.
pub const TASKS: [Task; 8] = [
    Task {
        heading: "Everyday",
        verbs: &["get", "set", "unset", "edit", "describe", "search", "keys"],
    },
    Task { heading: "Lists", verbs: &["append", "remove"] },
    Task { heading: "Files", verbs: &["apply", "load", "export", "schema", "path"] },
    Task { heading: "Profiles", verbs: &["all", "def", "copy", "drop"] },
    Task { heading: "History and undo", verbs: &["log", "undo", "diff", "blame"] },
    Task { heading: "Checking", verbs: &["check", "doctor"] },
    Task { heading: "Setting up", verbs: &["init", "take-over", "upgrade", "lock"] },
    Task { heading: "Old names", verbs: &["list", "parse", "version"] },
];

/// Verbs that change nothing, so that there is nothing to explain with `--message`.
const READING: [&str; 16] = [
    "all",
    "blame",
    "describe",
    "diff",
    "doctor",
    "export",
    "get",
    "keys",
    "list",
    "lock",
    "parse",
    "path",
    "schema",
    "search",
    "take-over",
    "version",
];

/// Verbs that work on all profiles or on none, or are given the names of profiles.
const WITHOUT_PROFILE: [&str; 13] = [
    "all",
    "copy",
    "def",
    "drop",
    "lock",
    "log",
    "parse",
    "path",
    "schema",
    "search",
    "take-over",
    "undo",
    "upgrade",
];

/// Whether an option of `config`, by its long name, has a meaning for a verb.
pub(crate) fn takes(verb: &str, option: &str) -> bool {
    match option {
        "message" | "wait" | "history" => !READING.contains(&verb),
        "lock-timeout" => verb == "lock" || !READING.contains(&verb),
        "profile" => !WITHOUT_PROFILE.contains(&verb),
        _ => true,
    }
}
