# `make demo` sets up and assesses the examples; `make test` sets up and runs the tests.
# Both need Python 3.11 or later with venv, a C compiler and make; PYTHON names another Python.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALL := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check
export PIP_ROOT_USER_ACTION := ignore

.PHONY: demo test check clean

demo: $(VENV)/.run
	$(VENV)/bin/clausewise demo

test: $(VENV)/.dev
	$(RUN) pytest -n auto

check: $(VENV)/.dev
	$(RUN) clausewise rules lint
	$(RUN) clausewise rules test
	$(RUN) clausewise rules lint --rules examples/fire-safety-care-home/rules
	$(RUN) clausewise rules test --rules examples/fire-safety-care-home/rules
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

$(VENV)/.run: requirements/run.txt pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf $(VENV) build dist clausewise-demo
