#!/usr/bin/env python3
"""Records the settings of releases of omero-web, in `omero_web.jsonl`.

Run it with the directory that `pip download --no-deps omero-web==RELEASE` filled, one wheel for each release. Each line
is a release, a property, and its default as `settings.py` has it; null where the release does not read the property.
A line is only written where something is different from the release before.
"""

import ast
import json
import os
import pathlib
import re
import sys
import zipfile

TABLES = "CUSTOM_SETTINGS_MAPPINGS", "DEVELOPMENT_SETTINGS_MAPPINGS", "INTERNAL_SETTINGS_MAPPING"




def settings(source):
    """Properties of all tables, with the defaults as text."""
    known = {"json": json, "os": os}
    found = {}
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        name, value = statement.targets[0].id, statement.value
        if name in TABLES and isinstance(value, ast.Dict):
            for key, row in zip(value.keys, value.values):
                found[key.value] = default(row.elts[1], known)
            continue
        try:
            known[name] = evaluated(value, known)
        except Exception:
            pass  # It is made by what only a running OMERO.web has.
    return found


def default(expression, known):
    try:
        value = evaluated(expression, known)
    except Exception:
        return "?"
    return "" if value is None else str(value)


def evaluated(expression, known):
    return eval(compile(ast.Expression(expression), "settings.py", "eval"), dict(known))


def wheels(directory):
    for path in pathlib.Path(directory).rglob("omero_web-*.whl"):
        release = re.match(r"omero_web-([0-9.]+)-", path.name)[1]
        yield tuple(map(int, release.split("."))), path


def main(directory):
    before, lines = {}, []
    for release, path in sorted(wheels(directory)):
        now = settings(zipfile.ZipFile(path).read("omeroweb/settings.py").decode())
        for key in sorted(before.keys() | now.keys()):
            if before.get(key) != now.get(key):
                lines.append([".".join(map(str, release)), key, now.get(key)])
        if before == now:
            lines.append([".".join(map(str, release)), None, None])
        before = now
    target = pathlib.Path(__file__).with_name("omero_web.jsonl")
    target.write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main(sys.argv[1])
