//! What IIS could not serve or would misread.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn what_does_not_fit_is_refused() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.application_server development");
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a'"), @"
    exit 168
    --- stderr
    error: iis cannot serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    assert_snapshot!(omero.run(r"web config iis --omerodir 'C:\a'"), @"
    exit 168
    --- stderr
    error: iis cannot serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    let old = r"--omero-version 5.0 web iis --omerodir 'C:\a'";
    omero.prepare("--omero-version 5.0 config set omero.web.application_server fastcgi-tcp");
    assert_snapshot!(omero.run(&format!("{old} --method reverse-proxy")), @"
    exit 168
    --- stderr
    error: --method reverse-proxy cannot serve OMERO.web while `omero.web.application_server` is fastcgi-tcp
    hint: omit --method: the right one is chosen
    ");
    omero.prepare("--omero-version 5.0 config set omero.web.force_script_name /a/b");
    assert_snapshot!(omero.run(old), @"
    exit 1
    --- stderr
    error: the ISAPI handler cannot be at /a/b, because the directory above it is not created
    hint: choose a path with one part, such as /omero, or another --method
    ");
}

#[test]
fn paths_and_names_that_iis_would_misread_are_refused() {
    let omero = Installation::empty();
    let mut page = String::new();
    for options in [
        r"--omerodir /opt/omero",
        r"--omerodir 'C:\%TEMP%'",
        r#"--python 'C:\a"b.exe'"#,
        r"--virtualenv 'C:\a|b'",
        r"--directory omero",
        r"--app-pool 'a/b'",
        r"--site '[x]'",
        r"--identity 'a\b\c'",
        r"--https 443 --thumbprint 12",
        r"--https 443",
        r"--root /omero",
        r"--paste my.ini --root 'x y'",
        r"--paste my.ini --root /a/b",
        r"--paste 'a#b.ini'",
        r"--paste 'a%b.ini'",
        r"--paste my.ini --method fastcgi",
        r"--remove --output x",
    ] {
        let mut line = format!("web iis {options}");
        if !options.contains("--omerodir") {
            line.push_str(r" --omerodir 'C:\a'");
        }
        let refused = omero.run(&line);
        assert!(!refused.succeeded() && refused.stdout().is_empty(), "{line}: {refused}");
        let told: Vec<_> =
            refused.stderr().lines().take(2).filter(|line| !line.is_empty()).collect();
        writeln!(page, "{options}\n  {}", told.join("\n  ")).unwrap();
    }
    assert_snapshot!(page, @r#"
    --omerodir /opt/omero
      error: invalid value '/opt/omero' for '--omerodir <PATH>': "/opt/omero" is not an absolute Windows path, such as C:\omero_dist
    --omerodir 'C:\%TEMP%'
      error: invalid value 'C:\%TEMP%' for '--omerodir <PATH>': `%` in "C:\\%TEMP%" begins a Windows variable and cannot be quoted
    --python 'C:\a"b.exe'
      error: invalid value 'C:\a"b.exe' for '--python <PATH>': '"' in "C:\\a\"b.exe" is not allowed in Windows file names
    --virtualenv 'C:\a|b'
      error: invalid value 'C:\a|b' for '--virtualenv <PATH>': '|' in "C:\\a|b" is not allowed in Windows file names
    --directory omero
      error: invalid value 'omero' for '--directory <PATH>': "omero" is not an absolute Windows path, such as C:\omero_dist
    --app-pool 'a/b'
      error: invalid value 'a/b' for '--app-pool <NAME>': "a/b" is not a valid name: it may have up to 64 letters, digits, spaces and `-_.()`
    --site '[x]'
      error: invalid value '[x]' for '--site <NAME>': "[x]" is not a valid name: it may have up to 64 letters, digits, spaces and `-_.()`
    --identity 'a\b\c'
      error: invalid value 'a\b\c' for '--identity <ACCOUNT>': "a\\b\\c" is not an account; write NetworkService, DOMAIN\user or user@example.org
    --https 443 --thumbprint 12
      error: invalid value '12' for '--thumbprint <HEX>': "12" is not a thumbprint; it has 40 hexadecimal digits
    --https 443
      error: the following required arguments were not provided:
        --thumbprint <HEX>
    --root /omero
      error: --root only works with --method isapi and --paste: otherwise OMERO.web takes its path from omero.web.prefix
      hint: `omero config set omero.web.prefix /omero`
    --paste my.ini --root 'x y'
      error: `--root` is "x y": a path for web servers contains only letters, digits and `/-._~+,:@=`, not ' '
      hint: write for example /omero
    --paste my.ini --root /a/b
      error: the ISAPI handler cannot be at /a/b, because the directory above it is not created
      hint: choose a path with one part, such as /omero, or another --method
    --paste 'a#b.ini'
      error: --paste: PasteDeploy would treat the text after `#` in "a#b.ini" as a name
      hint: give the file a name without `#`
    --paste 'a%b.ini'
      error: --paste: `%` in "C:\\inetpub\\kallithea\\a%b.ini" begins a Windows variable and cannot be quoted
      hint: write it as a path on the IIS machine
    --paste my.ini --method fastcgi
      error: --method fastcgi is for OMERO.web; --paste uses ISAPI
      hint: omit --method
    --remove --output x
      error: the argument '--remove' cannot be used with '--output <DIRECTORY>'
    "#);
}

#[test]
fn static_files_have_to_be_where_windows_finds_them() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.static_root /srv/static");
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a'"), @r#"
    exit 1
    --- stderr
    error: omero.web.static_root: "/srv/static" is not an absolute Windows path, such as C:\omero_dist
    hint: `omero config set omero.web.static_root 'C:\omero_dist\var\static'`
    "#);
    omero.prepare(r"config set omero.web.static_root 'D:/omero/static'");
    assert!(omero.answer(r"web iis --omerodir 'C:\a'").contains(r"'D:\omero\static'"));
}
