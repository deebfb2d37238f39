#!/bin/sh
# Makes a virtual environment with Ansible from PyPI in the directory $1, unless it is there already.

set -eu
wanted='ansible-core ~= 2.19.0'

exec 9> "$1.lock"
flock 9
if [ "$(cat "$1/made" 2> /dev/null)" = "$wanted" ] && "$1/bin/python" -c ''; then exit; fi
rm -rf "$1"
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check "$wanted"
echo "$wanted" > "$1/made"
