# Guichet. `make help` lists what can be made; nothing has to be done first.
.DEFAULT_GOAL := help
SHELL := bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test check browser bench guards traps emulator fresh format lock manifest conformance clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

# One virtual environment; a stamp a lock, so that `make run` installs only what running needs.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Guichet needs Python 3.11, 3.12 or 3.13; name one: make PYTHON=python3.12 ...")'
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Guichet runs on (exact versions, about a minute the first time) ..."
	@$(PIP) install -r requirements/run.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@echo "Installing what tests and checks need ..."
	@$(PIP) install -r requirements/dev.lock
	@touch $@

run: $(VENV)/.run ## Start the desk; with nothing configured, a Slack-like workspace on this machine
	@exec $(BIN)/guichet run $(ARGS)

test: $(VENV)/.dev ## Run all tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile -m "not browser" $(ARGS)

check: $(VENV)/.dev ## Lint, types, layers, catalogs, manifests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m bot.wording.check
	@$(BIN)/guichet manifest slack --check
	@$(BIN)/guichet policy conformance --check
	@$(BIN)/python -m guards --check
	@for id in pitney-bowes devolutions techtra sign-in-app support-utilisateur; do $(BIN)/guichet policy check $$id --rehearsals tests/rehearsals > /dev/null || { echo "guichet policy check $$id --rehearsals tests/rehearsals"; exit 1; }; done

browser: $(VENV)/.dev ## Run the browser tests (they need Debian's chromium, or CHROMIUM=/path)
	@$(BIN)/python -m pytest -m browser $(ARGS)

bench: $(VENV)/.dev .venv-bench/.done ## Measure, beside peers in the same run
	@.venv-bench/bin/python -m bench $(ARGS)

.venv-bench/.done: requirements/bench.lock
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install -r requirements/bench.lock
	@touch $@

guards: $(VENV)/.dev ## Disable each guard against a platform's trap in turn: its test must fail
	@$(BIN)/python -m guards $(ARGS)

emulator: $(VENV)/.dev ## Ask an independent emulator of Slack about our calls (needs Node)
	@$(BIN)/python -m emulator

traps: $(VENV)/.dev ## Write docs/traps.md from guards/*.toml
	@$(BIN)/python -m guards --write

fresh: ## Clone the working tree elsewhere and try both commands there, with a clean environment
	@bash tests/fresh.sh

format: $(VENV)/.dev ## Rewrite the code in the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Choose exact versions anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 pyproject.toml --extra postgres --no-header --no-annotate --upgrade -o requirements/run.lock
	uv pip compile --quiet --universal --python-version 3.11 pyproject.toml --extra postgres --group dev --no-header --no-annotate -c requirements/run.lock -o requirements/dev.lock
	uv pip compile --quiet --universal --python-version 3.11 pyproject.toml --extra postgres --group bench --no-header --no-annotate -c requirements/dev.lock -o requirements/bench.lock

manifest: $(VENV)/.run ## Write the manifests from the command list
	@$(BIN)/guichet manifest slack --write

conformance: $(VENV)/.run ## Write docs/conformance.md from the policies and the rehearsals
	@$(BIN)/guichet policy conformance --write

clean: ## Remove what was made
	rm -rf $(VENV) .venv-bench .guichet .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
