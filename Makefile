# The front door. Everything here works on a machine that has Python 3.11 or newer and make.
# Paths are relative, so that the checkout may stand in a folder with a space in its name.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint format bench shots docs lock clean

PY := .venv/bin/python
export PYTHON
PYTEST_ARGS ?= -n auto

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup: ## make .venv from the lock; does nothing when it is up to date
	@sh tools/setup.sh

demo: setup ## serve the example cluster and print its address
	@mkdir -p var
	@.venv/bin/fourfold import examples/ict-cluster-planted --replace --database var/demo.sqlite3
	@FOURFOLD_DEMO=1 FOURFOLD_TODAY=$${FOURFOLD_TODAY:-2026-06-01} .venv/bin/fourfold serve --database var/demo.sqlite3

serve: setup ## serve an installation that people sign in to; docs/guides/install.md says how
	@.venv/bin/fourfold prepare
	@.venv/bin/fourfold serve --accounts

test: lint ## run every check and every test
	@$(PY) -m tools.find_chromium --install
	$(PY) -m pytest $(PYTEST_ARGS)

lint: setup ## style, types, which way imports go, templates
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m djlint --quiet --lint src/fourfold/web

format: setup ## let the formatters write
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .
	$(PY) -m djlint --quiet --reformat src || true

bench: setup ## take every figure side by side, in one run
	@sh tools/setup.sh bench
	$(PY) -m bench

shots: setup ## picture every page into var/shots
	@$(PY) -m tools.find_chromium --install
	$(PY) -m tools.shots

docs: setup ## write the generated reference pages and schemas anew
	$(PY) -m tools.write_docs

lock: setup ## resolve the dependencies anew, with hashes and without addresses
	@sh tools/lock.sh

clean: ## remove everything that can be made again
	rm -rf .venv .venv-bench var build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -exec rm -f {} +
