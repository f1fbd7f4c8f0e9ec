# make run   set up and open CoachDesk (without a display: make the tour)
# make test  set up and run all tests
# make check format, lint, strict types, texts and import rules
# make bench measure, and write bench/results.md
# make torture  kill, cut, flip and fuzz for a quarter of an hour, and write bench/torture.md

PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# The lists name everything there is; without --no-deps an older pip looks for newer ones, and stops.
INSTALL := $(PIP) install --no-deps --require-hashes -r

# One more worker than cores, for each waits now and then; the long modules come first in the alphabet and
# begin first, so that none is left to one worker at the end.
SPREAD := --numprocesses $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --dist loadscope --no-loadscope-reorder

# The tests start hundreds of processes: what is compiled once and kept, none of them compiles again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run tour test check format bench torture build coverage lock clean
.DEFAULT_GOAL := run

.venv/run.stamp: requirements/run.txt
	@scripts/system-packages run
	@echo "Setting up CoachDesk in .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt
	@scripts/system-packages test
	@echo "Setting up the tests in .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) requirements/dev.txt
	@touch $@ .venv/run.stamp

.venv/torture.stamp: requirements/torture.txt .venv/dev.stamp
	@echo "Setting up the fuzzers in .venv (once)"
	@$(INSTALL) requirements/torture.txt
	@touch $@

run: .venv/run.stamp
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  $(PY) -m coachdesk; \
	else \
	  echo "There is no display here, so CoachDesk makes its tour into tour/ instead of opening a window."; \
	  $(PY) -m coachdesk tour --to tour; \
	fi

tour: .venv/run.stamp
	@$(PY) -m coachdesk tour --to tour

test: .venv/dev.stamp
	@$(PY) -m pytest $(SPREAD)

coverage: .venv/dev.stamp
	@$(PY) -m pytest $(SPREAD) --cov --cov-report=json:.coverage.json --cov-report=term:skip-covered
	@$(PY) scripts/check_coverage.py .coverage.json

check: .venv/dev.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(PY) scripts/check_texts.py coachdesk
	@$(PY) scripts/translations.py --check
	@$(PY) -m pytest tests/architecture

format: .venv/dev.stamp
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/dev.stamp
	@$(PY) -m bench

torture: .venv/torture.stamp
	@$(PY) -m tests.torture

build: .venv/dev.stamp
	@$(PY) -m build --no-isolation --outdir dist .

lock: .venv/dev.stamp
	@for set in run dev torture; do \
	  if [ $$set = run ]; then extra=""; else extra="--extra $$set"; fi; \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	    --python-version 3.11 pyproject.toml --extra seal $$extra -o requirements/$$set.txt; \
	done

clean:
	@rm -rf .venv dist build tour .coverage .coverage.json
