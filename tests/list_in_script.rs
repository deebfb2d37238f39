//! Many changes of one list in a script: the same as one by one, and in a time that grows with their number.

use insta::assert_snapshot;

use crate::support::Installation;

/// Lists about which the schema says something else each, and elements that they refuse.
const LINES: &[&str] = &[
    // Nothing is known about it.
    r#"append my.list '"a"'"#,
    r#"append my.list '"${node}"'"#,
    r#"append my.list '"${nosuch}"'"#,
    r#"append my.list '"${"'"#,
    r#"append --force my.list '"${nosuch}"'"#,
    r#"append my.list '"b"'"#,
    r#"remove my.list '"${nosuch}"'"#,
    r#"append --set --report my.list '"a"'"#,
    r#"append my.list '{"b": [1, 2]}'"#,
    "remove my.list 7",
    // Each element is a text.
    r#"append omero.web.template_dirs '"/srv/a"'"#,
    "append omero.web.template_dirs 5",
    r#"append omero.web.template_dirs '"/srv/b"'"#,
    "append --force omero.web.template_dirs 5",
    r#"append omero.web.template_dirs '"/srv/c"'"#,
    "remove --force omero.web.template_dirs 5",
    r#"append omero.web.template_dirs '"/srv/d"'"#,
    r#"set omero.web.template_dirs '[ "/srv/x" ]'"#,
    r#"append omero.web.template_dirs '"/srv/y"'"#,
    // No element may be there twice.
    r#"append omero.web.apps '"one"'"#,
    r#"append omero.web.apps '"two"'"#,
    r#"append omero.web.apps '"one"'"#,
    // It has a default, and its elements have a form of their own.
    r#"append omero.web.ui.top_links '["A", "a"]'"#,
    r#"append omero.web.ui.top_links '"A"'"#,
    r#"remove omero.web.ui.top_links '["A", "a"]'"#,
    // Not in JSON for the programs that read it.
    r#"append omero.client.icetransports '"ssl"'"#,
    // It no longer has any effect.
    r#"append omero.web.scripts_to_ignore '"/a.py"'"#,
    r#"append omero.web.scripts_to_ignore '"/b.py"'"#,
    // Another profile.
    r#"append --profile other my.list '"a"'"#,
    r#"append my.list '"c"'"#,
    r#"append --profile other my.list '"d"'"#,
    "get",
    "get --profile other",
];

#[test]
fn a_line_accepts_and_refuses_what_the_same_command_does() {
    let (one_by_one, together) = (Installation::empty(), Installation::empty());
    let commands: Vec<_> = LINES.iter().map(|line| format!("config {line}")).collect();
    let mut expected = String::new();
    for command in &commands {
        let transcript = one_by_one.run(command);
        expected.extend([transcript.stdout(), transcript.stderr()]);
    }
    together.file("a.omero", commands.join("\n"));
    let script = together.run("load -k a.omero");
    let mut found = format!("{}{}", script.stdout(), script.stderr());
    for number in 1..=commands.len() {
        found = found.replace(&format!("a.omero, line {number}: "), "");
    }
    for command in &commands {
        found = found.replace(&format!("Ignoring error: {command}\n\n"), "");
    }
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines.join("\n")
    };
    assert_eq!(sorted(&found), sorted(&expected));
    for line in ["config get", "config get --profile other"] {
        assert_eq!(one_by_one.answer(line), together.answer(line));
    }
}

#[test]
fn a_list_of_thousands_of_elements_is_made_and_emptied_by_a_script() {
    let omero = Installation::empty();
    let verbs = |verb: &str| {
        let lines =
            (0..3000).map(|number| format!("config {verb} omero.x '\"element {number}\"'\n"));
        lines.collect::<Vec<_>>().concat()
    };
    omero.file("a.omero", verbs("append") + &verbs("append --set"));
    omero.file("b.omero", verbs("remove"));
    assert_snapshot!(omero.run("load a.omero"), @"
    exit 0
    --- stderr
    warning: `omero.x` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description
    ");
    assert_eq!(omero.answer("config get omero.x").matches("element").count(), 3000);
    assert_snapshot!(omero.run("load b.omero"), @"
    exit 0
    --- stderr
    warning: `omero.x` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description
    ");
    assert_eq!(omero.answer("config get omero.x"), "[]");
}
