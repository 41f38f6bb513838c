# `make demo` and `make test` do everything on a machine that has Python 3.11 or newer with venv.

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
UV := $(VENV)/tools/bin/uv
UV_ENV := UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy

DEMO := cls-lisieux-normandie-2025-2029
SCHEMA := schema/cls-record-1.0.schema.json
TABLES := schema/tables/1.0

.PHONY: demo test setup lock format schema evaluate benchmark variety tesseract libreoffice chromium clean
.DELETE_ON_ERROR:

demo: $(READY) tesseract
	@mkdir -p build
	$(BIN)/cls-extractor extract corpus/pdf/$(DEMO).pdf --stats --indent 2 -o build/$(DEMO).json
	@$(BIN)/python -c "$$SUMMARY" build/$(DEMO).json

test: $(READY) tesseract libreoffice chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto

setup: $(READY)

# uv stands in a folder of its own: `uv sync` removes from the environment what the lock does not name.
$(READY): pyproject.toml uv.lock
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(VENV)/tools uv==$(UV_VERSION)
	$(UV_ENV) $(UV) sync --quiet --frozen --system-certs --python $(BIN)/python
	@touch $@

lock: $(READY)
	$(UV_ENV) $(UV) lock --system-certs --default-index https://pypi.org/simple

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY)
	$(BIN)/cls-extractor schema > $(SCHEMA).new
	mv $(SCHEMA).new $(SCHEMA)
	$(BIN)/cls-extractor schema --tables $(TABLES)

evaluate: $(READY)
	$(BIN)/cls-extractor evaluate corpus/pdf gold

benchmark: $(READY)
	$(BIN)/python benchmarks/run.py corpus/pdf/$(DEMO).pdf

# Typesets the variety set (docs/variety.md). An engine that is missing is named, the others' documents are built.
variety: $(READY)
	$(UV_ENV) $(UV) sync --quiet --frozen --inexact --system-certs --group typeset --python $(BIN)/python
	rm -rf build/variety
	$(BIN)/python -m corpus.build.variety build/variety

# Tesseract reads scanned pages. Where it cannot be installed (no Debian, no rights, no network), other pages are read
# all the same, and the tests that need it say that they are skipped.
tesseract:
	@tesseract --list-langs 2>&1 | grep -qx fra || \
	  sh -c "$$INSTALL" install tesseract-ocr tesseract-ocr-fra >/dev/null 2>&1 || \
	  echo "note: Tesseract with French data (Debian: tesseract-ocr-fra) is not installed: scans are not read" >&2

# A test opens the workbooks of `export` in LibreOffice; nothing else needs it.
libreoffice:
	@[ -e "$$(dirname "$$(readlink -f "$$(command -v soffice)")")/libsclo.so" ] || \
	  sh -c "$$INSTALL" install libreoffice-calc-nogui >/dev/null 2>&1 || \
	  echo "note: LibreOffice (Debian: libreoffice-calc-nogui) is not installed: no test opens workbooks in it" >&2

# Chromium looks at the report of `compare` in the tests. Where it cannot be installed, they say that they are skipped.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  sh -c "$$INSTALL" install chromium fonts-dejavu-core >/dev/null 2>&1 || \
	  echo "note: Chromium (Debian: chromium) is not installed: reports are not looked at" >&2

clean:
	rm -rf build dist $(VENV) .mypy_cache .pytest_cache .ruff_cache

define INSTALL
as_root=; [ "$$(id -u)" = 0 ] || as_root='sudo -n'
apt="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=60 -o Acquire::http::Timeout=20"
install="$$apt install --no-install-recommends $$*"
$$install || { $$apt update && $$install; }
endef
export INSTALL

define SUMMARY
import json, sys
path = sys.argv[1]
record = json.load(open(path, encoding="utf-8"))
contrat = record["contrats"][0]
print(f"\n{record['document']['titre']}: {record['document']['pages']} pages")
print(f"  territoire      {contrat['territoire']['nom']}")
print(f"  periode         {contrat['periode']['debut']}-{contrat['periode']['fin']}")
for key in ("articles", "signataires", "axes", "plan_actions", "fiches_action"):
    print(f"  {key:16}{len(contrat[key])}")
for key in ("sommaire", "sigles", "provenance", "avertissements"):
    print(f"  {key:16}{len(record[key])}")
print(f"Whole record: {path}")
endef
export SUMMARY
