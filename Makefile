# `make demo` sets up and assesses the examples; `make test` sets up and runs the tests.
# Both need Python 3.11 or later with venv and make, `make test` a C compiler too; PYTHON names another Python.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALL := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check
export PIP_ROOT_USER_ACTION := ignore
# durable_rules is distributed as source. hatch_build.py says what the flag is for.
BUILT := CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject
DURABLE := $(BUILT) $(INSTALL) --require-hashes -r requirements/durable.txt
WITHOUT := echo "durable_rules cannot be built here (no C compiler?): concerns are chained by the stand-in, more slowly."

.PHONY: demo test web check bench browser style trust sbom locks portable audit code-mutants mutants-sample installs installs-newest clean

demo: $(VENV)/.run
	$(VENV)/bin/clausewise demo

test: $(VENV)/.dev
	$(RUN) pytest -n auto --dist worksteal

# The web application on SQLite; CI runs the same on PostgreSQL.
web: $(VENV)/.dev
	$(RUN) pytest -n auto -m "web and not postgresql" tests/web

check: $(VENV)/.dev
	$(RUN) clausewise rules lint
	$(RUN) clausewise rules test
	$(RUN) clausewise rules lint --rules examples/fire-safety-care-home/rules
	$(RUN) clausewise rules test --rules examples/fire-safety-care-home/rules
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) mypy --platform win32 --cache-dir .mypy_cache/windows
	$(VENV)/bin/lint-imports

# Measures, and prints the tables of docs/develop/speed.md. SIZE=medium or large takes longer,
# ONLY=country is one of them, WRITE=1 writes the page.
SIZE ?= small
bench: $(VENV)/.bench
	$(RUN) benchmarks --size $(SIZE) $(addprefix --only ,$(ONLY)) $(if $(WRITE),--write)

# Mutants of the code of a room (tests/code_mutants/rooms.py), and how many the tests notice:
# a sample, or all of the room with MUTANTS= (minutes to hours). `rules test` mutates the pack.
ROOM ?= evaluating
MUTANTS ?= --sample 40
code-mutants: $(VENV)/.mutation
	$(RUN) tests.code_mutants $(ROOM) $(MUTANTS)

# A small sample of what hides small numbers, other mutants with each commit, as CI runs it.
mutants-sample: $(VENV)/.mutation
	$(RUN) tests.code_mutants counts --sample 20 --seed $$(git rev-list --count HEAD)

# In a real browser: needs chromium, nodejs, npm, Java (to validate HTML) and poppler-utils.
browser: $(VENV)/.dev tests/browser/node_modules/.done
	$(RUN) pytest -n auto -m browser tests/browser

# Makes reports/page/templates/nhsuk.css anew from the NHS design system's package.
style: tests/browser/node_modules/.done
	cd tests/browser && npm run --silent style

tests/browser/node_modules/.done: tests/browser/package-lock.json
	cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

# What the wheel installs, and what the web application's and the team's environments hold: each
# a bill of materials made from a new environment with nothing else in it.
sbom: build/tools/.made
	$(PYTHON) -m tests.packaging.components build/tools/bin/cyclonedx-py

# Installed as its users do (pip, pipx, uv), by every Python at hand, with and without a compiler:
# the same everywhere?
installs: build/tools/.made
	PATH="$(CURDIR)/build/tools/bin:$$PATH" $(PYTHON) -m tests.packaging.installs

# The newest Python in a Debian of its own (root, debootstrap, some 500 MB), beside those at hand.
newest := build/newest
installs-newest: build/tools/.made
	test -d $(newest)/usr/include || debootstrap --variant=minbase \
	  --include=python3.14,python3.14-venv,python3.14-dev,gcc,libc6-dev,ca-certificates sid $(newest)
	cp /etc/ssl/certs/ca-certificates.crt $(newest)/etc/ssl/certs/ca-certificates.crt
	PATH="$(CURDIR)/build/tools/bin:$$PATH" PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
	  $(PYTHON) -m tests.packaging.installs --root $(CURDIR)/$(newest)

# The folder that runs on Windows without an installation; PYTHON_ZIP names an embeddable Python.
portable: build/tools/.made $(VENV)/.dev
	$(RUN) windows.assemble build/tools/bin/uv dist/Clausewise $(addprefix --embeddable ,$(PYTHON_ZIP))

# The long form of what docs/develop/trust.md tells: runs ended at every change on the disk and at
# random moments, pairs of writers, everything given spoilt, hostile text, bombs, small numbers,
# every install. Hours.
CASES ?= 400
trust: $(VENV)/.dev build/tools/.made
	$(RUN) pytest -m "slow or not slow" tests/reports/files tests/clausewise/around \
	  tests/clausewise/cli/endings tests/history tests/windows tests/packaging tests/test_portable.py \
	  tests/clausewise/typed tests/clausewise/cli/verify tests/patterns tests/evidence/files
	$(RUN) pytest -m web tests/web/judging/test_nothing_as_typed_is_published.py
	$(RUN) tests.fuzz.bombs
	$(RUN) tests.fuzz.kills --moments 300 --pairs 400
	$(RUN) tests.fuzz.commands.command_kills --moments 20
	$(RUN) tests.fuzz.given --cases $(CASES)
	$(RUN) tests.fuzz.small_numbers.recovered --cases 300
	$(RUN) tests.fuzz.small_numbers.alike --cases 20
	$(MAKE) locks sbom installs
	-$(RUN) tests.fuzz.long_text

# Every lock resolved anew: is it what pyproject.toml asks for? WRITE=1 writes them.
locks: build/tools/.made $(VENV)/.dev
	$(RUN) tests.packaging.locks build/tools/bin/uv $(if $(WRITE),--write)

# Ages, withdrawn versions and known faults of the locks' packages, by what the registry answers;
# status 0 only where it answered all and nothing is known. ADVISORIES names a folder of advisories
# (OSV; a copy of the Python Packaging Authority's database) to ask where no service can be.
audit: build/tools/.made $(VENV)/.dev
	$(RUN) tests.packaging.audit build/tools/bin $(addprefix --advisories ,$(ADVISORIES))

build/tools/.made: requirements/supply.txt
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/supply.txt
	touch $@

$(VENV)/.run: requirements/run.txt requirements/durable.txt pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(DURABLE) 2>/dev/null || $(WITHOUT)
	$(INSTALL) --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt requirements/durable.txt pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(DURABLE)
	touch $@

$(VENV)/.mutation: requirements/mutation.txt $(VENV)/.dev
	$(INSTALL) --require-hashes -r requirements/mutation.txt
	touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(INSTALL) --require-hashes -r requirements/bench.txt
	touch $@

clean:
	rm -rf $(VENV) tests/browser/node_modules build dist clausewise-demo sbom*.cdx.json
