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
    1. Copy these files to the IIS machine
       Copy them to 'C:\inetpub\omero'. Run the commands in that directory, in Windows PowerShell
       5.1 (powershell.exe) as administrator; PowerShell 7 cannot open the drive IIS:. Without -Step, install.ps1 runs all its steps; -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'C:\omero_dist\etc\grid\config.xml' there: copy the configuration to
       that file after each change.

    2. Enable the Windows features
       IIS with its ISAPI options, failed request tracing and management tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
       These commands are for a 32-bit Python.
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
           & 'C:\Python27\python.exe' 'C:\Python27\Scripts\pywin32_postinstall.py' -install
       The second command copies the libraries of pywin32 to a directory where IIS finds them.
       isapi_wsgi 0.4.2 is written for Python 2; Python 3 with setuptools 58 or newer cannot install
       it. In that case choose another --method.

    4. Enable IIS 6 compatibility
       The installation of the handler needs the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Unlock the handlers
       A new IIS locks the section system.webServer/handlers. This step unlocks it in applicationHost.config, only for
       /omero of the site Default Web Site; remove.ps1 locks it again. If you are not an administrator,
       ask one to run this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    6. Collect the static files
       Do this now, and after each upgrade of OMERO.web or one of its apps.
           $env:OMERODIR = 'C:\omero_dist'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           $env:PYTHONPATH = 'C:\omero_dist\lib\python;C:\omero_dist\lib\python\omeroweb'
           & 'C:\Python27\python.exe' -m django.bin.django-admin collectstatic --noinput

    7. Create the application pool
       The pool is named OMERO.web, runs no managed code and has no idle time-out.
       It runs in 32-bit mode, because Python is 32-bit.
       Its account, IIS AppPool\OMERO.web, gets the permissions that it needs on the files.
       Requests of visitors run as this account, not as IUSR.
           .\install.ps1 -Step Pool, Rights

    8. Check the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, which prevents rendering errors.

    9. Create the site and install the handler
       OMERO.web will be at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command creates _dispatch.dll and a script map for all files under that path.
       It also serves /static from 'C:\omero_dist\lib\python\omeroweb\static'.

    10. Unset properties that Django 1.6 does not support
           omero --omero-version 5.0 config set omero.web.session_engine

    11. Start OMERO.web
       omero.web.application_server is fastcgi-tcp.
       Nothing to do: IIS starts OMERO.web.

    12. Log in
           http://your_host/omero

    13. Clear old sessions regularly
       Let Task Scheduler run these commands:
           $env:OMERODIR = 'C:\omero_dist'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           $env:PYTHONPATH = 'C:\omero_dist\lib\python;C:\omero_dist\lib\python\omeroweb'
           & 'C:\Python27\python.exe' -m django.bin.django-admin clearsessions

    14. Find errors
       Error 500.19 means that IIS cannot read web.config: with code 0x80070021 a section is locked (see the step Unlock), with
       0x8007000d an extension is missing.
       This shows the output of the application, including unhandled errors:
           & 'C:\Python27\python.exe' -m win32traceutil
       For errors before a request reaches the application, enable failed request tracing in IIS:
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
    1. Copy these files to the IIS machine
       Copy them to 'C:\inetpub\kallithea'. Run the commands in that directory, in Windows PowerShell
       5.1 (powershell.exe) as administrator; PowerShell 7 cannot open the drive IIS:. Without -Step, install.ps1 runs all its steps; -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\kallithea'
           .\install.ps1 -WhatIf

    2. Enable the Windows features
       IIS with its ISAPI options, failed request tracing and management tools.
           .\install.ps1 -Step Features

    3. Install the ISAPI WSGI handler
           & 'C:\Python27\python.exe' -m pip install pywin32 isapi_wsgi
           & 'C:\Python27\python.exe' 'C:\Python27\Scripts\pywin32_postinstall.py' -install
       The second command copies the libraries of pywin32 to a directory where IIS finds them.
       isapi_wsgi 0.4.2 is written for Python 2; Python 3 with setuptools 58 or newer cannot install
       it. In that case choose another --method.

    4. Enable IIS 6 compatibility
       The installation of the handler needs the WMI and metabase interfaces of IIS 6.
           .\install.ps1 -Step Compatibility

    5. Unlock the handlers
       A new IIS locks the section system.webServer/handlers. This step unlocks it in applicationHost.config, only for
       / of the site Kallithea; remove.ps1 locks it again. If you are not an administrator,
       ask one to run this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    6. Create the application pool
       The pool is named Kallithea, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\Kallithea, gets the permissions that it needs on the files.
           .\install.ps1 -Step Pool, Rights

    7. Create the site and install the handler
       'C:\inetpub\kallithea\my.ini' will be at / of the site Kallithea.
       Every new IIS has a Default Web Site on port 80, and only one of two sites with the same address can start. If
       another site has the address, the script says what to do.
           .\install.ps1 -Step Site
           & 'C:\Python27\python.exe' dispatch.py install
       The last command creates _dispatch.dll and a script map for all files under that path.

    8. Let IIS authenticate
       For Kallithea: on its authentication page, enable kallithea.lib.auth_modules.auth_container with the header
       REMOTE_USER and with "Clean username"; on its permissions page, disable anonymous access, and either activate
       external accounts automatically or create the users in advance.
           .\install.ps1 -Step Authentication
       ISAPI runs each request as the Windows user who makes it, not as the account of the pool. All these users must be able
       to read 'C:\inetpub\kallithea\my.ini' and its directory, and to change the repositories and the data directory:
           icacls.exe C:\repositories /grant 'DOMAIN\group:(OI)(CI)(M)'

    9. Find errors
       Error 500.19 means that IIS cannot read web.config: with code 0x80070021 a section is locked (see the step Unlock), with
       0x8007000d an extension is missing.
       This shows the output of the application, including unhandled errors:
           & 'C:\Python27\python.exe' -m win32traceutil
       For errors before a request reaches the application, enable failed request tracing in IIS:
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
    1. Copy these files to the IIS machine
       Copy them to 'C:\inetpub\omero'. Run the commands in that directory, in Windows PowerShell
       5.1 (powershell.exe) as administrator; PowerShell 7 cannot open the drive IIS:. Without -Step, install.ps1 runs all its steps; -WhatIf shows what it would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\install.ps1 -WhatIf
       OMERO.web reads 'D:\omero web\etc\grid\config.xml' there: copy the configuration to
       that file after each change.

    2. Enable the Windows features
       IIS with failed request tracing and management tools.
           .\install.ps1 -Step Features

    3. Install HttpPlatformHandler 1.2, URL Rewrite 2.1 and waitress
       Download HttpPlatformHandler, an extension of IIS, from Microsoft. Without it IIS refuses web.config
       with error 500.19 and code 0x8007000d. waitress is the Python package that serves OMERO.web.
       URL Rewrite is another extension; it redirects plain HTTP to HTTPS.
           & 'C:\Program Files\Python312\python.exe' -m pip install waitress

    4. Unlock the handlers
       A new IIS locks the section system.webServer/handlers. This step unlocks it in applicationHost.config, only for
       /omero of the site Default Web Site; remove.ps1 locks it again. If you are not an administrator,
       ask one to run this step: until then IIS answers with error 500.19 and code 0x80070021.
           .\install.ps1 -Step Unlock

    5. Collect the static files
       Do this now, and after each upgrade of OMERO.web or one of its apps.
           $env:OMERODIR = 'D:\omero web'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           & 'C:\Program Files\Python312\python.exe' -m django collectstatic --noinput

    6. Create the application pool
       The pool is named OMERO.web, runs no managed code and has no idle time-out.
       Its account, IIS AppPool\OMERO.web, gets the permissions that it needs on the files.
       Requests of visitors run as this account, not as IUSR.
           .\install.ps1 -Step Pool, Rights

    7. Check the response header for Internet Explorer
       Nothing to do: web.config sends X-UA-Compatible: IE=edge, which prevents rendering errors.

    8. Create the site and install the application
       OMERO.web will be at /omero of the site Default Web Site.
           .\install.ps1 -Step Site
       It also serves /omero/static from 'D:\omero web\var\static'.

    9. Start OMERO.web
       omero.web.application_server is wsgi-tcp.
       Nothing to do: IIS starts OMERO.web.

    10. Log in
           https://omero.example.org/omero
       Plain HTTP is redirected to HTTPS.

    11. Clear old sessions regularly
       Let Task Scheduler run these commands:
           $env:OMERODIR = 'D:\omero web'
           $env:DJANGO_SETTINGS_MODULE = 'omeroweb.settings'
           & 'C:\Program Files\Python312\python.exe' -m django clearsessions

    12. Find errors
       Error 500.19 means that IIS cannot read web.config: with code 0x80070021 a section is locked (see the step Unlock), with
       0x8007000d an extension is missing (HttpPlatformHandler, URL Rewrite).
       The output of OMERO.web is in 'D:\omero web\var\log\OMEROweb-iis'. For more details, enable failed request tracing in IIS:
           Enable-WebRequestTracing -Name 'Default Web Site' -StatusCodes '400-599'
    ");
}

#[test]
fn the_undo_takes_the_steps_back() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run(r"web iis --remove --method isapi --omerodir 'C:\omero_dist'"), @r"
    exit 0
    --- stdout
    1. Go to the files on the IIS machine
       Run the commands in PowerShell as administrator. -WhatIf shows what remove.ps1 would do.
           Set-ExecutionPolicy -Scope Process Bypass
           Set-Location 'C:\inetpub\omero'
           .\remove.ps1 -WhatIf

    2. Remove the handler
       This removes the script map and the virtual directories.
           & 'C:\Program Files\Python312\python.exe' dispatch.py remove

    3. Remove the application, its site if install.ps1 created it, and the application pool
           .\remove.ps1
       Windows features and installed packages are kept: other sites may need them.

    4. Remove the files
       They may be in use until the processes of the pool have ended.
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
    warning: OMERODIR is not a Windows directory; using C:\omero_dist for the IIS machine
    hint: set another one with --omerodir
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
