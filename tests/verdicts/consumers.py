#!/usr/bin/env python3
"""Records what Django, corsheaders and gunicorn make of values of properties, in `consumers.jsonl`.

Run it with a Python that has omero-web's Django, django-cors-headers, django-redis, pymemcache and gunicorn. Each line is
a case: who was asked, the property, its text, and whether it works there.
"""

import json
import pathlib
import re
import socket
import sys
import urllib.parse

from importlib.metadata import version
import django
import gunicorn
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    SESSION_ENGINE="django.contrib.sessions.backends.file",
    INSTALLED_APPS=["corsheaders"],
    CORS_ORIGIN_WHITELIST=[],
    USE_TZ=True,
)
django.setup()

from corsheaders import checks  # noqa: E402
from corsheaders.middleware import CorsMiddleware  # noqa: E402
from django.core.cache import CacheHandler  # noqa: E402
from django.http import HttpResponse, HttpRequest  # noqa: E402
from django.http.request import split_domain_port, validate_host  # noqa: E402
from django.middleware.csrf import CsrfViewMiddleware  # noqa: E402
from gunicorn import config as gunicorn_config  # noqa: E402
from gunicorn.util import parse_address  # noqa: E402

DJANGO = f"Django {django.get_version()}"
GUNICORN = f"gunicorn {gunicorn.__version__}"


def browsers(text):
    """Origins that a browser sends which visits what the text may mean."""
    address = text.strip() if "://" in text else "https://" + text.strip()
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return []
    host = host.encode("idna").decode() if not host.isascii() else host.lower()
    host = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if port in (None, default) else f":{port}"
    hosts = [host, host.replace("*", "a"), host.replace("*", "a.b")]
    return [f"{parts.scheme}://{host}{port}" for host in hosts if host and "*" not in host]


def csrf(text):
    settings.CSRF_TRUSTED_ORIGINS = [text]
    if "://" not in text:
        return False
    for origin in browsers(text):
        request = HttpRequest()
        request.META = {"HTTP_ORIGIN": origin, "HTTP_HOST": "other.test", "SERVER_NAME": "x", "SERVER_PORT": "80"}
        if CsrfViewMiddleware(lambda request: None)._origin_verified(request):
            return True
    return False


def cors(text):
    settings.CORS_ORIGIN_WHITELIST = [text]
    if checks.check_settings():
        return False
    middleware = CorsMiddleware(lambda request: HttpResponse())
    sent = [text] if text in ("null", "file://") else browsers(text)
    return any(middleware.origin_found_in_white_lists(one, urllib.parse.urlsplit(one)) for one in sent)


def allowed(text):
    hosts = {text, text.lstrip(".*"), "a." + text.lstrip(".*"), text.lower()}
    hosts |= {re.sub(r"^[a-z]+://|[/?#].*$", "", host) for host in hosts}
    hosts |= {re.sub(r":\d+$", "", host) for host in hosts} | {f"[{text}]"}
    for host in hosts:
        domain, _ = split_domain_port(host.strip())
        if domain and validate_host(domain, [text]):
            return True
    return False


def options(text):
    # OMERO.web writes its application behind the options.
    words = text.split() + ["omeroweb.wsgi:application"]
    config = gunicorn_config.Config()
    try:
        arguments = config.parser().parse_args(words)
        if arguments.args != ["omeroweb.wsgi:application"]:
            return False
        for name, value in vars(arguments).items():
            if name != "args" and value is not None:
                config.set(name.lower(), value)
    except (SystemExit, Exception):
        return False
    return True


def cache(text):
    caches = json.loads(text)
    if "default" not in caches:
        return False
    try:
        CacheHandler(caches)["default"].get("key")
    except socket.gaierror:
        return False
    except OSError:
        return True  # The place is known; nothing answers there now.
    except Exception as error:
        return type(error).__module__.startswith("redis") and "Connection" in type(error).__name__
    return True


