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
       Their directory there is 'C:\inetpub\omero'. The commands are for Windows PowerShell 5.1 (powershell.exe), started as
       administrator, in that directory; PowerShell 7 can't open the drive IIS:. install.ps1 without -Step does all of its
       steps at once, and -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'C:\omero_dist\etc\grid\config.xml' there: what is stored here counts
       only once it is in that file.

    2. Switch on what IIS needs
       The ISAPI options of IIS, failed request tracing, and its tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
       For a 32-bit Python.
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
           & 'C:\Python27\python.exe' 'C:\Python27\Scripts\pywin32_postinstall.py' -install
       The second command puts the libraries of pywin32 where IIS finds them.
       isapi_wsgi 0.4.2 is written for Python 2; under a Python 3 that can't translate it while it is installed
       (setuptools 58 and newer) choose another way with --method.

    4. Switch on the compatibility of IIS with IIS 6
       The handler installs itself through the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Unlock the handlers
       A fresh IIS locks the section system.webServer/handlers. This unlocks it in applicationHost.config for
       /omero of the site Default Web Site alone, and remove.ps1 locks it again. Without administrator's rights ask the
       administrator of the machine for this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    6. Collect the static files
       Now, and after each upgrade of OMERO.web or of one of its apps.
           $env:OMERODIR = 'C:\omero_dist'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           $env:PYTHONPATH = 'C:\omero_dist\lib\python;C:\omero_dist\lib\python\omeroweb'
           & 'C:\Python27\python.exe' -m django.bin.django-admin collectstatic --noinput

    7. Make the application pool
       It is called OMERO.web, runs no managed code and has no idle time-out.
       It can load 32-bit programs, which Python is.
       Its account, IIS AppPool\OMERO.web, gets the right to read and write what it has to.
       Requests of visitors run as this account, and not as IUSR.
           .\install.ps1 -Step Pool, Rights

    8. See the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, against wrong rendering.

    9. Make the site and install the handler
       OMERO.web is at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command makes _dispatch.dll and a script map for all files below that address.
       It also serves /static from 'C:\omero_dist\lib\python\omeroweb\static'.

    10. Unset what Django 1.6 does not take
           omero --omero-version 5.0 config set omero.web.session_engine

    11. See how OMERO.web runs
       omero.web.application_server is fastcgi-tcp.
       It does not matter here: IIS starts OMERO.web, and there is nothing else to start.

    12. Log in
           http://your_host/omero

    13. Clear old sessions from time to time
       By Task Scheduler, with the variables of the environment that this needs:
           $env:OMERODIR = 'C:\omero_dist'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           $env:PYTHONPATH = 'C:\omero_dist\lib\python;C:\omero_dist\lib\python\omeroweb'
           & 'C:\Python27\python.exe' -m django.bin.django-admin clearsessions

    14. Look for mistakes
       Error 500.19 means that IIS can't read web.config: with code 0x80070021 a section is locked (the step Unlock), with
       0x8007000d an extension is missing.
       What the application prints, with every error that nothing caught, is shown by:
           & 'C:\Python27\python.exe' -m win32traceutil
       Before the application is reached, failed request tracing of IIS tells more:
           Enable-WebRequestTracing -Name 'Default Web Site' -StatusCodes '400-599'
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
       Their directory there is 'C:\inetpub\kallithea'. The commands are for Windows PowerShell 5.1 (powershell.exe), started as
       administrator, in that directory; PowerShell 7 can't open the drive IIS:. install.ps1 without -Step does all of its
       steps at once, and -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\kallithea'
           .\install.ps1 -WhatIf

    2. Switch on what IIS needs
       The ISAPI options of IIS, failed request tracing, and its tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
           & 'C:\Python27\python.exe' 'C:\Python27\Scripts\pywin32_postinstall.py' -install
       The second command puts the libraries of pywin32 where IIS finds them.
       isapi_wsgi 0.4.2 is written for Python 2; under a Python 3 that can't translate it while it is installed
       (setuptools 58 and newer) choose another way with --method.

    4. Switch on the compatibility of IIS with IIS 6
       The handler installs itself through the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Unlock the handlers
       A fresh IIS locks the section system.webServer/handlers. This unlocks it in applicationHost.config for
       / of the site Kallithea alone, and remove.ps1 locks it again. Without administrator's rights ask the
       administrator of the machine for this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    6. Make the application pool
       It is called Kallithea, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\Kallithea, gets the right to read and write what it has to.
           .\install.ps1 -Step Pool, Rights

    7. Make the site and install the handler
       'C:\inetpub\kallithea\my.ini' is at / of the site Kallithea.
       Every fresh IIS has a Default Web Site with port 80, and of two sites with one address only one starts. If another
       site has the address, this says how to go on.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command makes _dispatch.dll and a script map for all files below that address.

    8. Let IIS authenticate
       For Kallithea: on its page about authentication enable kallithea.lib.auth_modules.auth_container with the header
       REMOTE_USER and with "Clean username"; on its page about permissions disable anonymous access, and let accounts
       from outside be activated automatically, or make the users beforehand.
           .\install.ps1 -Step Authentication
       ISAPI runs each request as the Windows user who makes it, and not as the account of the pool. All of them have to be
       able to read 'C:\inetpub\kallithea\my.ini' and its directory, and to change the repositories and the data directory:
           icacls.exe C:\repositories /grant 'DOMAIN\group:(OI)(CI)(M)'

    9. Look for mistakes
       Error 500.19 means that IIS can't read web.config: with code 0x80070021 a section is locked (the step Unlock), with
       0x8007000d an extension is missing.
       What the application prints, with every error that nothing caught, is shown by:
           & 'C:\Python27\python.exe' -m win32traceutil
       Before the application is reached, failed request tracing of IIS tells more:
           Enable-WebRequestTracing -Name 'Kallithea' -StatusCodes '400-599'
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
       Their directory there is 'C:\inetpub\omero'. The commands are for Windows PowerShell 5.1 (powershell.exe), started as
       administrator, in that directory; PowerShell 7 can't open the drive IIS:. install.ps1 without -Step does all of its
       steps at once, and -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'D:\omero web\etc\grid\config.xml' there: what is stored here counts
       only once it is in that file.

    2. Switch on what IIS needs
       IIS itself, failed request tracing, and its tools.
           .\install.ps1 -Step Features

    3. Install HttpPlatformHandler 1.2, URL Rewrite 2.1 and waitress
       HttpPlatformHandler is an extension of IIS that Microsoft offers for download. Without it IIS refuses
       web.config with error 500.19 and code 0x8007000d. waitress serves OMERO.web, and is a package of Python.
       URL Rewrite is another extension; it sends plain HTTP on to HTTPS.
           & 'C:\Program Files\Python312\python.exe' -m pip install waitress

    4. Unlock the handlers
       A fresh IIS locks the section system.webServer/handlers. This unlocks it in applicationHost.config for
       /omero of the site Default Web Site alone, and remove.ps1 locks it again. Without administrator's rights ask the
       administrator of the machine for this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    5. Collect the static files
       Now, and after each upgrade of OMERO.web or of one of its apps.
           $env:OMERODIR = 'D:\omero web'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           & 'C:\Program Files\Python312\python.exe' -m django collectstatic --noinput

    6. Make the application pool
       It is called OMERO.web, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\OMERO.web, gets the right to read and write what it has to.
       Requests of visitors run as this account, and not as IUSR.
           .\install.ps1 -Step Pool, Rights

    7. See the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, against wrong rendering.

    8. Make the site and install the application
       OMERO.web is at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
       It also serves /omero/static from 'D:\omero web\var\static'.

    9. See how OMERO.web runs
       omero.web.application_server is wsgi-tcp.
       It does not matter here: IIS starts OMERO.web, and there is nothing else to start.

    10. Log in
           https://omero.example.org/omero
       Plain HTTP is sent on to HTTPS.

    11. Clear old sessions from time to time
       By Task Scheduler, with the variables of the environment that this needs:
           $env:OMERODIR = 'D:\omero web'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           & 'C:\Program Files\Python312\python.exe' -m django clearsessions

    12. Look for mistakes
       Error 500.19 means that IIS can't read web.config: with code 0x80070021 a section is locked (the step Unlock), with
       0x8007000d an extension is missing (HttpPlatformHandler, URL Rewrite).
       What OMERO.web prints is in 'D:\omero web\var\log\OMEROweb-iis'; failed request tracing of IIS tells more:
           Enable-WebRequestTracing -Name 'Default Web Site' -StatusCodes '400-599'
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
fn no_plan_names_a_command_that_refuses_windows() {
    let omero = Installation::empty();
    for (release, method) in [
        ("5.0", "isapi"),
        ("5.0", "fastcgi"),
        ("5.6", "isapi"),
        ("5.6", "fastcgi"),
        ("5.6", "http-platform"),
        ("5.6", "reverse-proxy"),
    ] {
        let line =
            format!(r"--omero-version {release} web iis --omerodir 'C:\a' --method {method}");
        let plan = omero.answer(&line);
        for command in ["omero web start", "web syncmedia", "web clearsessions", "gunicorn "] {
            assert!(!plan.contains(command), "{line}: {plan}");
        }
        assert!(plan.contains("collectstatic --noinput"), "{line}: {plan}");
        assert!(plan.contains("clearsessions"), "{line}: {plan}");
    }
}
