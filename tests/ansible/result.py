"""Runs the module as Ansible does with `--diff`, and prints its result. The arguments are the module and a task."""

import runpy
import sys

from ansible.module_utils import basic

basic._ANSIBLE_ARGS = sys.argv[2].encode()
basic._ANSIBLE_PROFILE = 'legacy'
runpy.run_path(sys.argv[1], run_name='__main__')
