//! `web iis` as an administrator types it: the plan, the directory of files, and what is refused.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_plan_has_the_steps_of_the_documents_in_their_order() {
    let omero = Installation::empty();
    omero.prepare(
        "config set omero.web.session_engine django.contrib.sessions.backends.cache --force",
    );
    assert_snapshot!(omero.run(r"--omero-version 5.0 web iis --omerodir 'C:\omero_dist' --enable-32bit"), @r"
    exit 0
    --- stdout
    1. Copy these files to the machine of IIS
       Their directory there is 'C:\inetpub\omero'. The commands are for a PowerShell that was started as
       administrator, in that directory. install.ps1 without -Step does all of its steps at once, and -WhatIf shows
       what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'C:\omero_dist\etc\grid\config.xml' there: what is stored here counts
       only once it is in that file.

    2. Switch on what IIS needs
       The ISAPI options of IIS, and its tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
       For a 32-bit Python.
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
       isapi_wsgi 0.4.2 is written for Python 2; under a Python 3 that can't translate it while it is installed
       (setuptools 58 and newer) choose another way with --method.

    4. Switch on the compatibility of IIS with IIS 6
       The handler installs itself through the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Make the application pool
       It is called OMERO.web, runs no managed code and has no idle time-out.
       It can load 32-bit programs, which Python is.
       Its account, IIS AppPool\OMERO.web, gets the right to read and write what it has to.
           .\install.ps1 -Step Pool, Rights

    6. See the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, against wrong rendering.

    7. Make the site and install the handler
       OMERO.web is at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command makes _dispatch.dll and a script map for all files below that address.
       It also serves /static from 'C:\omero_dist\lib\python\omeroweb\static'.

    8. Unset what Django 1.6 does not take
           omero --omero-version 5.0 config set omero.web.session_engine

    9. See how OMERO.web runs
       omero.web.application_server is fastcgi-tcp.
       It does not matter here: IIS starts OMERO.web, and `omero web start` is not needed.

    10. Log in
           http://your_host/omero

    11. Look for mistakes
       What the application prints, with every error that nothing caught, is shown by:
           & 'C:\Python27\python.exe' -m win32traceutil
       Before the application is reached, failed request tracing of IIS tells more.
    ");
}

#[test]
fn the_plan_for_an_application_of_paste_needs_no_store() {
    let omero = Installation::empty();
    let asked = omero.typed("web iis --paste my.ini --root / --windows-authentication");
    assert_snapshot!(asked.without("OMERODIR").run(), @r#"
    exit 0
    --- stdout
    1. Copy these files to the machine of IIS
       Their directory there is 'C:\inetpub\kallithea'. The commands are for a PowerShell that was started as
       administrator, in that directory. install.ps1 without -Step does all of its steps at once, and -WhatIf shows
       what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\kallithea'
           .\install.ps1 -WhatIf

    2. Switch on what IIS needs
       The ISAPI options of IIS, and its tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
       isapi_wsgi 0.4.2 is written for Python 2; under a Python 3 that can't translate it while it is installed
       (setuptools 58 and newer) choose another way with --method.

    4. Switch on the compatibility of IIS with IIS 6
       The handler installs itself through the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Make the application pool
       It is called Kallithea, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\Kallithea, gets the right to read and write what it has to.
           .\install.ps1 -Step Pool, Rights

    6. Make the site and install the handler
       'C:\inetpub\kallithea\my.ini' is at / of the site Kallithea.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command makes _dispatch.dll and a script map for all files below that address.

    7. Let IIS authenticate
       For Kallithea: on its page about authentication enable kallithea.lib.auth_modules.auth_container with the header
       REMOTE_USER and with "Clean username"; on its page about permissions disable anonymous access, and let accounts
       from outside be activated automatically, or make the users beforehand.
           .\install.ps1 -Step Authentication

    8. Look for mistakes
       What the application prints, with every error that nothing caught, is shown by:
           & 'C:\Python27\python.exe' -m win32traceutil
       Before the application is reached, failed request tracing of IIS tells more.
    "#);
}

#[test]
fn the_plan_for_a_proxy_names_what_has_to_run() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.prepare("config set omero.web.static_url /omero/static/");
    assert_snapshot!(omero.run(r"web iis --omerodir 'D:\omero web' --https 443 --thumbprint a909502dd82ae41433e6f83886b00d4277a32a7b --servername omero.example.org"), @r"
    exit 0
    --- stdout
    1. Copy these files to the machine of IIS
       Their directory there is 'C:\inetpub\omero'. The commands are for a PowerShell that was started as
       administrator, in that directory. install.ps1 without -Step does all of its steps at once, and -WhatIf shows
       what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'D:\omero web\etc\grid\config.xml' there: what is stored here counts
       only once it is in that file.

    2. Switch on what IIS needs
       IIS itself and its tools.
           .\install.ps1 -Step Features

    3. Install URL Rewrite 2.1 and Application Request Routing 3
       They are extensions of IIS that Microsoft offers for download. Without them IIS refuses web.config with
       error 500.19.

    4. Make the application pool
       It is called OMERO.web, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\OMERO.web, gets the right to read and write what it has to.
           .\install.ps1 -Step Pool, Rights

    5. See the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, against wrong rendering.

    6. Make the site and install the application
       OMERO.web is at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
       It also serves /omero/static from 'D:\omero web\var\static'.

    7. See how OMERO.web runs
       omero.web.application_server is wsgi-tcp.
       IIS hands requests to 127.0.0.1:4080: OMERO.web has to be started there.
           omero web start

    8. Log in
           https://omero.example.org/omero

    9. Look for mistakes
       Failed request tracing of IIS tells what became of a request; OMERO.web writes its own log.
    ");
}

#[test]
fn the_undo_takes_the_steps_back() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run(r"web iis --remove --method isapi --omerodir 'C:\omero_dist'"), @r"
    exit 0
    --- stdout
    1. Go to the files on the machine of IIS
       The commands are for a PowerShell that was started as administrator. -WhatIf shows what remove.ps1 would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\remove.ps1 -WhatIf

    2. Remove the handler
       It takes the script map back, and the virtual directories with it.
           & 'C:\Program Files\Python312\python.exe' dispatch.py remove

    3. Remove the application, the site if it was made for this, and the application pool
           .\remove.ps1
       Features of Windows and installed packages stay: others may need them.

    4. Remove the files
       They can be in use until the processes of the pool have ended.
           Set-Location \
           Remove-Item -Recurse -LiteralPath 'C:\inetpub\omero'
    ");
}

