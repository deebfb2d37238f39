#!/usr/bin/env bash
# Counts the instructions of whole commands with callgrind, and compares them with `instructions.txt`: a count
# that is more than 3 % above the table is an error. Counts depend on the compiler and on the C library, so on a
# machine with others they are shown and not compared. Needs cargo, rustc, valgrind and awk.
#
#     benches/instructions.sh            compare with the table
#     UPDATE=1 benches/instructions.sh   write the table; the commit says why a count grew

set -euo pipefail
cd "$(dirname "$0")/.."

table=benches/instructions.txt
if ! command -v valgrind > /dev/null; then
    echo "skipped: instructions are not counted, because valgrind is not installed"
    exit
fi
cargo build --quiet --release --locked
omero=$PWD/${CARGO_TARGET_DIR:-target}/release/omero
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
cd "$scratch"

# The environment is part of what is counted.
alone() {
    env -i HOME="$scratch" PATH=/usr/bin:/bin "$@" < /dev/null > said 2>&1 && return
    echo "failed: $*" >&2
    cat said >&2
    return 1
}

# Lines for `config load`: as many as $1 says.
lines() {
    awk -v count="$1" 'BEGIN {
        for (n = 0; n < count; n++) {
            value = "INFO"
            if (n % 4 == 1) value = n
            if (n % 4 == 2) value = "/OMERO/files/" n
            if (n % 4 == 3) value = "[[\"omero" n ".example.org\", 4064, \"omero\"]]"
            printf "lab.bench.section%d.key%d=%s\n", n / 50, n, value
        }
    }'
}

for size in 1 100; do
    lines $size > $size.properties
    : > $size.xml
    alone "$omero" config --source $size.xml load $size.properties
done
: > empty.xml

# A line of the table: $1 is the name, the rest is the command. Stores that are not called config.xml are
# changed without a look at the processes of the machine, the number of which would count too.
count() {
    local name=$1
    shift
    alone valgrind --tool=callgrind --callgrind-out-file=out "$@"
    awk -v name="$name" '/^(summary|totals):/ { total = $2 } END { printf "%-44s %9d\n", name, total }' out
}

counts() {
    echo "# $(rustc --version); $(getconf GNU_LIBC_VERSION 2> /dev/null || uname -s); $(uname -m)"
    count "get KEY, of 1 property" "$omero" config --source 1.xml get lab.bench.section0.key0
    count "get KEY, of 100 properties" "$omero" config --source 100.xml get lab.bench.section1.key99
    count "get, of 100 properties" "$omero" config --source 100.xml get
    count "set of an own key, in 100 properties" "$omero" config --source 100.xml set lab.bench.changed 1
    count "set of a known key, in 100 properties" "$omero" config --source 100.xml set omero.sessions.timeout 600000
    count "set of a misspelt key, in 100 properties" "$omero" config --source 100.xml set omero.sesions.timeout 600000
    count "load of 100 lines into an empty store" "$omero" config --source empty.xml load 100.properties
    count "completion of a key, of 100 properties" \
        "$omero" completions zsh -- omero config --source 100.xml get lab.bench.section1
}

counts > counts
cd - > /dev/null
if [ -n "${UPDATE:-}" ]; then
    cp "$scratch/counts" "$table"
    exit
fi
if [ "$(head -n 1 "$table")" != "$(head -n 1 "$scratch/counts")" ]; then
    echo "not compared: the table is for $(head -n 1 "$table" | cut -c 3-)"
    cat "$scratch/counts"
    exit
fi
awk '
    /^#/ { next }
    { count = $NF; sub(/ +[0-9]+$/, "") }
    NR == FNR { before[$0] = count; next }
    { printf "%-44s %9d  %+.1f %%\n", $0, count, 100 * (count / before[$0] - 1) }
    count > 1.03 * before[$0] { grown = grown "\n  " $0 }
    END {
        if (grown) {
            print "more than 3 % above benches/instructions.txt:" grown > "/dev/stderr"
            exit 1
        }
    }' "$table" "$scratch/counts"
