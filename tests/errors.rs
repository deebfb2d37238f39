//! Every message on bad input, on one page: `snapshots/errors.snap`.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::Command;

use crate::support::Installation;
use crate::support::Transcript;

/// The page, a paragraph for each case.
#[derive(Default)]
struct Page(String);

impl Page {
    fn part(&mut self, title: &str) {
        writeln!(self.0, "# {title}\n").unwrap();
    }

    /// What a command says about something bad, and what its store is then: as it was before.
    fn case(&mut self, title: &str, omero: &Installation, transcript: Transcript) {
        let left: Vec<_> =
            omero.grid_names().into_iter().filter(|name| name.starts_with('.')).collect();
        assert!(left.is_empty(), "{title} leaves {left:?}");
        writeln!(self.0, "## {title}\n\n{}\n", transcript.without_random_names()).unwrap();
    }

    /// A file with this content: read, and not changed by a command that would change it.
    fn file(&mut self, title: &str, content: impl AsRef<[u8]>) {
        let omero = Installation::with(&content);
        let read = omero.run("config get");
        let set = omero.run("config set A 1");
        assert_eq!(set.exit(), read.exit(), "{title}: {set}");
        assert_eq!(set.stderr(), read.stderr(), "{title}");
        assert!(fs::read(omero.store()).unwrap() == content.as_ref(), "{title}");
        self.case(title, &omero, read);
    }

    fn line(&mut self, line: &str) {
        let omero = Installation::empty();
        let transcript = omero.run(line);
        assert_eq!(omero.config_xml(), None, "{line}");
        self.case(&format!("`omero {line}`"), &omero, transcript);
    }

    fn bytes(&mut self, title: &str, words: &[&[u8]]) {
        let omero = Installation::empty();
        let typed =
            words.iter().fold(omero.program(), |typed, word| typed.arg(OsStr::from_bytes(word)));
        let transcript = typed.run();
        assert_eq!(omero.config_xml(), None, "{title}");
        self.case(title, &omero, transcript);
    }
}

fn store_with(properties: &str) -> String {
    format!("<icegrid><properties id=\"default\">{properties}</properties></icegrid>")
}

fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn every_message_on_bad_input_is_clear() {
    let mut page = Page::default();
    files_that_are_no_xml(&mut page);
    files_that_are_no_store(&mut page);
    encodings(&mut page);
    dangers(&mut page);
    command_lines(&mut page);
    places(&mut page);
    let settings = insta::Settings::clone_current();
    let mut settings = settings;
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("errors", page.0));
}

fn files_that_are_no_xml(page: &mut Page) {
    page.part("Files that are no XML");
    page.file("only blanks", " \n");
    page.file("plain text", "omero.db.host=localhost\n");
    page.file("truncated in a tag", "<icegrid><properties id=\"def");
    page.file("truncated between tags", "<icegrid>\n  <properties id=\"default\">\n");
    page.file("a wrong end tag", "<icegrid>\n  <properties id=\"a\">\n  </property>\n</icegrid>");
    page.file("two roots", "<icegrid/><icegrid/>");
    page.file("an unknown entity", store_with("<property name=\"A\" value=\"&nosuch;\"/>"));
    page.file("an attribute twice", store_with("<property name=\"A\" name=\"B\"/>"));
    page.file("a bare `<`", store_with("<property name=\"A\" value=\"<\"/>"));
    page.file("an unknown prefix", store_with("<my:x/>"));
    page.file("a control character", store_with("<property name=\"A\" value=\"\u{1}\"/>"));
    page.file("a reference to one", store_with("<property name=\"A\" value=\"&#1;\"/>"));
    page.file("a NUL", b"<icegrid>\0</icegrid>");
}

fn files_that_are_no_store(page: &mut Page) {
    page.part("Files that are no store");
    page.file("another root", "<?xml version=\"1.0\"?>\n<html/>");
    page.file("only a profile", "<properties id=\"default\"/>");
    page.file("a name space", "<icegrid xmlns=\"urn:x\"><properties id=\"default\"/></icegrid>");
    page.file("a block without `id`", "<icegrid>\n  <properties/>\n</icegrid>");
    let omero = Installation::with(
        "<icegrid><properties id=\"default\"><property name=\"A\" value=\"1\"/>\
         <property name=\"A\" value=\"2\"/></properties><properties id=\"default\"/></icegrid>",
    );
    page.case("names that stand twice", &omero, omero.run("config get"));
}