#[test]
fn on_another_system_omerodir_is_that_of_the_documents() {
    let omero = Installation::empty();
    let plan = omero.run("web iis");
    assert!(plan.stdout().contains(r"'C:\omero_dist\etc\grid\config.xml'"), "{plan}");
    assert_snapshot!(plan.stderr(), @r"
    warning: OMERODIR is no directory of Windows; C:\omero_dist is taken for that of the machine of IIS
    hint: name another one with --omerodir
    ");
}

#[test]
fn the_files_are_written_and_made_anew() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --method isapi --omerodir 'C:\a' --output iis");
    assert_eq!(
        names(&omero, "iis"),
        ["PLAN.txt", "dispatch.py", "install.ps1", "remove.ps1", "web.config"]
    );
    omero.prepare(r"web iis --method isapi --omerodir 'C:\b' --output iis");
    assert!(fs::read_to_string(omero.cwd().join("iis/dispatch.py")).unwrap().contains(r"'C:\\b'"));
    omero.prepare(r"web iis --omerodir 'C:\a' --output proxy");
    assert_eq!(
        names(&omero, "proxy"),
        ["PLAN.txt", "install.ps1", "maintenance.html", "remove.ps1", "web.config"]
    );
}

#[test]
fn the_written_plan_is_the_one_that_is_shown() {
    let omero = Installation::empty();
    let shown = omero.answer(r"web iis --omerodir 'C:\a' --output iis");
    let written = fs::read_to_string(omero.cwd().join("iis/PLAN.txt")).unwrap();
    assert!(written.replace("\r\n", "\n").contains(&shown));
    let undo = omero.answer(r"web iis --omerodir 'C:\a' --remove");
    assert!(written.replace("\r\n", "\n").contains(&undo));
}

#[test]
fn files_of_others_are_kept() {
    let omero = Installation::empty();
    fs::create_dir(omero.cwd().join("iis")).unwrap();
    omero.file("iis/web.config", "<configuration/>");
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a' --output iis"), @"
    exit 1
    --- stderr
    error: iis/web.config is there and was not made by `omero web`; nothing was written
    hint: choose another directory, or --force
    ");
    assert_eq!(names(&omero, "iis"), ["web.config"]);
    omero.prepare(r"web iis --omerodir 'C:\a' --output iis --force");
    assert_eq!(names(&omero, "iis").len(), 5);
}

#[test]
fn where_one_file_cannot_be_written_the_others_are_as_they_were() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --method isapi --omerodir 'C:\a' --output iis");
    let before = fs::read(omero.cwd().join("iis/dispatch.py")).unwrap();
    fs::remove_file(omero.cwd().join("iis/PLAN.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere/PLAN.txt", omero.cwd().join("iis/PLAN.txt")).unwrap();
    let refused = omero.run(r"web iis --method isapi --omerodir 'C:\b' --output iis");
    assert!(!refused.succeeded() && refused.stdout().is_empty(), "{refused}");
    assert_eq!(fs::read(omero.cwd().join("iis/dispatch.py")).unwrap(), before);
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a' --output no/iis"), @"
    exit 1
    --- stderr
    error: cannot make the directory no/iis: No such file or directory (os error 2)
    ");
}

