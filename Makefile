# Every task of this project. `make` alone lists them.
PYTHON := .venv/bin/python
RUN := .venv/bin/python -m gridcenter
# Programs that tests run in processes of their own: what they name of the windows would be missed only there.
TYPED_TESTS := tests/canaries.py tests/canary_*.py tests/desk_*.py

.DEFAULT_GOAL := help
.PHONY: help run test check fix forms translations demo bench screenshots wheel frozen clean setup

help:  ## list the tasks
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run:  ## install what is missing, make the demo district, open the window with live arrivals
	@bash packaging/run.sh

test: setup  ## all tests, on SQLite and on a real PostgreSQL (ARGS="-k queue" for some)
	$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

check: setup  ## style, types, floors, forms and translations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy --explicit-package-bases $(TYPED_TESTS)
	.venv/bin/lint-imports
	$(PYTHON) packaging/forms.py --check
	$(PYTHON) packaging/translations.py --check

fix: setup  ## put imports and layout in order
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

forms: setup  ## Python from the Qt Designer forms in ui/forms
	$(PYTHON) packaging/forms.py

translations: setup  ## bring ui/i18n up to date with the sentences of the code
	$(PYTHON) packaging/translations.py

demo: setup  ## a new demo district in demo/district.db
	rm -f demo/district.db demo/district.db-wal demo/district.db-shm
	mkdir -p demo
	$(RUN) demo --size district --store sqlite:///$(CURDIR)/demo/district.db

bench: setup  ## the measurements, as JSON in demo/bench
	@bash packaging/bench.sh

screenshots: setup  ## the pictures of the README, from the demo district
	@bash packaging/screenshots.sh

wheel: setup  ## dist/gridcenter-….whl
	rm -rf dist
	$(PYTHON) -m build --wheel --outdir dist .

frozen: setup  ## a folder that runs without Python (dist/gridcenter), by PyInstaller
	$(PYTHON) -m pip install --quiet 'pyinstaller>=6.16,<7'
	$(PYTHON) -m PyInstaller --noconfirm --distpath dist --workpath build packaging/gridcenter.spec

clean:  ## remove what was made; demo stores stay
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

setup:
	@bash packaging/bootstrap.sh
