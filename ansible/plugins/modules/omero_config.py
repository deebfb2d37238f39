#!/usr/bin/python
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Passes the desired properties to `omero config apply`, and its answer to Ansible.

This module contains no knowledge about OMERO: the program decides which values are valid, how they are written, which
are secret and what would change. It must run with Python 3.6 and the modules that Ansible provides.
"""

DOCUMENTATION = r"""
---
module: omero_config
short_description: Configure OMERO.server and OMERO.web
description:
  - Makes the properties in C(etc/grid/config.xml) match the task, in one step. All values are
    checked before anything is changed. Running the task again changes nothing.
  - The module runs C(omero config apply) of the native program C(omero), which must be installed on the host.
  - The values of O(properties) do not appear in any output or system log. Secret values
    are masked in the return values.
author:
  - The contributors to omero-config
options:
  properties:
    description:
      - Names of properties with their values. Write full names, or nested dictionaries. Values
        have types; each is stored in the form that its property requires, so a list becomes JSON or a comma-separated text. A text is stored unchanged, and null removes the property.
      - >-
        A dictionary such as C({$file: /run/secrets/db}), C({$env: NAME}) or C({$credential: NAME}) is a
        reference to a value on the host. If a dictionary of this form is itself the value, put it in C($literal).
      - The name of a list followed by C(@contains) or C(@lacks) makes sure that the list contains, or does
        not contain, these elements. Other elements are kept.
      - With O(state=absent), a list of full names, or a dictionary, whose values are ignored.
    type: raw
    required: true
  state:
    description:
      - Whether the properties must be set.
    type: str
    choices: [present, absent]
    default: present
  prune:
    description:
      - Remove all properties that are not in O(properties).
      - Only with O(state=present).
    type: bool
    default: false
  keep:
    description:
      - Patterns such as C(omero.web.*) for properties that O(prune) does not remove.
    type: list
    elements: str
  profile:
    description:
      - The profile to change. The default is the active profile.
    type: str
  omerodir:
    description:
      - The directory of OMERO.server, which contains the configuration. The default is the environment
        variable C(OMERODIR) on the host.
    type: path
  source:
    description:
      - The configuration file, if it is not in O(omerodir). It must exist, but can be empty.
    type: path
    aliases: [path]
  executable:
    description:
      - The program C(omero), as a name on the C(PATH) or as a path.
    type: path
    default: omero
  omero_version:
    description:
      - The release of OMERO that the configuration is for, such as V(5.6). The default is the newest.
    type: str
  force:
    description:
      - Also store values that OMERO would refuse or misread.
    type: bool
    default: false
attributes:
  check_mode:
    description: Changes nothing, and reports what would change.
    support: full
  diff_mode:
    description: Shows the differences, with secrets masked.
    support: full
requirements:
  - the native C(omero) on the host
notes:
  - Set environment variables of C(omero), such as C(OMERO_CONFIG_LOCK_TIMEOUT), with C(environment)
    in the task.
"""

EXAMPLES = r"""
- name: Configure OMERO
  omero.config.omero_config:
    omerodir: /opt/omero/server/OMERO.server
    properties:
      omero.db.host: db.example.org
      omero.db.pass: "{{ vault_omero_db_pass }}"
      omero.client.icetransports: [ssl, wss]
      omero.web.debug: false
      omero.web.server_list:
        - [omero.example.org, 4064, main]
      omero.search.batch: null
  notify: Restart OMERO.server

- name: Add two applications to OMERO.web, and keep the others
  omero.config.omero_config:
    properties:
      omero.web.apps@contains: [omero_iviewer, omero_figure]

- name: Set exactly these properties, except those of the database
  omero.config.omero_config:
    properties: "{{ omero_properties }}"
    prune: true
    keep: ["omero.db.*"]

- name: Reset two properties to their defaults
  omero.config.omero_config:
    state: absent
    properties: [omero.sessions.timeout, omero.web.session_cookie_age]

- name: Prepare a profile for the next release
  omero.config.omero_config:
    profile: next
    omero_version: "5.6"
    properties:
      omero.db.host: new-db.example.org
"""

RETURN = r"""
changes:
  description: What was changed, or would be changed in check mode, sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    key:
      description: Name of the property.
      type: str
      sample: omero.db.pass
    before:
      description: The old value, with secrets masked. Null if it was not set.
      type: str
      sample: "********"
    after:
      description: The new value, with secrets masked. Null if it is not set.
      type: str
      sample: "********"
    action:
      description: V(add), V(remove) or V(replace).
      type: str
      sample: replace
errors:
  description: All errors that C(omero) found. Nothing was changed.
  returned: when omero refuses
  type: list
  elements: str
  sample: ["omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)"]
rc:
  description: Exit code of C(omero); C(omero help exit-codes) lists the meanings.
  returned: when omero refuses
  type: int
  sample: 1
