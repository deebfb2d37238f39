//! Examples of a command, below its help and in its manual page.

/// What is done, and by which command line: `examples!["One value" => "omero config get KEY"]`.
///
/// Each line is run by a test. It must exit with 0, or with the number in its description: "exits with
/// 1". The headings look as those of clap.
macro_rules! examples {
    ($($description:literal => $line:literal),+ $(,)?) => {
        concat!(
            "\u{1b}[1m\u{1b}[4mExamples:\u{1b}[0m",
            $("\n  ", $description, ":\n    ", $line,)+
        )
    };
}

pub(crate) use examples;
