//! Values whose quotes a shell, Python or a document has changed.

use insta::assert_snapshot;

use super::answers;
use crate::support::Installation;

#[test]
fn the_very_value_is_shown_in_the_right_form() {
    assert_snapshot!(answers(&[
        "config set omero.web.server_list '[[localhost, 4064]]'",
        r#"config set omero.web.server_list "[['localhost', 4064]]""#,
        "config set omero.web.server_list '[[“localhost”, 4064]]'",
        r#"config set omero.web.server_list "'[[\"localhost\", 4064]]'""#,
        r#"config set omero.web.server_list '[["localhost", 4064]'"#,
        r#"config set omero.web.server_list "'[[192.168.31.54," 4064, "demo]]'""#,
        "config set omero.web.apps omero_figure",
        r#"config set omero.web.template_dirs '["C:\Temp\new"]'"#,
    ]), @r#"
    $ omero config set omero.web.server_list '[[localhost, 4064]]'
    exit 1
    --- stderr
    error: omero.web.server_list: expected a list in JSON: a value is missing (character 3)
    hint: `omero config set omero.web.server_list '[["localhost", 4064]]'`; the double quotes are missing, perhaps because the shell removed them; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.server_list "[['localhost', 4064]]"
    exit 1
    --- stderr
    error: omero.web.server_list: expected a list in JSON: a value is missing (character 3)
    hint: `omero config set omero.web.server_list '[["localhost", 4064]]'`; JSON needs double quotes, not single quotes; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.server_list '[[“localhost”, 4064]]'
    exit 1
    --- stderr
    error: omero.web.server_list: expected a list in JSON: a value is missing (character 3)
    hint: `omero config set omero.web.server_list '[["localhost", 4064]]'`; JSON needs straight double quotes, not typographic ones such as “; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.server_list "'[[\"localhost\", 4064]]'"
    exit 1
    --- stderr
    error: omero.web.server_list: expected a list in JSON: a value is missing (character 1)
    hint: `omero config set omero.web.server_list '[["localhost", 4064]]'`; it arrived as '[["localhost", 4064]]': cmd.exe passes single quotes on and takes double quotes away; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.server_list '[["localhost", 4064]'
    exit 1
    --- stderr
    error: omero.web.server_list: expected a list in JSON: `,` or `]` is missing (character 21)
    hint: `omero config set omero.web.server_list '[["localhost", 4064]]'`; a bracket or a quote is missing at the end; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.server_list "'[[192.168.31.54," 4064, "demo]]'"
    exit 2
    --- stderr
    error: unexpected argument '4064,' found

      tip: the shell split the value into 3 words: `omero config set omero.web.server_list '[["192.168.31.54", 4064, "demo"]]'`; `omero help quoting` explains how to quote

    Usage: omero config set [OPTIONS] <KEY> [VALUE]

    For more information, try '--help'.

    $ omero config set omero.web.apps omero_figure
    exit 1
    --- stderr
    error: omero.web.apps: expected a list in JSON: a value is missing (character 1)
    hint: `omero config set omero.web.apps '["omero_figure"]'`; the double quotes are missing, perhaps because the shell removed them; `omero help quoting` explains how to quote; --force stores it anyway

    $ omero config set omero.web.template_dirs '["C:\Temp\new"]'
    exit 1
    --- stderr
    error: omero.web.template_dirs: expected a list in JSON: an unknown escape in a string (character 5)
    hint: `omero config set omero.web.template_dirs '["C:\\Temp\\new"]'`; in JSON each backslash is written as `\\`; `omero help quoting` explains how to quote; --force stores it anyway
    "#);
}

#[test]
fn elements_of_lists_are_shown_as_well() {
    assert_snapshot!(answers(&[
        "config append omero.web.apps webfigure",
        r#"config append omero.web.open_with '["x", "url"], {"script_url": "x.js"}]'"#,
        r#"config append omero.web.server_list "'[192.168.31.54," 4064, "demo]'""#,
    ]), @r#"
    $ omero config append omero.web.apps webfigure
    exit 1
    --- stderr
    error: the element for omero.web.apps is not valid JSON: a value is missing (character 1)
    hint: `omero config append omero.web.apps '"webfigure"'`; `omero help quoting` explains how to quote

    $ omero config append omero.web.open_with '["x", "url"], {"script_url": "x.js"}]'
    exit 1
    --- stderr
    error: the element for omero.web.open_with is not valid JSON: more text after the value (character 13)
    hint: for example `omero config append omero.web.open_with '["Image viewer", "webgateway", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}]'`; `omero help quoting` explains how to quote

    $ omero config append omero.web.server_list "'[192.168.31.54," 4064, "demo]'"
    exit 2
    --- stderr
    error: unexpected argument '4064,' found

      tip: the shell split the value into 3 words: `omero config append omero.web.server_list '["192.168.31.54", 4064, "demo"]'`; `omero help quoting` explains how to quote

    Usage: omero config append [OPTIONS] <KEY> <VALUE>

    For more information, try '--help'.
    "#);
}

#[test]
fn a_list_between_commas_is_appended_to() {
    let omero = Installation::empty();
    omero.prepare("config set omero.client.scripts_to_ignore /a.py");
    omero.prepare("config append omero.client.scripts_to_ignore /b.py");
    assert_eq!(omero.answer("config get omero.client.scripts_to_ignore"), "/a.py,/b.py");
    omero.prepare("config remove omero.client.scripts_to_ignore /a.py");
    assert_eq!(omero.answer("config get omero.client.scripts_to_ignore"), "/b.py");
}
