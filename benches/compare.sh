#!/usr/bin/env bash
# Whole processes beside their peers, all in one run on one machine: what counts are the ratios. Nothing
# is asserted. Needs cargo, rustc, cc, git and awk.
#
#     benches/compare.sh [RUNS]
#
# The scratch directory is made below TMPDIR; `set` is only meaningful where that is a real disk.

set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-400}
target=${CARGO_TARGET_DIR:-target}/compare
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

cargo build --quiet --release --locked --target-dir "$target"
cp "$target/release/omero" "$scratch/omero"
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS='-C target-feature=+crt-static' \
    cargo build --quiet --release --locked --target "$host" --target-dir "$target"
cp "$target/$host/release/omero" "$scratch/static"
echo 'fn main() {}' | rustc --edition 2024 -C opt-level=3 -C lto -C panic=abort -C strip=symbols \
    --crate-name empty -o "$scratch/empty" -
cc -O2 -Wall -Wextra -o "$scratch/replace" benches/replace.c
cc -O2 -Wall -Wextra -o "$scratch/measure" benches/measure.c

omero=$scratch/omero
export HOME=$scratch
unset OMERODIR OMERO_CONFIG OMERO_CONFIG_LOCK_TIMEOUT OMERO_HOME VISUAL EDITOR

# Lines for `config load`: as many as $1 says.
lines() {
    awk -v count="$1" 'BEGIN {
        for (n = 0; n < count; n++) {
            value = "INFO"
            if (n % 4 == 1) value = n
            if (n % 4 == 2) value = "/OMERO/files/" n
            if (n % 4 == 3) value = "[[\"omero" n ".example.org\", 4064, \"omero\"]]"
            printf "omero.bench.section%d.key%d=%s\n", n / 50, n, value
        }
    }'
}

# A store of $1 properties, $scratch/$1.xml, and its lines, $scratch/$1.properties.
store() {
    lines "$1" > "$scratch/$1.properties"
    : > "$scratch/$1.xml"
    "$omero" config --source "$scratch/$1.xml" load "$scratch/$1.properties"
}

# Measures commands and prints a line for each, with what the first takes in relation to it.
# $1: runs; $2: names, separated by `|`; then the commands, separated by `--`.
compare() {
    local runs=$1 names=$2
    shift 2
    "$scratch/measure" "$runs" "$@" | awk -v names="$names" '
        BEGIN { split(names, name, "|") }
        NR == 1 { first = $1 }
        { printf "  %-46s %10.3f ms", name[NR], $1 / 1000 }
        NR > 1 { printf "   omero / this: %.2f", first / $1 }
        { print "" }'
}

for size in 100 10000 100000 1000000; do store "$size"; done

repository=$scratch/repository
git init --quiet "$repository"
lines 100 | sed -E 's/^omero\.bench\.section([0-9]+)\.key([0-9]+)=(.*)$/bench.section\1.key\2\t\3/' |
    while IFS=$'\t' read -r key value; do git -C "$repository" config "$key" "$value"; done

echo "omero: $("$omero" --version); $(git --version); scratch on $(df --output=fstype "$scratch" | tail -n 1)"
echo
echo "One value out of 100 properties, median of $runs runs:"
compare "$runs" "omero config get KEY|the same, linked statically|git config --get KEY|git config --file FILE --get KEY|an empty Rust program" \
    "$omero" config --source "$scratch/100.xml" get omero.bench.section1.key99 \
    -- "$scratch/static" config --source "$scratch/100.xml" get omero.bench.section1.key99 \
    -- git -C "$repository" config --get bench.section1.key99 \
    -- git config --file "$repository/.git/config" --get bench.section1.key99 \
    -- "$scratch/empty"

echo
echo "One change among 100 properties, median of $runs runs:"
compare "$runs" "omero config set KEY VALUE|the same durable replace in C|git config KEY VALUE|an empty Rust program" \
    "$omero" config --source "$scratch/100.xml" set omero.bench.changed {} \
    -- "$scratch/replace" "$scratch/replaced.xml" "$scratch/100.xml" \
    -- git -C "$repository" config bench.changed {} \
    -- "$scratch/empty"

echo
echo "What the schema costs in a change among 100 properties, median of $runs runs:"
compare "$runs" "omero config set KNOWN-KEY VALUE|omero config set --force KNOWN-KEY VALUE" \
    "$omero" config --source "$scratch/100.xml" set omero.sessions.timeout {} \
    -- "$omero" config --source "$scratch/100.xml" set --force omero.threads.idle_timeout {}

# What a shell asks for: its script behind `completions`, so that no `--` stands in the command.
printf '#!/bin/sh\nexec "$@" > /dev/null\n' > "$scratch/quiet"
printf '#!/bin/sh\nomero=$1; shift; exec "$omero" completions zsh -- omero "$@" > /dev/null\n' > "$scratch/tab"
chmod +x "$scratch/quiet" "$scratch/tab"
echo
echo "Pressing Tab with 10000 properties (a shell's start in each), median of 100 runs:"
compare 100 "omero config get KEY|omero config get omero.bench.section1<Tab>|omero config set <Tab>|omero config set KEY <Tab>|omero config append <Tab>" \
    "$scratch/quiet" "$omero" config --source "$scratch/10000.xml" get omero.bench.section1.key99 \
    -- "$scratch/tab" "$omero" config --source "$scratch/10000.xml" get omero.bench.section1 \
    -- "$scratch/tab" "$omero" config --source "$scratch/10000.xml" set "" \
    -- "$scratch/tab" "$omero" config --source "$scratch/10000.xml" set omero.web.debug "" \
    -- "$scratch/tab" "$omero" config --source "$scratch/10000.xml" append ""

