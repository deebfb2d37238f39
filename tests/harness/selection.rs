//! Which tests the command line selects.
//!
//! `libtest_mimic` takes one filter, the standard harness any number: a test is run if one of them matches.

use clap::Parser;
use libtest_mimic::Arguments;

#[derive(Parser)]
#[command(disable_version_flag = true)]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
    /// Further filters
    #[arg(value_name = "FILTER")]
    further: Vec<String>,
}

/// The arguments for tests with these names.
pub(super) fn arguments(names: &[&str]) -> Arguments {
    let CommandLine { mut arguments, further } = CommandLine::parse();
    if further.is_empty() {
        return arguments;
    }
    let filters: Vec<_> = arguments.filter.take().into_iter().chain(further).collect();
    let exact = arguments.exact;
    let matches = |name: &&str, filter: &String| {
        if exact { name == filter } else { name.contains(filter) }
    };
    let is_selected = |name: &&str| {
        filters.iter().any(|filter| matches(name, filter))
            && !arguments.skip.iter().any(|filter| matches(name, filter))
    };
    let others = names.iter().filter(|name| !is_selected(name));
    arguments.skip = others.map(|name| (*name).to_owned()).collect();
    arguments.exact = true;
    arguments
}
