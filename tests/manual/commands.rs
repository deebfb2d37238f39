//! A page for each command, in section 1.

use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;
use omero_config::Exit;
use omero_config::testing::cli::TASKS;

use super::arguments;
use super::head;
use super::see_also;
use super::topics;
use crate::support::Installation;

/// Where to read on, of every page.
const OTHERS: [&str; 3] = ["omero(1)", "omero-config.xml(5)", "omero-properties(7)"];

pub(super) fn pages(omero: &Installation) -> Vec<(String, String)> {
    let root = omero_config::command();
    let mut pages = Vec::new();
    collect(omero, &root, &root, &mut pages);
    pages
}

fn collect(
    omero: &Installation,
    parent: &clap::Command,
    command: &clap::Command,
    pages: &mut Vec<(String, String)>,
) {
    pages.push((format!("{}.1", name(command)), page(omero, parent, command)));
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        collect(omero, command, verb, pages);
    }
}

/// `omero-config-set`.
fn name(command: &clap::Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// The sections in the order of man-pages(7), with ARGUMENTS before OPTIONS.
fn page(omero: &Installation, parent: &clap::Command, command: &clap::Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = head(name(command), "1", &about);
    arguments::synopsis(&mut page, command);
    description(&mut page, command, &about);
    if command.has_subcommands() {
        list_commands(&mut page, command);
    }
    arguments::sections(&mut page, command);
    exit_status(&mut page, command);
    environment_and_files(omero, &mut page, command);
    examples(&mut page, command);
    let above = format!("{}(1)", name(parent));
    let mut others = vec![&*above];
    others.extend(OTHERS.iter().filter(|other| **other != above));
    others.retain(|other| !is(command, other));
    others.sort_by_key(|other| (other.split_once('(').unwrap().1, *other));
    see_also(&mut page, &others);
    page.render()
}

/// The description without the summary, which is the NAME already, unless there is nothing else.
fn description(page: &mut Roff, command: &clap::Command, about: &str) {
    page.control("SH", ["DESCRIPTION"]);
    let all = command.get_long_about().map(ToString::to_string).unwrap_or_default();
    let text = all.strip_prefix(about).map(str::trim_start).filter(|text| !text.is_empty());
    for paragraph in text.unwrap_or(about).split("\n\n") {
        page.control("PP", []);
        page.text([roman(paragraph)]);
    }
}

/// All variables and files are on the page of the program; the others refer to it.
fn environment_and_files(omero: &Installation, page: &mut Roff, command: &clap::Command) {
    page.control("SH", ["ENVIRONMENT"]);
    if name(command) == "omero" {
        topics::entries(page, &topics::text(omero, "environment"));
    } else {
        page.text([roman("The variables that omero reads are listed in omero(1).")]);
    }
    page.control("SH", ["FILES"]);
    page.control("TP", []);
    page.text([bold("$OMERODIR/etc/grid/config.xml")]);
    page.text([roman("The properties of all profiles, see omero-config.xml(5).")]);
}

/// The commands of a command, those of `config` by task.
fn list_commands(page: &mut Roff, command: &clap::Command) {
    page.control("SH", ["COMMANDS"]);
    if name(command) == "omero-config" {
        for task in &TASKS {
            page.control("SS", [task.heading]);
            for verb in task.verbs {
                entry(page, command.find_subcommand(verb).unwrap());
            }
        }
    } else {
        command.get_subcommands().filter(|verb| !verb.is_hide_set()).for_each(|it| entry(page, it));
    }
}

fn entry(page: &mut Roff, command: &clap::Command) {
    page.control("TP", []);
    page.text([bold(format!("{}(1)", name(command)))]);
    page.text([roman(command.get_about().unwrap().to_string())]);
}

fn is(command: &clap::Command, page: &str) -> bool {
    page == format!("{}(1)", name(command))
}

/// What the numbers mean for this command: each part of a meaning can be about some verbs alone.
fn exit_status(page: &mut Roff, command: &clap::Command) {
    page.control("SH", ["EXIT STATUS"]);
    for exit in Exit::ALL {
        let parts = exit.meaning().split("; ").filter_map(|part| part_for(part, command));
        let meaning = parts.collect::<Vec<_>>().join("; ");
        if !meaning.is_empty() {
            page.control("TP", []);
            page.text([bold(exit.code().to_string())]);
            page.text([roman(meaning)]);
        }
    }
}

/// A part of a meaning, if it is about this command; `append, remove: ` in front says about which.
fn part_for<'text>(part: &'text str, command: &clap::Command) -> Option<&'text str> {
    let Some((verbs, meaning)) = part.split_once(": ") else { return Some(part) };
    if command.has_subcommands() {
        return Some(part);
    }
    let is_this = |verb: &str| {
        let words = verb.split(" --").next().unwrap().replace(' ', "-");
        name(command).ends_with(&format!("-{words}"))
    };
    verbs.split(", ").any(is_this).then_some(meaning)
}

fn examples(page: &mut Roff, command: &clap::Command) {
    page.control("SH", ["EXAMPLES"]);
    let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    for line in text.lines().skip(1) {
        match line.strip_prefix("    ") {
            Some(example) => topics::exactly(page, &[example]),
            None => {
                page.control("PP", []);
                page.text([roman(line.trim())]);
            }
        }
    }
}
