//! Which store and profile are asked, and how each shell gets its words.

use std::fs;

use super::answer;
use super::ask;
use super::fitting;
use super::site;
use super::words;
use crate::support::Installation;
use crate::support::Typed;

#[test]
fn files_are_left_to_the_shell() {
    let omero = Installation::empty();
    for line in ["load ", "config load ", "config set k -f ", "config --source=", "admin start "] {
        assert_eq!(fitting(&omero, line), "files\n", "{line}");
    }
    assert_eq!(fitting(&omero, "config upgrade --preferences "), "directories\n");
    assert_eq!(fitting(&omero, "config lock -- "), "commands\n");
    assert_eq!(fitting(&omero, "config lock -- tar "), "files\n");
}

#[test]
fn the_store_is_the_one_of_the_line() {
    let omero = site();
    omero.file("other.xml", "");
    omero.prepare("config --source other.xml set omero.mail.host mail.example.org");
    let expected = ["omero.mail.host"];
    assert_eq!(words(&omero, "config --source other.xml get "), expected);
    assert_eq!(words(&omero, "config --source=other.xml get "), expected);
    fs::rename(omero.cwd().join("other.xml"), omero.home().join("other.xml")).unwrap();
    assert_eq!(words(&omero, "config --sou ~/other.xml get "), expected);
}

#[test]
fn the_profile_is_the_one_of_the_environment() {
    let omero = site();
    let typed = ask(&omero, "config get ").env("OMERO_CONFIG", "test");
    assert_eq!(answer(typed).lines().count(), 2);
}

#[test]
fn without_a_store_there_are_the_known_keys_and_never_an_error() {
    let known = "nothing\nomero.db.host\tHost on which the PostgreSQL database runs\n";
    let broken = Installation::with("<icegrid><properties");
    assert_eq!(fitting(&broken, "config get omero.db.hos"), known);
    assert_eq!(fitting(&broken, "config def "), "nothing\n");
    let nowhere = ask(&broken, "config get omero.db.hos").without("OMERODIR");
    assert_eq!(answer(nowhere), known);
    assert_eq!(fitting(&broken, "config --source nosuch get omero.db.hos"), known);
    let odd = ask(&broken, "config get omero.db.hos").env("OMERO_VERSION", "?");
    assert_eq!(answer(odd.env("OMERO_HOME", "x").env("OMERO_CONFIG", "a\tb")), known);
    for line in ["config nosuch --x=y -", "config set omero.db.hots ", "-- ", "config get a b c"] {
        assert!(fitting(&broken, line).starts_with("nothing\n"), "{line}");
    }
}

#[test]
fn bash_gets_the_rest_of_a_word_quoted_for_its_place() {
    let omero = site();
    let answer =
        |line: &str| answer(omero.typed("completions bash --").arg(" \t\n\"'><=;|&(:").arg(line));
    assert_eq!(answer("omero config get 'omero.db.h"), "nothing\nomero.db.host\n");
    assert_eq!(answer("omero config export --format=y"), "nothing\nyaml\n");
    assert_eq!(
        answer("omero config remove omero.web.server_list "),
        "nothing\n'[\"one\", 4064]'\n'[\"two\", 4064, \"b\"]'\n"
    );
    assert_eq!(
        answer("omero config remove omero.web.server_list \"[\\\"o"),
        "nothing\n[\\\"one\\\", 4064]\n"
    );
}

#[test]
fn powershell_marks_the_end_of_the_last_word_and_gets_quotes_of_its_own() {
    let omero = site();
    let answer = |line: &str| {
        let words = line.split(' ');
        answer(words.fold(omero.typed("completions powershell --"), Typed::arg))
    };
    assert_eq!(answer("omero config def t|"), "nothing\ntest\n");
    assert!(answer("omero config remove omero.web.server_list |").contains("'[\"one\", 4064]'\n"));
}

#[test]
fn an_answer_of_init_is_completed_as_a_value_of_its_property() {
    let omero = site();
    let kinds = words(&omero, "config init --application-server ");
    assert_eq!(kinds, words(&omero, "config set omero.web.application_server "));
    assert_eq!(words(&omero, "config init --db-host ")[0], "db.example.org");
    assert_eq!(fitting(&omero, "config init --db-pass-file ").lines().next(), Some("files"));
}
