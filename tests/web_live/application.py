"""A WSGI application that says what it was asked; it stands for OMERO.web."""

import json
import time


def application(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    names = ["SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "REMOTE_ADDR", "wsgi.url_scheme"]
    asked = {name: environ.get(name) for name in names}
    asked.update((name, value) for name, value in environ.items() if name.startswith("HTTP_"))
    if asked["PATH_INFO"] == "/slow":
        time.sleep(3)
    asked["body"] = len(environ["wsgi.input"].read(length))
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(asked).encode()]
