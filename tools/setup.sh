#!/bin/sh
# Makes or refreshes .venv. Does nothing, and needs no network, where nothing it depends on has changed.
# Paths are relative on purpose: the checkout may stand anywhere, also under a name with a space in it.
set -eu
cd "$(dirname "$0")/.."

environment=.venv
lock=requirements/dev.txt
if [ "${1:-}" = bench ]; then
    environment=.venv-bench
    lock=requirements/bench.txt
fi
python="$environment/bin/python"
stamp="$environment/fourfold-stamp"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say ""
    say "make setup: $*"
    exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python3.14 python; do
        if new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "Fourfold needs Python 3.11 or newer, and none was found.
    Looked for python3.13, python3.12, python3.11, python3, python3.14 and python on the PATH.
    Debian or Ubuntu:  sudo apt-get install python3 python3-venv
    Fedora:            sudo dnf install python3
    macOS:             brew install python@3.13
    Elsewhere:         make setup PYTHON=/path/to/python3"
}

has_pip() { "$python" -m pip --version >/dev/null 2>&1; }

make_plain() { "$1" -m venv --clear "$environment" >/dev/null 2>&1 && has_pip; }

# Debian splits ensurepip off; a pip that the system already has can fill the new environment instead.
make_with_system_pip() {
    "$1" -m pip --version >/dev/null 2>&1 &&
        "$1" -m venv --clear --without-pip "$environment" >/dev/null 2>&1 &&
        "$1" -m pip --python "$python" install --quiet pip && has_pip
}

make_after_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    package="$("$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
    say "make setup: installing $package"
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq "$package" >/dev/null 2>&1 || apt-get install -y -qq python3-venv >/dev/null 2>&1 || return 1
    make_plain "$1"
}

make_environment() {
    chosen="$(find_python)"
    say "make setup: making $environment with $("$chosen" --version)"
    make_plain "$chosen" || make_with_system_pip "$chosen" || make_after_apt "$chosen" ||
        fail "this Python cannot make a virtual environment (its venv or ensurepip module is missing).
    Debian or Ubuntu:  sudo apt-get install python3-venv
    Then run the same command again."
}

digest_of() {
    "$python" - "$@" <<'PY'
import hashlib, os, pathlib, sys
digest = hashlib.sha256(f"{sys.version} {os.getcwd()}".encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PY
}

install_locked() {
    say "make setup: installing what $lock names (the first time takes a minute or two)"
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock" ||
        fail "could not install the locked packages; the lines above say why.
    The first set-up needs the network; after it everything works offline."
}

install_ourselves() {
    "$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable . ||
        fail "could not install Fourfold itself; the lines above say why."
}

if ! has_pip; then
    make_environment
fi
if [ "$(cat "$stamp-lock" 2>/dev/null)" != "$(digest_of "$lock")" ]; then
    install_locked
    digest_of "$lock" >"$stamp-lock"
fi
if [ "$environment" = .venv ]; then
    if [ "$(cat "$stamp-self" 2>/dev/null)" != "$(digest_of "$lock" pyproject.toml)" ]; then
        install_ourselves
        digest_of "$lock" pyproject.toml >"$stamp-self"
    fi
    "$python" tools/compile_messages.py
fi