fn encodings(page: &mut Page) {
    page.part("Encodings");
    page.file("invalid UTF-8", b"<icegrid>\n  <properties id=\"\xff\"/></icegrid>");
    page.file("Latin-1 without a declaration", b"<icegrid><x a=\"\xe9\"/></icegrid>");
    let declared = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?><icegrid/>");
    page.file("declared as UTF-16, but UTF-8", declared("UTF-16"));
    page.file("declared as UTF-8, but UTF-16", encoded(&declared("UTF-8"), u16::to_le_bytes));
    page.file("cp437", declared("cp437"));
    page.file("windows-1252", declared("windows-1252"));
    page.file("UTF-7", declared("UTF-7"));
    let mut odd = encoded("\u{feff}<icegrid/>", u16::to_be_bytes);
    odd.push(0);
    page.file("UTF-16 with half a character", odd);
    page.file("UTF-32", [0xff, 0xfe, 0, 0, b'<', 0, 0, 0]);
    for (title, bytes) in [
        ("declared as Latin-1", b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid/>".to_vec()),
        ("UTF-16 with a mark", encoded("\u{feff}<icegrid/>", u16::to_le_bytes)),
        ("UTF-16 with a declaration", encoded(&declared("UTF-16"), u16::to_be_bytes)),
        ("UTF-8 with a mark", "\u{feff}<icegrid/>".into()),
    ] {
        let omero = Installation::with(bytes);
        page.case(title, &omero, omero.run("config get"));
    }
}

fn dangers(page: &mut Page) {
    page.part("Dangers");
    page.file("a document type", "<!DOCTYPE icegrid>\n<icegrid/>");
    let levels = (1..10).fold("<!ENTITY e0 \"lol\">".to_owned(), |levels, level| {
        let below = format!("&e{};", level - 1).repeat(10);
        levels + &format!("<!ENTITY e{level} \"{below}\">")
    });
    let bomb = format!("<!DOCTYPE icegrid [{levels}]><icegrid>&e9;</icegrid>");
    page.file("an entity bomb", bomb);
    let external =
        "<!DOCTYPE icegrid [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><icegrid>&x;</icegrid>";
    page.file("an external entity", external);
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    page.file("100,000 elements inside one another", store_with(&nested(100_000)));
    let inside = format!("<property name=\"A\">{}</property>", nested(100_000));
    page.file("the same inside a property", store_with(&inside));
    let long = "x".repeat(100 << 20);
    page.file(
        "an attribute of 100 MB",
        store_with(&format!("<property name=\"A\" value=\"{long}\"/>")),
    );
}

fn command_lines(page: &mut Page) {
    page.part("Command lines");
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
    page.bytes("a value that is no UTF-8", &[b"config", b"set", b"A", b"\xff"]);
    page.bytes("a key that is no UTF-8", &[b"config", b"set", b"\xff", b"A"]);
    page.bytes("a key that is no UTF-8 in `get`", &[b"config", b"get", b"\xff"]);
    page.bytes("an element that is no UTF-8", &[b"config", b"append", b"A", b"\"\xff\""]);
    page.bytes("a profile that is no UTF-8", &[b"config", b"def", b"\xff"]);
    page.bytes("a verb that is no UTF-8", &[b"config", b"\xff"]);
    page.bytes("an option that is no UTF-8", &[b"config", b"get", b"--\xff"]);
    page.bytes("a source that is no UTF-8", &[b"config", b"--source", b"\xff", b"get"]);
    let omero = Installation::empty();
    let typed = omero.typed("config set A 1").env("OMERO_CONFIG", OsStr::from_bytes(b"\xff"));
    page.case("OMERO_CONFIG that is no UTF-8", &omero, typed.run());
    let nested = "[".repeat(100_000);
    let typed = omero.typed("config append A").arg(&nested);
    page.case("100,000 brackets", &omero, typed.run());
}

fn places(page: &mut Page) {
    page.part("Places");
    let omero = Installation::empty();
    page.case("no OMERODIR", &omero, omero.typed("config get").without("OMERODIR").run());
    fs::create_dir(omero.store()).unwrap();
    page.case("a directory", &omero, omero.run("config get"));
    fs::remove_dir(omero.store()).unwrap();
    assert!(Command::new("mkfifo").arg(omero.store()).status().unwrap().success());
    page.case("a FIFO", &omero, omero.run("config set A 1"));
    let omero = Installation::with("");
    let typed = omero.typed("config edit").env("EDITOR", "nosuch");
    page.case("a missing editor", &omero, typed.run());
    let typed = omero.typed("config edit").env("EDITOR", "false");
    page.case("a failing editor", &omero, typed.run());
}
