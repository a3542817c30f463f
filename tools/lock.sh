#!/bin/sh
# Resolve the dependencies for every Python and platform at once. uv has an environment of its own, thrown away afterwards,
# and the locks carry hashes but no address: where packages come from is the reader's business.
set -eu
cd "$(dirname "$0")/.."

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
.venv/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

resolve() {
    "$scratch/venv/bin/uv" pip compile "$@" --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
}

resolve pyproject.toml --output-file requirements/runtime.txt
resolve pyproject.toml --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
resolve requirements/across-languages.in --constraint requirements/runtime.txt --output-file requirements/across-languages.txt
resolve requirements/bench.in --output-file requirements/bench.txt
