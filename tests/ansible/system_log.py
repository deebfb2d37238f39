"""Runs the module named by the argument and shows what it would have written to the system log of the host."""

import json
import runpy
import sys
import syslog

from ansible.module_utils import basic

TASK = {'executable': '/bin/false', 'properties': {'omero.db.pass': 'hush', 'omero': {'x': ['hush']}}}

written = []
syslog.syslog = lambda *words: written.append(words[-1])
basic._ANSIBLE_ARGS = json.dumps({'ANSIBLE_MODULE_ARGS': TASK}).encode()
basic._ANSIBLE_PROFILE = 'legacy'
try:
    runpy.run_path(sys.argv[1], run_name='__main__')
finally:
    print('\n'.join(written))