def age(text):
    try:
        HttpResponse().set_cookie("name", "value", max_age=int(text))
    except (ValueError, OverflowError):
        return False
    return True


def bind(text):
    try:
        host, port = parse_address(f"{text}:4080")
    except RuntimeError:
        return False
    return port == 4080 and host == text.strip("[]").lower()


ORIGINS = """
https://omero.example.org|http://omero.example.org|https://omero.example.org:8443|http://localhost:8080
https://omero.example.org/|https://omero.example.org/omero|https://omero.example.org?x|https://omero.example.org#x
https://omero.example.org:443|http://omero.example.org:80|https://OMERO.example.org|HTTPS://omero.example.org
https://omero.example.org |omero.example.org|https://|https:///x|https://me@omero.example.org|https://[::1]:8443
https://*|https://*.example.org|https://*.example.org:8443|https://*.example.org:443|https://*.Example.org
https://*.example.org/omero|https://a.*.example.org|https://*.*.org|*.example.org|http://10.0.0.1|https://bücher.example
null|file://|
"""
HOSTS = """
*|omero.example.org|.example.org|Omero.example.org|[::1]|10.0.0.1|localhost|::1|*.example.org|omero.example.org:443
https://omero.example.org|omero.example.org/|omero_web|omero.example.org.|bücher.example| omero.example.org|a b
"""
OPTIONS = """
--reload|--log-level=DEBUG|--log-level DEBUG|--workers=4|-w 4|-w4|--workers=abc|--workers=-1|--workers|reload
--reload yes|--reload=yes|--nosuch|--log-levle=DEBUG|--limit-request-line 8192|--forwarded-allow-ips=*|--access-logfile -
--timeout=1.5|-t abc|--worker-c gevent|--capture-output --preload|-x|--max-requests-jitter=x|--error-logfile=/tmp/x
"""
B = "django.core.cache.backends."
CACHES = [
    {},
    {"redis": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}},
    {"default": {}},
    *({"default": {"BACKEND": backend}} for backend in (
        "dummy", "", B + "dummy.DummyCache", B + "dummy", B + "locmem.LocMemCache", B + "redis.RedisCache",
        B + "memcached.PyMemcacheCache", B + "db.DatabaseCache", "django_redis.cache.RedisCache",
    )),
    *({"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": location}} for location in (
        "", "127.0.0.1:1", "redis://127.0.0.1:1/0", [], ["redis://127.0.0.1:1/0"], "unix:///nosuch",
    )),
    {"default": {"BACKEND": B + "memcached.PyMemcacheCache", "LOCATION": "127.0.0.1:1"}},
]


def rows(text):
    return [row for line in text.strip("\n").split("\n") for row in line.split("|")]


def main():
    cases = []
    for text in rows(ORIGINS):
        cases.append((DJANGO, "omero.web.csrf_trusted_origins", json.dumps([text]), csrf(text)))
        cors_by = "corsheaders " + version("django-cors-headers")
        cases.append((cors_by, "omero.web.cors_origin_whitelist", json.dumps([text]), cors(text)))
    for text in rows(HOSTS):
        cases.append((DJANGO, "omero.web.allowed_hosts", json.dumps([text]), allowed(text)))
    for text in rows(OPTIONS):
        cases.append((GUNICORN, "omero.web.wsgi_args", text, options(text)))
    for text in map(json.dumps, CACHES):
        cases.append((DJANGO, "omero.web.caches", text, cache(text)))
    for text in ("0", "86400", "2147483648", "251000000000", "252000000000", "9223372036854775808"):
        cases.append((DJANGO, "omero.web.session_cookie_age", text, age(text)))
    for text in ("127.0.0.1", "0.0.0.0", "::1", "[::1]", "::", "localhost", "omeroweb"):
        cases.append((GUNICORN, "omero.web.application_server.host", text, bind(text)))
    path = pathlib.Path(__file__).with_name("consumers.jsonl")
    path.write_text("".join(json.dumps(case) + "\n" for case in cases))


if __name__ == "__main__":
    sys.exit(main())
