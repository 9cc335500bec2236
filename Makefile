# `make` alone says what there is. Nothing is needed but CPython 3.11 or later and a package registry.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input install -qq

# what an installation depends on: a newer one of these makes it out of date
SOURCES := pyproject.toml hatch_build.py $(wildcard src/zhangye_fes/locale/*/LC_MESSAGES/*.po)

# holidays, which the tests compare with, pins python-dateutil below 3: what asks for months is tried
# with the next one as well
DATEUTIL_4 := build/dateutil4
MONTHS := tests/test_deadlines.py $(wildcard tests/law/test_article_1[0-7]*.py) \
	src/zhangye_fes/deadlines.py

.PHONY: help demo test check bench docs format generate clean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: $(VENV)/.package ## score the example communities: table, explanation, advice
	@$(PY) examples/demo.py

test: $(VENV)/.test ## run the tests and every documented example
	$(PY) -m pytest

check: $(VENV)/.dev ## everything that must hold before a change is taken, as in CI
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(PY) -m tools.generate --check
	$(PY) -m sphinx -q -W --keep-going -b html docs build/docs
	@$(PIP) --no-deps --upgrade --target $(DATEUTIL_4) 'python-dateutil>=4'
	@PYTHONPATH=$(DATEUTIL_4) $(PY) -c 'import dateutil; assert dateutil.__version__ >= "4"'
	PYTHONPATH=$(DATEUTIL_4) $(PY) -m pytest -q $(MONTHS)
	$(PY) -m pytest --cov

bench: $(VENV)/.bench $(VENV)/.openfisca ## measure the speed of scoring and of the calendar
	@$(PY) -m benchmarks

docs: $(VENV)/.docs ## build the documentation into build/docs
	$(PY) -m sphinx -W -b html docs build/docs

format: $(VENV)/.lint ## put the code into its one form
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

generate: $(VENV)/.package ## write again what is made from the data
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
