#!/bin/sh
# Makes a virtual environment in the directory $1 with what pip finds for the other arguments, unless it
# is there already.

set -eu
directory=$1
shift
wanted=$*

exec 9> "$directory.lock"
flock 9
if [ "$(cat "$directory/made" 2> /dev/null)" = "$wanted" ] && "$directory/bin/python" -c ''; then exit; fi
rm -rf "$directory"
python3 -m venv "$directory"
"$directory/bin/pip" install --quiet --disable-pip-version-check "$@"
echo "$wanted" > "$directory/made"
