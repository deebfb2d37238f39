"""Runs the real omero-py without the libraries of Ice.

What reads and saves the store, `omero.config` and the plugins, is not touched. It may run as root here, in a directory of
a test.
"""

import os
import sys

# `runpy`, by which the stand-in of the program starts it, does not look for modules here.
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import without_ice

os.geteuid = lambda: 1000

from omero.main import main

sys.exit(main())
