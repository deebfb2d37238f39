#!/usr/bin/env bash
# Plays beside their peers, all in one run on one machine: what counts are the ratios. Nothing is
# asserted. Needs cargo, cc, awk and python3 with venv; Ansible comes from PyPI.
#
#     benches/ansible.sh [RUNS]
#
# The hosts are directories of this machine: over the network each step of a loop takes longer still.

set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-3}
target=${CARGO_TARGET_DIR:-target}/compare
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

cargo build --quiet --release --locked --target-dir "$target"
mkdir -p "$target/tmp"
venv=$(realpath "$target")/tmp/ansible
tests/ansible/venv.sh "$venv"
cc -O2 -Wall -Wextra -o "$scratch/measure" benches/measure.c
omero=$(realpath "$target")/release/omero

export HOME=$scratch ANSIBLE_COLLECTIONS_PATH=$scratch/collections ANSIBLE_PIPELINING=true
unset OMERODIR OMERO_CONFIG
"$venv/bin/ansible-galaxy" collection install --offline ansible > "$scratch/log"

{
    echo 'omero_servers:'
    echo '  hosts:'
    for host in omero1 omero2 omero3; do
        mkdir -p "$scratch/$host/etc/grid"
        echo "    $host.example.org: {omero_omerodir: $scratch/$host, omero_host: {}}"
    done
    echo "  vars: {ansible_connection: local, omero_service: '', omero: $omero,"
    echo "    ansible_python_interpreter: $(realpath "$(command -v /usr/bin/python3 || command -v python3)")}"
} > "$scratch/hosts.yml"
cp -r ansible/examples/group_vars "$scratch"

# $1: name of the play; standard input: its tasks.
play() {
    {
        printf -- '- hosts: omero_servers\n  gather_facts: false\n  tasks:\n'
        sed 's/^/    /'
    } > "$scratch/$1.yml"
}

play apply <<'TASKS'
- omero.config.omero_config:
    executable: "{{ omero }}"
    omerodir: "{{ omero_omerodir }}"
    properties: "{{ omero_common }}"
TASKS

# Names with `@contains` are for `apply` alone; here they count as one property each.
play loop <<'TASKS'
- ansible.builtin.command:
    argv:
      - "{{ omero }}"
      - config
      - set
      - '--force'
      - '--'
      - "{{ item.key | split('@') | first }}"
      - "{{ item.value if item.value is string else item.value | to_json }}"
  environment:
    OMERODIR: "{{ omero_omerodir }}"
  loop: "{{ omero_common | dict2items }}"
TASKS

play nothing <<'TASKS'
- ansible.builtin.ping:
TASKS

run() { printf '%s\n' "$venv/bin/ansible-playbook" -i "$scratch/hosts.yml" "$scratch/$1.yml"; }
mapfile -t apply < <(run apply)
mapfile -t loop < <(run loop)
mapfile -t nothing < <(run nothing)

echo "$("$omero" --version); $("$venv/bin/ansible" --version | head -n 1)"
count=$(grep -c '^  omero\.' "$scratch/group_vars/omero_servers/main.yml")
echo "$count properties on 3 hosts, median of $runs runs:"
"$scratch/measure" "$runs" "${apply[@]}" -- "${loop[@]}" -- "${nothing[@]}" | awk '
    BEGIN { split("the module, one apply a host|a loop of config set|a ping", name, "|") }
    NR == 1 { first = $1 }
    { printf "  %-30s %10.1f ms", name[NR], $1 / 1000 }
    NR > 1 { printf "   apply / this: %.3f", first / $1 }
    { print "" }'
