//! What is refused, and where.

use super::Names;
use crate::formats::Format;

fn fault(format: Format, text: &str) -> String {
    let faults = format.read(text, &Names).faults;
    let lines = faults.iter().map(|fault| format!("{}: {fault}", fault.location));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    for (format, text, expected) in [
        (
            Format::Json,
            "{\n \"a\": 1,\n \"a\": 2}",
            "3:2: `a` is listed for the second time; the first is in line 2",
        ),
        (Format::Json, "{\n \"é\" 1}", "2:6: `:` is missing"),
        (Format::Json, "[1]", "1:1: expected an object with properties at the top level"),
        (Format::Json, "{\"a\": \"\\ud800\"}", "1:7: the string has half a surrogate pair"),
        (
            Format::Yaml,
            "a: 1\na: 2\n",
            "2:1: `a` is listed for the second time; the first is in line 1",
        ),
        (Format::Yaml, "a: 1\n---\nb: 1\n", "2:1: there is a second document; only one is allowed"),
        (Format::Yaml, "a: !vault x\n", "1:4: a tag that is not supported begins the value"),
        (
            Format::Yaml,
            "x: &x {y: 1}\nz:\n  <<: *x\n",
            "3:3: merge keys (`<<`) are not supported; write the merged content out",
        ),
        (Format::Yaml, "{[a]: 1}\n", "1:2: a name must be a text"),
        (
            Format::Yaml,
            "x.y: &x\n  a: 1\n  b: *x\n",
            "3:6: the alias is inside the value that it refers to",
        ),
        (Format::Yaml, "a.b@lacks: x\n", "1:12: `a.b@lacks` requires a list of elements"),
        (
            Format::Yaml,
            "x.y: 1\nx: {y: {z: 1}}\n",
            "1:1: `x.y` has a value here, but line 2 defines `x.y.z` inside it",
        ),
        (
            Format::Yaml,
            "a.b: 1\na: {b: {d: 1}}\n",
            "1:1: `a.b` has a value here, but line 2 defines `a.b.d` inside it",
        ),
        (
            Format::Yaml,
            "a.b: 1\na: {b: 2}\n",
            "2:5: `a.b` is listed for the second time; the first is in line 1",
        ),
        (
            Format::Yaml,
            "l: [1]\nl@contains: [2]\n",
            "2:1: `l` is listed for the second time; the first is in line 1",
        ),
        (Format::Yaml, "l@contains: [2]\nl@lacks: [2]\n", "2:1: `l` must both contain and lack 2"),
        (
            Format::Toml,
            "a = 1\na.b = 2\n",
            "2:1: cannot extend value of type integer with a dotted key",
        ),
        (Format::Toml, "a = 1\na = 2\n", "2:1: duplicate key"),
        (
            Format::Properties,
            "a=1\n a=2\n",
            "2:2: `a` is listed for the second time; the first is in line 1",
        ),
        (
            Format::Properties,
            "a=x\\u12g\nb=\\u\n",
            "1:4: four hexadecimal digits must follow `\\u`\n2:3: four hexadecimal digits must follow `\\u`",
        ),
        (
            Format::Omero,
            "  config set a 'b\nconfig get\n",
            "1:3: a closing ' is missing\n2:1: only `config set`, `config append` and `config remove` can be applied; `omero load` runs any command",
        ),
        (
            Format::Env,
            "\nCONFIG_a=b c\nCONFIG_b___d=1\n",
            "2:1: quote the value: it contains spaces\n3:1: `CONFIG_b___d` cannot be mapped to a property: three or more `_` in a row are ambiguous",
        ),
        (Format::Env, "A='\n'\nCONFIG_a='b\n", "3:1: a closing ' is missing"),
    ] {
        assert_eq!(fault(format, text), expected, "{format:?}:\n{text}");
    }
}

#[test]
fn what_is_wrong_is_told_at_once() {
    for (format, text, expected) in [
        (
            Format::Toml,
            "a = 1\na = 2\nb = 1\nb = 2\n\"c@lacks\" = 1\n",
            "2:1: duplicate key\n4:1: duplicate key\n5:13: `c@lacks` requires a list of elements",
        ),
        (
            Format::Yaml,
            "a: 1\na: 2\nb: {c: 1, c: 2}\nd@lacks: 1\n",
            "2:1: `a` is listed for the second time; the first is in line 1\n\
             3:11: `c` is listed for the second time; the first is in line 3\n\
             4:10: `d@lacks` requires a list of elements",
        ),
        (
            Format::Json,
            "{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 2}}",
            "1:10: `a` is listed for the second time; the first is in line 1\n\
             1:32: `c` is listed for the second time; the first is in line 1",
        ),
        (
            Format::Properties,
            "a=1\na=2\nb=\\u\n",
            "3:3: four hexadecimal digits must follow `\\u`\n\
             2:1: `a` is listed for the second time; the first is in line 1",
        ),
    ] {
        assert_eq!(fault(format, text), expected, "{format:?}:\n{text}");
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        let aliases = vec![alias; 10].join(", ");
        laughs.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
    }
    assert!(fault(Format::Yaml, &laughs).contains("aliases expand"));
    assert!(fault(Format::Yaml, &"[".repeat(100_000)).contains("recursion limit"));
    assert!(fault(Format::Yaml, &"- ".repeat(100_000)).contains("levels of nested"));
    assert!(fault(Format::Yaml, &"{a: ".repeat(10_000)).contains("recursion limit"));
    assert!(fault(Format::Json, &"[".repeat(100_000)).contains("levels of nested"));
    assert!(fault(Format::Toml, &format!("a = {}", "[".repeat(100_000))).contains("recurs"));
    assert!(fault(Format::Toml, &format!("a{} = 1", ".a".repeat(10_000))).contains("recursion"));
}