#[test]
fn everybody_can_read_the_files() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --omerodir 'C:\a' --output iis");
    let file = fs::metadata(omero.cwd().join("iis/web.config")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o644);
}

#[test]
fn what_does_not_fit_is_refused() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.application_server development");
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a'"), @"
    exit 168
    --- stderr
    error: iis can't serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    assert_snapshot!(omero.run(r"web config iis --omerodir 'C:\a'"), @"
    exit 168
    --- stderr
    error: iis can't serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    let old = r"--omero-version 5.0 web iis --omerodir 'C:\a'";
    omero.prepare("--omero-version 5.0 config set omero.web.application_server fastcgi-tcp");
    assert_snapshot!(omero.run(&format!("{old} --method reverse-proxy")), @"
    exit 168
    --- stderr
    error: --method reverse-proxy can't serve OMERO.web while `omero.web.application_server` is fastcgi-tcp
    hint: leave out --method: the one that fits is chosen
    ");
    omero.prepare("--omero-version 5.0 config set omero.web.force_script_name /a/b");
    assert_snapshot!(omero.run(old), @"
    exit 1
    --- stderr
    error: the ISAPI handler can't be at /a/b, below a directory that nobody makes
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
      error: invalid value '/opt/omero' for '--omerodir <PATH>': "/opt/omero" is no absolute path of Windows, such as C:\omero_dist
    --omerodir 'C:\%TEMP%'
      error: invalid value 'C:\%TEMP%' for '--omerodir <PATH>': `%` in "C:\\%TEMP%" begins a variable of Windows and can't be quoted
    --python 'C:\a"b.exe'
      error: invalid value 'C:\a"b.exe' for '--python <PATH>': '"' in "C:\\a\"b.exe" can't be in the name of a file of Windows
    --virtualenv 'C:\a|b'
      error: invalid value 'C:\a|b' for '--virtualenv <PATH>': '|' in "C:\\a|b" can't be in the name of a file of Windows
    --directory omero
      error: invalid value 'omero' for '--directory <PATH>': "omero" is no absolute path of Windows, such as C:\omero_dist
    --app-pool 'a/b'
      error: invalid value 'a/b' for '--app-pool <NAME>': "a/b" is no name: it may have up to 64 letters, digits, blanks and `-_.()`
    --site '[x]'
      error: invalid value '[x]' for '--site <NAME>': "[x]" is no name: it may have up to 64 letters, digits, blanks and `-_.()`
    --identity 'a\b\c'
      error: invalid value 'a\b\c' for '--identity <ACCOUNT>': "a\\b\\c" is no account; write NetworkService, DOMAIN\user or user@example.org
    --https 443 --thumbprint 12
      error: invalid value '12' for '--thumbprint <HEX>': "12" is no thumbprint; it has 40 hexadecimal digits
    --https 443
      error: the following required arguments were not provided:
        --thumbprint <HEX>
    --root /omero
      error: --root is for --method isapi and --paste: elsewhere OMERO.web has to know its path
      hint: `omero config set omero.web.prefix /omero`
    --paste my.ini --root 'x y'
      error: `--root` is "x y": a path for web servers has only letters, digits and `/-._~+,:@=`, not ' '
      hint: write for example /omero
    --paste my.ini --root /a/b
      error: the ISAPI handler can't be at /a/b, below a directory that nobody makes
      hint: choose a path with one part, such as /omero, or another --method
    --paste 'a#b.ini'
      error: --paste: PasteDeploy takes what follows `#` in "a#b.ini" for a name
      hint: give the file a name without `#`
    --paste 'a%b.ini'
      error: --paste: `%` in "C:\\inetpub\\kallithea\\a%b.ini" begins a variable of Windows and can't be quoted
      hint: name it as the machine of IIS does
    --paste my.ini --method fastcgi
      error: --method fastcgi is for OMERO.web; --paste goes by ISAPI
      hint: leave out --method
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
    error: omero.web.static_root: "/srv/static" is no absolute path of Windows, such as C:\omero_dist
    hint: `omero config set omero.web.static_root 'C:\omero_dist\var\static'`
    "#);
    omero.prepare(r"config set omero.web.static_root 'D:/omero/static'");
    assert!(omero.answer(r"web iis --omerodir 'C:\a'").contains(r"'D:\omero\static'"));
}

fn names(omero: &Installation, directory: &str) -> Vec<String> {
    let entries = fs::read_dir(omero.cwd().join(directory)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
