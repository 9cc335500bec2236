# `make` alone says what there is. Nothing is needed but CPython 3.11 or later and a package registry.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input install -qq

# what an installation depends on: a newer one of these makes it out of date
SOURCES := pyproject.toml hatch_build.py $(wildcard src/zhangye_fes/locale/*/LC_MESSAGES/*.po)

# on every core; what is marked as one group stays on one of them
SPREAD := --numprocesses auto --dist loadgroup

JAVASCRIPT := conformance/examples/javascript/adapter.mjs

.PHONY: help demo test check conformance dist bench mutants docs format generate clean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(VENV)/.package ## score the example communities: table, explanation, advice
	@$(PY) examples/demo.py

test: $(VENV)/.test ## run the tests and every documented example
	$(PY) -m pytest $(SPREAD)

check: $(VENV)/.dev ## everything that must hold before a change is taken, as in CI
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(PY) -m tools.generate --check
	$(PY) -m sphinx -q -W --keep-going -b html docs build/docs
	$(PY) -m tools.dist
	$(PY) -m tools.wheeltest --everywhere
	$(PY) -m pytest $(SPREAD) -q tests/conformance
	$(PY) -m pytest $(SPREAD) --cov --ignore tests/conformance
	@$(MAKE) --no-print-directory conformance

conformance: $(VENV)/.package ## put the conformance kit to the library, and to the example for node
	$(PY) conformance/run.py --against '$(PY) -m zhangye_fes adapter'
	@if test ! -f $(JAVASCRIPT) || ! command -v node >/dev/null; \
	then echo 'no node here, or no $(JAVASCRIPT): passed over'; \
	else $(PY) conformance/run.py --against 'node $(JAVASCRIPT)'; fi

dist: $(VENV)/.dev ## build sdist and wheel reproducibly into dist/, and test the wheel alone
	$(PY) -m tools.dist
	$(PY) -m tools.wheeltest

bench: $(VENV)/.bench $(VENV)/.openfisca ## measure the speed of scoring and of the calendar
	@$(PY) -m benchmarks

mutants: $(VENV)/.mutants ## change the rules one thing at a time: do vectors and tests notice?
	$(PY) -m tools.mutants

docs: $(VENV)/.docs ## build the documentation into build/docs
	$(PY) -m sphinx -W -b html docs build/docs

format: $(VENV)/.lint ## put the code into its one form
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

generate: $(VENV)/.dev ## write again what is made from the data
	$(PY) -m tools.generate

clean: ## remove what these commands made
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

# the environment, in three steps: an interpreter with a pip that knows groups, the package with
# its command line, and one step per dependency group of pyproject.toml (.test, .lint, .docs,
# .bench, .openfisca, .dev)

$(VENV)/.python:
	@echo 'making $(VENV) with $(PYTHON) ...'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "needs Python 3.11 or later: make PYTHON=...")'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.package: $(VENV)/.python $(SOURCES)
	@echo 'installing the package ...'
	@$(PIP) --editable '.[cli]'
	@touch $@

$(VENV)/.%: $(VENV)/.package
	@echo 'installing the group $* ...'
	@$(PIP) --group $*
	@touch $@
