//! Arguments and variables.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::page::Page;
use crate::support::Installation;

#[test]
fn a_command_line_that_is_wrong() {
    let mut page = Page::new("command_lines");
    page.line("config set 'omero db host' 1");
    page.line("config set omero.dß 1");
    page.line("config set A=B");
    page.line("config set");
    page.line("config set A B C");
    page.line("config nosuch");
    page.line("config append A '[1'");
    page.line("config append A 'nul'");
    page.line("config append A '\"\\x\"'");
    page.line("config append A '01'");
    page.line("config remove A 1");
    page.line("config set -f nosuch A");
    page.line("config --source nosuch get");
    page.line("config --lock-timeout soon get");
    page.line("load nosuch");
    page.line("-d nosuch config get");
    page.bytes("a value with a control character", &[b"config", b"set", b"A", b"ab\x07c"]);
    page.bytes("a value that is not UTF-8", &[b"config", b"set", b"A", b"\xff"]);
    page.bytes("a key that is not UTF-8", &[b"config", b"set", b"\xff", b"A"]);
    page.bytes("a key that is not UTF-8 in `get`", &[b"config", b"get", b"\xff"]);
    page.bytes("an element that is not UTF-8", &[b"config", b"append", b"A", b"\"\xff\""]);
    page.bytes("a profile that is not UTF-8", &[b"config", b"def", b"\xff"]);
    page.bytes("a verb that is not UTF-8", &[b"config", b"\xff"]);
    page.bytes("an option that is not UTF-8", &[b"config", b"get", b"--\xff"]);
    page.bytes("a source that is not UTF-8", &[b"config", b"--source", b"\xff", b"get"]);
    let omero = Installation::empty();
    let typed = omero.typed("config set A 1").env("OMERO_CONFIG", OsStr::from_bytes(b"\xff"));
    page.case("OMERO_CONFIG that is not UTF-8", &omero, typed.run());
    let nested = "[".repeat(100_000);
    let typed = omero.typed("config append A").arg(&nested);
    page.case("100,000 brackets", &omero, typed.run());
    page.check();
}