: > "$scratch/known.xml"
"$omero" config --source "$scratch/known.xml" export --all --format properties > "$scratch/known.properties"
"$omero" config --source "$scratch/known.xml" apply --force "$scratch/known.properties"
echo
echo "A store of all $("$omero" config --source "$scratch/known.xml" keys | wc -l) defaults, median of 50 runs:"
compare 50 "omero config check|omero config get" \
    sh -c '"$1" config --source "$2" check || true' - "$omero" "$scratch/known.xml" \
    -- "$omero" config --source "$scratch/known.xml" get

echo
echo "Loading lines into an empty store, median of 5 runs:"
for size in 10000 100000; do
    : > "$scratch/loaded.xml"
    compare 5 "omero config load, $size lines|a durable replace of the same file in C" \
        sh -c ': > "$1"; "$2" config --source "$1" load "$3"' - \
        "$scratch/loaded.xml" "$omero" "$scratch/$size.properties" \
        -- "$scratch/replace" "$scratch/replaced.xml" "$scratch/$size.xml"
done

# Two files that give each of 1,000 properties another value, so that every run changes all of them.
store 1000
for file in one other; do
    sed "s|^\([^=]*\)=|\1=$file|" "$scratch/1000.properties" > "$scratch/$file.properties"
    cp "$scratch/1000.xml" "$scratch/applied.xml"
    "$omero" config --source "$scratch/applied.xml" apply "$scratch/$file.properties"
    "$omero" config --source "$scratch/applied.xml" export --format json > "$scratch/$file.json"
done

echo
echo "Applying 1,000 properties to a store of 1,000, median of 50 runs:"
"$scratch/measure" 50 \
    "$omero" config --source "$scratch/applied.xml" apply "$scratch/one.json" \
    -- "$omero" config --source "$scratch/applied.xml" apply "$scratch/other.json" \
    -- "$omero" config --source "$scratch/applied.xml" apply --check "$scratch/other.json" \
    -- "$omero" config --source "$scratch/applied.xml" get omero.bench.section1.key99 \
    -- "$omero" config --source "$scratch/1000.xml" set omero.bench.changed {} |
    awk '{ time[NR] = $1 / 1000 }
        END {
            apply = (time[1] + time[2]) / 2; reading = time[3] - time[4]; set = time[5]
            printf "  %-46s %10.3f ms\n", "omero config apply FILE, all values changed", apply
            printf "  %-46s %10.3f ms\n", "omero config set KEY VALUE", set
            printf "  %-46s %10.3f ms   apply / (set + this): %.2f\n",
                "reading and judging the file (--check - get)", reading, apply / (set + reading)
        }'

# The same 200 properties as commands of a shell, as a script and as a file to apply.
lines 200 > "$scratch/200.properties"
sed -E "s/^([^=]*)=(.*)$/config set \1 '\2'/" "$scratch/200.properties" > "$scratch/200.omero"
{ echo 'set -e'; sed 's/^config/"$1" config --source "$2"/' "$scratch/200.omero"; } > "$scratch/200.sh"
sed "s|^config|config --source $scratch/loaded.xml|" "$scratch/200.omero" > "$scratch/load.omero"

echo
echo "Provisioning 200 properties of an empty store, median of 5 runs:"
compare 5 "omero config apply, once|omero load, once|200 x omero config set in a shell" \
    sh -c ': > "$2"; "$1" config --source "$2" apply "$3"' - \
    "$omero" "$scratch/loaded.xml" "$scratch/200.properties" \
    -- sh -c ': > "$2"; "$1" load "$3"' - "$omero" "$scratch/loaded.xml" "$scratch/load.omero" \
    -- sh -c ': > "$2"; sh "$3" "$1" "$2"' - "$omero" "$scratch/loaded.xml" "$scratch/200.sh"

# In a script each line is read as if it had been typed; `config load` only takes KEY=VALUE apart.
sed -E "s|^([^=]*)=(.*)$|config --source $scratch/loaded.xml set \1 '\2'|" \
    "$scratch/10000.properties" > "$scratch/10000.omero"

echo
echo "A script of 10,000 lines on an empty store, median of 5 runs:"
compare 5 "omero load, 10,000 x config set|omero config load of the same properties" \
    sh -c ': > "$2"; "$1" load "$3"' - "$omero" "$scratch/loaded.xml" "$scratch/10000.omero" \
    -- sh -c ': > "$2"; "$1" config --source "$2" load "$3"' - \
    "$omero" "$scratch/loaded.xml" "$scratch/10000.properties"

echo
echo "Growth, median of 5 runs:"
for size in 100 10000 100000 1000000; do
    "$scratch/measure" 5 \
        "$omero" config --source "$scratch/$size.xml" get omero.bench.section1.key99 \
        -- "$omero" config --source "$scratch/$size.xml" set omero.bench.changed {} |
        awk -v size="$size" -v bytes="$(stat -c %s "$scratch/$size.xml")" '
            { verb = NR == 1 ? "get" : "set" }
            { printf "  %-4s %8d properties, %10.3f ms", verb, size, $1 / 1000 }
            { printf ", %7.1f MiB resident (file: %.2f MiB)\n", $2 / 1024, bytes / 1048576 }'
done
