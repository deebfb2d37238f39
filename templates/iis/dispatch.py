# -*- coding: utf-8 -*-
"""{{ title | safe }} on IIS, with ISAPI. Made by omero web iis: do not edit it, generate it again.

    python dispatch.py install    makes _dispatch.dll and maps all requests below the address to it
    python dispatch.py remove     takes the map back

IIS then loads _dispatch.dll, which imports this file and asks __ExtensionFactory__ for the extension.
To see the output of the application, including unhandled errors, run
`python -m win32traceutil`. The source is for Python 2.6 and newer.
"""

import os
import sys

if hasattr(sys, 'isapidllhandle'):
    # Before anything else is imported, so that import errors are shown.
    import win32traceutil


def native(text):
    """A text of this file in the form that Python requires for file names: before 3 in the Windows code page."""
    if sys.version_info[0] > 2:
        return text
    return text.decode('utf-8').encode('mbcs')


HERE = os.path.dirname(os.path.abspath(__file__))
SITE = native({{ site }})
POOL = native({{ pool }})
ROOT = {{ location }}
{% if static_path is not none %}
STATIC_PATH = {{ static_path }}
STATIC_ROOT = native({{ static_root }})
{% endif %}
{% if ini is not none %}
INI = native({{ ini }})
{% else %}
OMERODIR = native({{ omerodir }})
{% endif %}


def search_first(*directories):
    """Lets Python search these directories for modules first, and those in their .pth files."""
    import site
    before = sys.path[:]
    for directory in directories:
        site.addsitedir(directory)
    added = [path for path in sys.path if path not in before]
    sys.path[:] = added + before


def load():
    """The WSGI application."""
    {% if virtualenv is not none %}
    search_first(native({{ virtualenv ~ "\\Lib\\site-packages" }}))
    {% endif %}
{% if ini is not none %}
    os.chdir(os.path.dirname(INI))
    with_logging(INI)
    from paste.deploy import loadapp
    return with_user(loadapp('config:' + INI))


def with_logging(ini):
    """Sets up logging as in the file, if it has a section for it."""
    import logging.config
    try:
        from configparser import RawConfigParser
    except ImportError:
        from ConfigParser import RawConfigParser
    parser = RawConfigParser()
    parser.read(ini)
    if parser.has_section('loggers'):
        defaults = {'here': os.path.dirname(ini), '__file__': ini}
        logging.config.fileConfig(ini, defaults)


def with_user(application):
    """Passes the name of the user that IIS authenticated to the application, as REMOTE_USER.

    A request can't forge it: what a client sends is in variables that begin with HTTP_.
    """
    def handed_through(environ, start_response):
        if not environ.get('REMOTE_USER'):
            user = server_variable(environ['isapi.ecb'], 'LOGON_USER')
            if user:
                environ['REMOTE_USER'] = user
        return application(environ, start_response)
    return handed_through


def server_variable(ecb, name):
    """An IIS variable, or None."""
    from isapi import ExtensionError
    if sys.version_info[0] > 2:
        name = 'UNICODE_' + name
    try:
        return ecb.GetServerVariable(name)
    except (ExtensionError, KeyError):
        return None
{% else %}
    {% if python_paths %}
    search_first({% for path in python_paths %}native({{ path }}){% if not loop.last %}, {% endif %}{% endfor %})
    {% endif %}
    os.environ['OMERODIR'] = OMERODIR
    os.environ['DJANGO_SETTINGS_MODULE'] = 'omeroweb.settings'
    {% if handler == "omeroweb.wsgi:application" %}
    from omeroweb.wsgi import application
    return application
    {% else %}
    try:
        from omeroweb.wsgi import application
    except ImportError:
        # Not in every release of this period.
        from django.core.wsgi import get_wsgi_application
        application = get_wsgi_application()
    return application
    {% endif %}
{% endif %}


def __ExtensionFactory__():
    """The entry point of IIS: an extension that runs each request in a thread pool."""
    import isapi_wsgi
    try:
        return isapi_wsgi.ISAPIThreadPoolHandler(load())
    except Exception:
        import traceback
        traceback.print_exc()
        raise


def use_pool(directory_parameters, options, directory):
    """Adds a new directory to the application pool."""
    directory.AppPoolId = POOL
    directory.SetInfo()


def parameters():
    """What is installed: a virtual directory with a script map for all files, and one for static files."""
    from isapi.install import ISAPIParameters, ScriptMapParams, VirtualDirParameters
    application = VirtualDirParameters(
        Name=ROOT,
        Description=POOL,
        Path=HERE,
        Server=SITE,
        Headers=None,
        # Flag 0: also for paths that are not files.
        ScriptMaps=[ScriptMapParams(Extension='*', Flags=0)],
        # The maps of the whole site follow ours, so that `remove` keeps them.
        ScriptMapUpdate='start' if ROOT == '/' else 'replace',
        PostInstall=use_pool,
    )
    {% if static_path is not none %}
    static_files = VirtualDirParameters(
        Name=STATIC_PATH,
        Description=POOL + ' static files',
        Path=STATIC_ROOT,
        Server=SITE,
        Headers=None,
        AccessExecute=False,
        AccessRead=True,
        ScriptMaps=[],
        ScriptMapUpdate='replace',
        PostInstall=use_pool,
    )
    return ISAPIParameters(VirtualDirs=[application, static_files])
    {% else %}
    return ISAPIParameters(VirtualDirs=[application])
    {% endif %}


if __name__ == '__main__':
    from isapi.install import HandleCommandLine
    HandleCommandLine(parameters())
