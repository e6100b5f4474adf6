# make reports   from nothing to the 40 reports of the sample edition
# make test      from nothing to a checked and tested program
# make help      the other goals

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
EDITION := data/sample-2018

.PHONY: help reports desk setup test test-all pythons pythons-build browser postfix office cluster lint format lock sbom clean
.DEFAULT_GOAL := help

help:
	@echo "make reports    build the reports of $(EDITION) into out/"
	@echo "make desk       the same functions in the browser: EDITION=... chooses another edition"
	@echo "make setup      only the environment: $(VENV) with the pinned packages, those of the tests too"
	@echo "make test       style, types and tests"
	@echo "make test-all   the same with the tests that take minutes"
	@echo "make pythons    every Python of this computer makes the same files; the oldest and the newest pass the tests"
	@echo "make pythons-build   the same without the tests"
	@echo "make lint       style and types only"
	@echo "make format     put the code into the house form"
	@echo "make lock       renew the lock files from pyproject.toml"
	@echo "make sbom       the bill of materials (CycloneDX) into dist/"
	@echo "make clean      remove what was built; the environment stays"
	@echo "PYTHON=/path/to/python3 chooses the Python that makes $(VENV)"

# Only what the program needs goes beside the scores.
reports: $(VENV)/.ready
	$(BIN)/cluster-reports build $(EDITION)

setup: $(VENV)/.ready-dev

# The edition is chosen in the browser, or named: make desk EDITION=my-edition/edition.xlsx
desk: $(VENV)/.ready-desk
	$(BIN)/cluster-reports desk $(EDITION)

$(VENV)/.ready-desk: requirements-desk.lock $(VENV)/.ready
	.ci/install $(BIN)/python requirements-desk.lock
	$(BIN)/python -m pip check
	@touch $@

# The stamps are younger than everything that decides what is installed, so a second run installs nothing.
$(VENV)/.ready: requirements.lock pyproject.toml $(BIN)/python
	.ci/install $(BIN)/python requirements.lock
	$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready-desk
	.ci/install $(BIN)/python requirements-dev.lock
	$(BIN)/python -m pip check
	@touch $@

$(BIN)/python:
	.ci/venv $(VENV) $(PYTHON)

test: lint
	$(BIN)/python -m pytest -n auto -m "not slow"

test-all: lint browser postfix office cluster
	$(BIN)/python -m pytest -n auto

pythons: setup
	$(BIN)/python .ci/pythons.py

pythons-build: setup
	$(BIN)/python .ci/pythons.py --builds-only

# What the slow tests need beyond the environment: a browser, what drives it, and the rules of accessibility.
browser: setup
	.ci/install $(BIN)/python requirements-browser.lock
	.ci/browser

# A real mail server for the slow tests, where it can be installed; it is never started as a service.
postfix:
	.ci/postfix

# A program that shows slides, for the slow tests, where it can be installed.
office:
	.ci/office

# Dask's scheduler and workers, and a server that speaks S3.
cluster: setup
	.ci/install $(BIN)/python requirements-cluster.lock

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

# The newest releases that pyproject.toml allows, with the hashes of their files. KEEP=1 keeps the versions.
lock:
	.ci/lock $(VENV)-lock $(PYTHON)

# What is installed beside the scores, for whoever has to say so (CycloneDX).
sbom: $(VENV)/.ready
	$(BIN)/python .ci/sbom.py dist/cluster-reports.cdx.json

# What was sent to whom is not built and cannot be made again: out/<edition>/mail stays.
clean:
	find out -mindepth 2 -maxdepth 2 ! -name mail -exec rm -rf {} + 2>/dev/null || true
	find out -mindepth 1 -maxdepth 1 ! -name README.md \( ! -type d -o -empty \) -exec rm -rf {} + 2>/dev/null || true
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find reports tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
