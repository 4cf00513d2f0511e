# The manual: `make` prints it. .ci/run calls only targets of this file.
CARGO ?= cargo
PYTHON ?= python3
VENV := target/interop-venv
SECONDS := 60
MINUTES ?= 60
HOST := $(shell rustc -vV | sed -n 's/^host: //p')
GUIDED := target/guided/$(HOST)/release/rivta
FUZZ_TARGETS := catalogue certificate decoder document envelope head project rules validate wsdl xsd

.DEFAULT_GOAL := help
.PHONY: help demo conform test lint generate interop interop-schematron soak bench bench-catalog bench-codec bench-index bench-national bench-router release fuzz-smoke doc deny clean xmllint postgres chromium proxies

help: ## Print this page
	@echo 'rivta: an open Rust stack for RIV-TA service contracts'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Build, start a small Sweden on loopback and ask for one person's high-cost protection
	$(CARGO) run --locked -p rivta-cli -- demo

conform: ## Judge the demonstration by every suite: producer, consumer, index posts, router, transport
	$(CARGO) run --quiet --locked -p rivta-cli -- conform --demo --quiet --report target/conform

test: xmllint postgres chromium ## Build and run every test, examples and documentation tests included
	$(CARGO) test --locked --workspace
	$(CARGO) test --locked -p rivta-contracts --features yaserde

lint: ## Formatting, clippy and documentation, with warnings as errors
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(CARGO) clippy --locked -p rivta-contracts --features yaserde --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --workspace --no-deps --quiet

generate: ## Write all generated files anew: rivta-contracts from schemas/ and wsdl/, golden cases, the page of faults
	$(CARGO) run --quiet --locked -p rivta-codegen --example generate_contracts
	$(CARGO) run --quiet --locked -p rivta-router --example write_faults

interop: xmllint proxies $(VENV)/done ## Call a demo and a router with foreign parts: curl, zeep, nginx, haproxy; judge a producer in Python
	$(CARGO) build --locked -p rivta-cli
	$(VENV)/bin/python testsuite/interop/zeep/run.py --rivta target/debug/rivta
	$(VENV)/bin/python testsuite/interop/catalogue/run.py --rivta target/debug/rivta
	$(VENV)/bin/python testsuite/interop/platform/run.py --rivta target/debug/rivta
	$(PYTHON) testsuite/interop/python-producer/run.py --rivta target/debug/rivta
	$(VENV)/bin/python testsuite/interop/judge/run.py --rivta target/debug/rivta

release: $(GUIDED) ## Build rivta for use, guided by a profile of its own calls: target/rivta (two builds, about 20 minutes)
	ln -sf ../$(GUIDED) target/rivta

