//! The steps of the plan, and those that undo it.

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
