#!/usr/bin/python
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The wanted properties go to `omero config apply`, what it answers goes to Ansible.

Nothing about OMERO is known here: what a value may be, how it is written, which values are secret and what
would change is the business of the program. Has to run with Python 3.6 and what Ansible brings along.
"""

DOCUMENTATION = r"""
---
module: omero_config
short_description: Configure OMERO.server and OMERO.web
description:
  - Makes the properties in C(etc/grid/config.xml) what the task says, in one step. Everything is
    checked before anything is changed; a second time nothing is changed.
  - The work is done by C(omero config apply) of the native program C(omero), which has to be on the host.
  - The values of O(properties) appear in no output and in no system log. In what the module returns, values
    that are known to be secret are masked.
author:
  - The contributors to omero-config
options:
  properties:
    description:
      - Names of properties with their values. Names stand in full, or as dictionaries inside one
        another. Values have types; each is stored as its property wants it, so that a list becomes JSON
        or a text between commas. Text is stored as it is, and null removes the property.
      - >-
        A dictionary such as C({$file: /run/secrets/db}), C({$env: NAME}) or C({$credential: NAME}) is a
        reference to a value that is on the host. C($literal) marks a dictionary that looks like a reference but
        is the value itself.
      - The name of a list with C(@contains) or C(@lacks) behind it makes sure that the list has, or does
        not have, these elements. The rest of it stays.
      - With O(state=absent) a list of names, or a dictionary whose values do not matter. Names stand in full.
    type: raw
    required: true
  state:
    description:
      - Whether the properties are to be there.
    type: str
    choices: [present, absent]
    default: present
  prune:
    description:
      - Remove the properties that are not named in O(properties).
      - Only with O(state=present).
    type: bool
    default: false
  keep:
    description:
      - Patterns such as C(omero.web.*) for properties that O(prune) leaves alone.
    type: list
    elements: str
  profile:
    description:
      - The profile to change. By default the active one.
    type: str
  omerodir:
    description:
      - The directory of OMERO.server, below which the store is. By default what the environment
        variable C(OMERODIR) says on the host.
    type: path
  source:
    description:
      - The file of the store, if it is not below O(omerodir). It has to be there; an empty file will do.
    type: path
    aliases: [path]
  executable:
    description:
      - The program C(omero), as a name to be found in C(PATH) or as a path.
    type: path
    default: omero
  omero_version:
    description:
      - The release of OMERO that the configuration is for, such as V(5.6). By default the newest.
    type: str
  force:
    description:
      - Also store values that OMERO would refuse or misread.
    type: bool
    default: false
attributes:
  check_mode:
    description: Changes nothing, and tells what would change.
    support: full
  diff_mode:
    description: Shows what differs before and after, with secrets masked.
    support: full
requirements:
  - the native C(omero) on the host
notes:
  - Further variables that C(omero) knows, such as C(OMERO_CONFIG_LOCK_TIMEOUT), can be set with
    C(environment) of the task.
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

- name: Have two more applications in OMERO.web, and leave the others alone
  omero.config.omero_config:
    properties:
      omero.web.apps@contains: [omero_iviewer, omero_figure]

- name: Have these properties and no others, but for those about the database
  omero.config.omero_config:
    properties: "{{ omero_properties }}"
    prune: true
    keep: ["omero.db.*"]

- name: Back to the defaults of two properties
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
  description: What was changed, or would be in check mode, in the order of the names.
  returned: success
  type: list
  elements: dict
  contains:
    key:
      description: Name of the property.
      type: str
      sample: omero.db.pass
    before:
      description: Its value before, secrets masked. Null if it was not set.
      type: str
      sample: "********"
    after:
      description: Its value now, secrets masked. Null if it is not set.
      type: str
      sample: "********"
    action:
      description: V(add), V(remove) or V(replace).
      type: str
      sample: replace
errors:
  description: Everything that C(omero) found wrong. Nothing was changed.
  returned: when omero refuses
  type: list
  elements: str
  sample: ["omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)"]
rc:
  description: What C(omero) exited with; C(omero help exit-codes) has the meanings.
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

# Where in the text that we made something is wrong tells the reader nothing.
PLACE = re.compile(r'^standard input:\d+:\d+: ')


class Refused(Exception):
    """A task that makes no sense, before omero is asked."""


def withhold_values(module):
    """Takes the properties out of what Ansible shows.

    `no_log` keeps them out of the system log of the host, but would also have every text that occurs as a
    value, such as `omero` or `1`, replaced wherever it occurs in the result. So the values go where Ansible would
    show them, and the result is made of what omero has masked by name.
    """
    properties = module.params['properties']
    is_dictionary = isinstance(properties, dict)
    module.params['properties'] = dict.fromkeys(properties, MASK) if is_dictionary else MASK
    module.no_log_values.clear()
    return properties


def document(properties, state):
    """The properties as `apply` wants them."""
    if isinstance(properties, str):
        properties = parsed(properties)
    if state == 'absent':
        return dict.fromkeys(names(properties))
    if not isinstance(properties, dict):
        raise Refused('properties: a dictionary of names and values is expected')
    return properties


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        raise Refused('properties: a dictionary is expected, or its text as JSON')


def names(properties):
    """The names of what is to be absent."""
    if not isinstance(properties, (dict, list)):
        raise Refused('properties: a list or a dictionary of names is expected')
    for name in properties:
        if not isinstance(name, str):
            raise Refused('properties: the items of the list have to be names')
        if isinstance(properties, dict) and isinstance(properties[name], dict):
            raise Refused('properties: `%s` has a dictionary inside; with `state: absent` list the names '
                          'in full' % name)
    return properties


def command(module):
    """The command line; no value stands in it."""
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
        raise Refused('keep: makes exceptions from `prune`, which is not wanted')
    if params['prune'] and params['state'] == 'absent':
        raise Refused('prune: makes no sense with `state: absent`')


def messages(stderr):
    """What omero says on standard error, as pairs of kind and text."""
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
        hints = ['hint: is it the Python tool? `executable` says where the native omero is']
    if not errors:
        errors = ['omero ended with %d and said nothing' % code]
    module.fail_json(msg='\n'.join(errors + hints), errors=errors, rc=code)


def answer(module, code, stdout):
    """The answer of omero, as a dictionary."""
    try:
        found = json.loads(stdout)
        return {'changed': found['changed'], 'changes': found['changes']}
    except (ValueError, KeyError, TypeError):
        module.fail_json(msg='%s gave no answer that can be understood: is it the native omero?'
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