# With --target, flags hold for rivta alone, not for what runs while it is built. Cargo does not look into a profile, so what an older one
# has guided is thrown away. Each process writes a file of its own (%p): one that is stopped while it writes spoils no other's.
$(GUIDED): export LLVM_PROFILE_FILE := $(CURDIR)/target/profile/%p.profraw
$(GUIDED): $(shell git ls-files rust-toolchain.toml Cargo.toml Cargo.lock crates schemas wsdl)
	rm -rf target/guided target/profile && mkdir -p target/profile
	rustup component add llvm-tools
	RUSTFLAGS='-Cprofile-generate=$(CURDIR)/target/profile' $(CARGO) build --locked --release -p rivta-cli --target $(HOST) --target-dir target/profiled
	$(CARGO) run --locked --release -p rivta-consumer --example router_load -- --rivta target/profiled/$(HOST)/release/rivta \
	  --parts router --cells '16 connections' --seconds 2 --rounds 1 --memory no --json target/profile/calls.json
	target/profiled/$(HOST)/release/rivta conform --demo --quiet --report target/profile/conform
	$$(rustc --print sysroot)/lib/rustlib/$(HOST)/bin/llvm-profdata merge --sparse --failure-mode=all -o target/profile/rivta.profdata target/profile/*.profraw
	RUSTFLAGS='-Cprofile-use=$(CURDIR)/target/profile/rivta.profdata' $(CARGO) build --locked --release -p rivta-cli --target $(HOST) --target-dir target/guided

soak: release ## Load a router for MINUTES (60) at half its capacity, disturbances on: memory stays flat, nothing fails unordered
	$(CARGO) run --locked --release -p rivta-consumer --example router_load -- soak --rivta target/rivta \
	  --minutes $(MINUTES) $(if $(RATE),--rate $(RATE))

$(VENV)/done: testsuite/interop/zeep/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r $<
	touch $@

interop-schematron: $(VENV)/schematron ## Judge by generated rules and messages beside Saxon (downloads it with pip)
	$(CARGO) build --locked -p rivta-cli
	$(VENV)/bin/python testsuite/interop/schematron/run.py --rivta target/debug/rivta --copies 150

$(VENV)/schematron: testsuite/interop/schematron/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r $<
	touch $@

bench: bench-codec xmllint ## Measure decoding, encoding, judging and calls through the router (figures: docs/performance.md)
	$(CARGO) bench --locked -p rivta-schema --bench validate
	$(CARGO) bench --locked -p rivta-conformance --bench judge
	$(CARGO) bench --locked -p rivta-cli --bench call

bench-codec: ## Measure decoding and encoding beside quick-xml, yaserde and xsd-parser: time, allocations, peak memory
	$(CARGO) bench --locked -p rivta-contracts --features yaserde --bench codec
	$(CARGO) bench --locked -p rivta-contracts --features yaserde --bench ratio
	$(CARGO) bench --locked -p rivta-contracts --features yaserde --bench memory

# A find is kept in testsuite/fuzz/artifacts; it becomes a test.
fuzz-smoke: ## Fuzz everything that reads bytes from strangers, each target for SECONDS=60
	@command -v cargo-fuzz >/dev/null || $(CARGO) install --locked cargo-fuzz
	@rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal
	@for target in $(FUZZ_TARGETS); do \
	  mkdir -p target/fuzz/corpus/$$target && \
	  cargo +nightly fuzz run --fuzz-dir testsuite/fuzz --target-dir target/fuzz $$target \
	    target/fuzz/corpus/$$target testsuite/corpus testsuite/golden testsuite/packages testsuite/soapui testsuite/rules -- \
	    -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=1024 || exit 1; \
	done

bench-index: ## Measure an engagement index of POSTS posts (20 million unless set)
	$(CARGO) run --release --locked -p rivta-index --example bench_index -- $(or $(POSTS),20000000) target

bench-national: ## Put RATE (50) national questions a second for SECONDS (60) to REGIONS (21) regions, all in one process
	$(CARGO) run --release --locked -p rivta-cli --example bench_national -- \
	  --seconds $(SECONDS) --rate $(or $(RATE),50) --regions $(or $(REGIONS),21)

# SECONDS and ROUNDS: each part is loaded ROUNDS times for SECONDS in every cell; CELLS='16 connections' takes some cells only.
bench-router: proxies release ## Measure a router beside nginx and haproxy, mutual TLS on both sides (about 7 minutes)
	$(CARGO) run --locked --release -p rivta-consumer --example router_load -- --rivta target/rivta \
	  --seconds $(if $(filter file,$(origin SECONDS)),2,$(SECONDS)) --rounds $(or $(ROUNDS),5) $(if $(CELLS),--cells '$(CELLS)')

bench-catalog: ## Measure a catalogue of national size: loading, memory, look-up
	$(CARGO) bench --locked -p rivta-catalog --bench size
	$(CARGO) bench --locked -p rivta-router --bench service

doc: ## Build the API documentation into target/doc
	$(CARGO) doc --locked --workspace --no-deps

deny: ## Check licences, sources and banned crates (needs cargo-deny)
	$(CARGO) deny check bans licenses sources

clean: ## Remove everything that was built
	$(CARGO) clean

# The foreign judge of the schemas. Installed where Debian's packages are at hand.
xmllint:
	@command -v xmllint >/dev/null || .ci/install libxml2-utils

# A real server for the stores that may stand in one; tests start it themselves.
postgres:
	@command -v initdb >/dev/null || { .ci/install postgresql && ln -sf /usr/lib/postgresql/*/bin/initdb /usr/lib/postgresql/*/bin/postgres /usr/local/bin/; }

# A real browser for the pages that persons read.
chromium:
	@command -v chromium >/dev/null || .ci/install chromium

# Foreign parts around the router.
proxies:
	@command -v nginx >/dev/null && command -v haproxy >/dev/null || .ci/install nginx-light haproxy
