#!/usr/bin/env python3
"""Records the settings of apps for OMERO.web, in `web_apps.jsonl`.

Run it with the directory that `pip download --no-deps APP` filled. Each line is a package with its version, a property
that its settings name, and the default as text; `?` is one that only a running OMERO.web can make.
"""

import ast
import json
import os
import pathlib
import re
import sys
import zipfile

from omero_web import default, evaluated


def settings(source):
    """Properties of every table in a module, with their defaults."""
    known, found = {"json": json, "os": os}, {}
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        name, value = statement.targets[0].id, statement.value
        keys = value.keys if isinstance(value, ast.Dict) else []
        if name.startswith("DEPRECATED"):
            continue
        if keys and str(getattr(keys[0], "value", "")).startswith("omero."):
            for key, row in zip(keys, value.values):
                found[key.value] = default(row.elts[1], known)
            continue
        try:
            known[name] = evaluated(value, known)
        except Exception:
            pass  # It is made by what only a running OMERO.web has.
    return found


def of_omero_web():
    """What an app has of OMERO.web itself: some hold a copy of its settings."""
    path = pathlib.Path(__file__).with_name("omero_web.jsonl")
    return {json.loads(line)[1] for line in path.read_text().splitlines()}


def main(directory):
    lines, others = [], of_omero_web()
    for path in pathlib.Path(directory).rglob("*.whl"):
        package = "-".join(path.name.split("-")[:2])
        with zipfile.ZipFile(path) as wheel:
            names = [name for name in wheel.namelist() if re.search(r"settings\.py$", name)]
            for name in names:
                for key, text in settings(wheel.read(name).decode()).items():
                    if key not in others:
                        lines.append([package, key, text])
    lines = [json.loads(line) for line in sorted({json.dumps(line) for line in lines})]
    target = pathlib.Path(__file__).with_name("web_apps.jsonl")
    target.write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main(sys.argv[1])
