"""A stand-in for the Python `omero config`, as far as the file and its lock go.

It does what the recordings show: takes `flock` on CONFIG.lock without waiting, reads the whole file,
writes it anew beside it, renames, lets the lock go and only then removes the lock file.

    incumbent.py CONFIG STOP

It rewrites the store in turn without a change, as `get` does, and with a property of its own more, as
`set` does, until the file STOP is there and at least one was set. It prints their names, one a line.
"""

import fcntl
import os
import sys
import time
import xml.etree.ElementTree as tree


def rewrite(store, key):
    """Whether the store could be rewritten, with `key` set in every profile if there is one."""
    lock = open(store + ".lock", "a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return False
    root = tree.parse(store).getroot()
    if key:
        for profile in root.findall("properties"):
            tree.SubElement(profile, "property", name=key, value="set")
    with open(store + ".temp", "w", encoding="utf-8") as draft:
        draft.write(tree.tostring(root, encoding="unicode"))
    os.rename(store + ".temp", store)
    lock.close()
    # Long enough for another process to take the lock of a file that is about to be removed.
    time.sleep(0.002)
    try:
        os.remove(store + ".lock")
    except FileNotFoundError:
        pass
    return True


def main():
    store, stop = sys.argv[1:]
    number = 0
    had_its_turn = False
    while not (had_its_turn and os.path.exists(stop)):
        number += 1
        key = f"python.{number}" if number % 2 else None
        if rewrite(store, key) and key:
            had_its_turn = True
            print(key)


main()