"""

import json
import os
import re
import subprocess

from ansible.module_utils.basic import AnsibleModule

MASK = '********'

# `apply --check`: something would change.
WOULD_CHANGE = 3

# The user did not write this text, so positions in it do not help.
PLACE = re.compile(r'^standard input:\d+:\d+: ')


class Refused(Exception):
    """A task that is not valid, before omero is run."""


def withhold_values(module):
    """Removes the properties from what Ansible shows.

    `no_log` keeps them out of the system log of the host, but would also have every text that occurs as a
    value, such as `omero` or `1`, replaced wherever it occurs in the result. So the values are removed here,
    and the result is made from the output of omero, which masks by name.
    """
    properties = module.params['properties']
    is_dictionary = isinstance(properties, dict)
    module.params['properties'] = dict.fromkeys(properties, MASK) if is_dictionary else MASK
    module.no_log_values.clear()
    return properties


def document(properties, state):
    """The properties in the form that `apply` requires."""
    if isinstance(properties, str):
        properties = parsed(properties)
    if state == 'absent':
        return dict.fromkeys(names(properties))
    if not isinstance(properties, dict):
        raise Refused('properties: expected a dictionary of names and values')
    return properties


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        raise Refused('properties: expected a dictionary, or a dictionary as JSON text')


def names(properties):
    """The names of the properties that must be absent."""
    if not isinstance(properties, (dict, list)):
        raise Refused('properties: expected a list or a dictionary of names')
    for name in properties:
        if not isinstance(name, str):
            raise Refused('properties: the items of the list must be names')
        if isinstance(properties, dict) and isinstance(properties[name], dict):
            raise Refused('properties: `%s` contains a dictionary; with `state: absent` list the full '
                          'names' % name)
    return properties


def command(module):
    """The command line; it contains no value."""
    params = module.params
    words = [module.get_bin_path(params['executable'], required=True)]
    if params['omero_version']:
        words.append('--omero-version=' + params['omero_version'])
    words.append('config')
    if params['source']:
        words.append('--source=' + params['source'])
    words += ['apply', '--json', '--format=json']
    if module.check_mode:
        words.append('--check')
    words += ['--' + name for name in ('prune', 'force') if params[name]]
    words += ['--keep=' + pattern for pattern in params['keep'] or []]
    if params['profile']:
        words.append('--profile=' + params['profile'])
    return words + ['-']


def check(params):
    if params['keep'] and not params['prune']:
        raise Refused('keep: is only allowed with `prune`')
    if params['prune'] and params['state'] == 'absent':
        raise Refused('prune: is not allowed with `state: absent`')


def messages(stderr):
    """The messages of omero on standard error, as pairs of kind and text."""
    found = []
    for line in stderr.splitlines():
        kind, colon, text = line.partition(': ')
        if colon and kind in ('error', 'warning', 'hint'):
            found.append((kind, PLACE.sub('', text)))
        elif found:
            kind, text = found.pop()
            found.append((kind, text + '\n' + line))
        else:
            found.append(('error', line))
    return found


def warn(module, said):
    """Warnings with the hint that follows, if any."""
    warnings = []
    for kind, text in said:
        if kind == 'warning':
            warnings.append(text)
        elif kind == 'hint' and warnings:
            warnings[-1] += '; ' + text
    for text in warnings:
        module.warn(text)


def fail(module, code, said):
    errors = [text for kind, text in said if kind == 'error']
    hints = ['hint: ' + text for kind, text in said if kind == 'hint']
    if code == 2 and any('invalid choice' in error for error in errors):
        errors = ['%s has no `config apply`' % module.params['executable']]
        hints = ['hint: is it the Python tool? set `executable` to the path of the native omero']
    if not errors:
        errors = ['omero exited with code %d and printed no error' % code]
    module.fail_json(msg='\n'.join(errors + hints), errors=errors, rc=code)


def answer(module, code, stdout):
    """The answer of omero, as a dictionary."""
    try:
        found = json.loads(stdout)
        return {'changed': found['changed'], 'changes': found['changes']}
    except (ValueError, KeyError, TypeError):
        module.fail_json(msg='%s printed no valid answer: is it the native omero?'
                         % module.params['executable'], rc=code)


def difference(changes):
    """Before and after, for `--diff`."""
    before, after = [], []
    for change in changes:
        key = change['key']
        if change['before'] is not None:
            before.append('%s=%s\n' % (key, change['before']))
        if change['after'] is not None:
            # The masks of two secrets look the same, and Ansible shows only what does not.
            new = ' (another)' if change['after'] == change['before'] else ''
            after.append('%s=%s%s\n' % (key, change['after'], new))
    return {'before': ''.join(before), 'after': ''.join(after)}


def ask(module, text):
    """Runs omero with the document as its input; returns exit code, standard output and standard error."""
    environment = dict(os.environ)
    environment.setdefault('OMERO_CONFIG_ORIGIN', 'ansible')
    if module.params['omerodir']:
        environment['OMERODIR'] = module.params['omerodir']
    words = command(module)
    # Not `run_command`: that fails if omero ends, with a message about its options, before it reads.
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
        output = process.communicate(text.encode('utf-8'))
    except OSError as error:
        module.fail_json(msg='cannot run %s: %s' % (words[0], error.strerror))
    stdout, stderr = [stream.decode('utf-8', 'replace') for stream in output]
    return process.returncode, stdout, stderr


def run(module, text):
    code, stdout, stderr = ask(module, text)
    said = messages(stderr)
    if code not in ((0, WOULD_CHANGE) if module.check_mode else (0,)):
        fail(module, code, said)
    result = answer(module, code, stdout)
    warn(module, said)
    if module._diff:
        result['diff'] = difference(result['changes'])
    module.exit_json(**result)


def main():
    module = AnsibleModule(
        argument_spec={
            'properties': {'type': 'raw', 'required': True, 'no_log': True},
            'state': {'type': 'str', 'choices': ['present', 'absent'], 'default': 'present'},
            'prune': {'type': 'bool', 'default': False},
            'keep': {'type': 'list', 'elements': 'str'},
            'profile': {'type': 'str'},
            'omerodir': {'type': 'path'},
            'source': {'type': 'path', 'aliases': ['path']},
            'executable': {'type': 'path', 'default': 'omero'},
            'omero_version': {'type': 'str'},
            'force': {'type': 'bool', 'default': False},
        },
        supports_check_mode=True,
    )
    properties = withhold_values(module)
    try:
        check(module.params)
        text = json.dumps(document(properties, module.params['state']))
    except Refused as refusal:
        module.fail_json(msg='%s' % refusal)
    run(module, text)


if __name__ == '__main__':
    main()
