//! `config init`: questions on a real terminal, options in scripts.

mod options;
mod questions;
mod servers_and_paths;

use crate::support::Dialogue;

/// What is asked of everybody, in this order.
const KEYS: [&str; 11] = [
    "omero.data.dir",
    "omero.db.host",
    "omero.db.name",
    "omero.db.user",
    "omero.db.pass",
    "omero.mail.host",
    "omero.mail.from",
    "omero.web.server_list",
    "omero.web.application_server",
    "omero.web.prefix",
    "omero.web.public.enabled",
];

/// The last question of all.
const CONSENT: &str = "config.xml? [Y/n]";

/// Presses Enter at every question that has no answer here.
fn answer_all(dialogue: &Dialogue<'_>, answers: &[(&str, &str)]) {
    answer_each(dialogue, &KEYS, answers);
}

/// Presses Enter at every question after one.
fn answer_all_after(dialogue: &Dialogue<'_>, last: &str) {
    let at = KEYS.iter().position(|key| *key == last).unwrap();
    answer_each(dialogue, &KEYS[at + 1..], &[]);
}

fn answer_each(dialogue: &Dialogue<'_>, keys: &[&str], answers: &[(&str, &str)]) {
    for key in keys {
        let answer = answers.iter().find(|(asked, _)| asked == key).map_or("", |(_, text)| *text);
        dialogue.reply(key, answer);
        if *key == "omero.db.pass" && !answer.is_empty() {
            dialogue.reply("Type it again", answer);
        }
    }
}

/// The last lines of a screen, from the one that begins like this.
fn from_line(screen: &str, beginning: &str) -> String {
    let lines = screen.lines().skip_while(|line| !line.starts_with(beginning));
    lines.collect::<Vec<_>>().join("\n")
}
