# Parvis. `make run` serves the demonstration, `make test` checks everything.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run test test-without bench format lint screenshots routes help

PORT ?= 8080
DATA ?= var

# What the program needs to build, and what its tests need beside it.
BUILD_PACKAGES := libsqlite3-dev libpq-dev libcurl4-openssl-dev libidn2-dev libqrencode-dev \
  libzip-dev zlib1g-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
  libqpdf-dev pkgconf
TEST_PACKAGES := libxml2-utils python3-venv chromium-headless-shell fonts-dejavu-core fonts-noto-core \
  default-jre-headless openssl postgresql pgbouncer procps gcc libc6-dev caddy nginx-light \
  systemd curl git
BENCH_PACKAGES := wrk python3 postgresql procps gcc libc6-dev

RELEASE := .build/release/parvis
DEBUG := .build/debug/parvis
PYTHON := .venv/bin/python
SWIFT_FILES = $(shell git ls-files --cached --others --exclude-standard '*.swift')

help:
	@echo "make run          builds and serves the demonstration on port $(PORT) (PORT=… changes it)"
	@echo "make test         format, lint, warnings, unit and contract tests on both engines, browser tests"
	@echo "make test-without MODULE=Initiatives   builds and tests what is left when a module is deleted"
	@echo "make bench        measures signatures and pages a second, and prints a table"
	@echo "make screenshots  renews the pictures of README"
	@echo "make routes       prints every route with its gate"
	@echo "make format       formats the Swift code"

run:
	@Scripts/swift-here
	@Scripts/packages $(BUILD_PACKAGES)
	@[ -x $(RELEASE) ] || echo "Building for the first time: ten minutes or more on two cores."
	@start=$$SECONDS; swift build -c release --product parvis && \
	  echo "Built in $$((SECONDS - start)) s."
	@PARVIS_PORT=$(PORT) $(RELEASE) seed demo --data $(DATA)
	@exec $(RELEASE) serve --data $(DATA) --port $(PORT) --development

# Once more on PostgreSQL: everything that touches a database, and the program itself.
empty :=
modules := $(subst $(empty) $(empty),,$(addprefix |,$(notdir $(wildcard Modules/*))))
ON_POSTGRES := (Storage|Postgres|Ledger|Jobs|Mail|Files|Search|Accounts|Audit|Notifications|Work|Moderation|Comments|Spaces$(modules))Tests|(House|Program)Tests.*(Command|Crash|Doubt|Secrecy|Server|Pooler|Copy|Backup|Rights|Doctor|Beginning|Protection|RouteGate|Idle)

# Phases with their budgets in seconds, cold, on two cores.
test: export TMPDIR := $(shell Scripts/scratch)
test:
	@Scripts/phase begin
	@Scripts/phase run preparation 150 $(MAKE) --no-print-directory prepare
	@Scripts/phase run "format and lint" 40 $(MAKE) --no-print-directory lint
	@Scripts/phase run build 840 Scripts/build-tests
	@Scripts/phase run "Swift tests" 480 env PARVIS_REAL_PROVIDER=yes Scripts/test
	@Scripts/phase run "once more on PostgreSQL" 660 \
	  env PARVIS_TEST_ENGINE=postgres Scripts/postgres with Scripts/test --filter '$(ON_POSTGRES)'
	@Scripts/phase run "without a module" 400 $(MAKE) --no-print-directory test-without MODULE=Initiatives
	@Scripts/phase run "browser tests" 900 $(MAKE) --no-print-directory browser-test
	@Scripts/phase run "proxies and documents" 120 $(MAKE) --no-print-directory deploy-test
	@Scripts/phase table

# A module is deleted with its folder and its lines: what is left builds and passes.
test-without:
	@Scripts/test-without $(MODULE)

.PHONY: prepare browser-test
prepare:
	@Scripts/swift-here
	@Scripts/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory $(PYTHON)

# The proxies' files, the unit of systemd, the commands of the documents, the archive of a release.
.PHONY: deploy-test
deploy-test: $(PYTHON)
	$(PYTHON) -m pytest Tests/Deploy -q

# Two at once, each with a server of its own: a browser and a server wait for each other half the time.
browser-test: $(PYTHON)
	$(PYTHON) -m pytest Tests/Browser -q -n 2 --dist worksteal

$(PYTHON): Tests/Browser/requirements.txt
	@Scripts/packages python3-venv
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
	@touch $(PYTHON)

lint:
	@Scripts/swift-here
	@swift format lint --strict --parallel --configuration .swift-format $(SWIFT_FILES)

format:
	@swift format --in-place --parallel --configuration .swift-format $(SWIFT_FILES)

bench:
	@Scripts/swift-here
	@Scripts/packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	swift build -c release --product parvis
	python3 Tests/Bench/bench.py --program $(RELEASE) $(BENCH)

screenshots: $(PYTHON)
	@Scripts/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
	swift build -c release --product parvis
	$(PYTHON) Tests/Browser/screenshots.py

routes:
	@swift build --product parvis --quiet
	@$(DEBUG) routes --data $(DATA)
