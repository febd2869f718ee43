# make run   sets everything up, indexes corpus/ and serves the chat
# make test  sets everything up and runs lint, types, import rules and all tests
# make check only lint, types and import rules
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
CHECKED := src tests scripts training benchmarks app.py

.PHONY: run test check format install install-test clean

run: install
	@$(BIN)/twinbot ingest --quiet || $(BIN)/twinbot status >/dev/null
	@$(BIN)/twinbot serve

test: check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

check: install-test
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-test
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

install: $(VENV)/.installed

install-test: $(VENV)/.installed-test
	@scripts/install_browser.sh

$(VENV)/bin/python:
	@scripts/make_venv.sh "$(PYTHON)" $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing twinbot and its dependencies into $(VENV) (once, about two minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip==26.3"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP_INSTALL) --group test
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
