"""A stand-in for `omero admin start` of the Python tool, as far as the store and its lock go.

It makes the system calls that a trace of the Python tool shows: it opens the store, takes `flock` on
config.xml.lock without waiting, reads, writes everything anew beside the store, renames, closes the lock and
removes the lock file. Then it prints "begun" and goes on until standard input ends. At last it writes what it
read at the beginning once more, without a lock, and exits with the number in EXIT.

TOOL_SETS=KEY=VALUE makes it change a property itself.
"""

import fcntl
import os
import sys
import xml.etree.ElementTree as tree

store = os.path.join(os.environ["OMERODIR"], "etc", "grid", "config.xml")


def save(root):
    with open(store + ".temp", "wb") as draft:
        tree.ElementTree(root).write(draft, encoding="UTF-8")
    os.rename(store + ".temp", store)


source = open(store, "a+b")
lock = open(store + ".lock", "a+")
fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
source.seek(0)
root = tree.fromstring(source.read())
save(root)
lock.close()
os.remove(store + ".lock")

print("begun", flush=True)
sys.stdin.read()

if "TOOL_SETS" in os.environ:
    key, value = os.environ["TOOL_SETS"].split("=")
    for profile in root.findall("properties"):
        tree.SubElement(profile, "property", name=key, value=value)
save(root)
sys.exit(int(os.environ.get("EXIT", "0")))
