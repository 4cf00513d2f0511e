# The manual: `make` prints it. .ci/run calls only targets of this file.
CARGO ?= cargo
PYTHON ?= python3
VENV := target/interop-venv
SECONDS := 60
FUZZ_TARGETS := decoder document envelope head validate wsdl xsd

.DEFAULT_GOAL := help
.PHONY: help demo test lint generate interop bench bench-codec fuzz-smoke doc deny clean xmllint

help: ## Print this page
	@echo 'rivta: an open Rust stack for RIV-TA service contracts'
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Build, start a small Sweden on loopback and ask for one person's high-cost protection
	$(CARGO) run --locked -p rivta-cli -- demo

test: xmllint ## Build and run every test, examples and documentation tests included
	$(CARGO) test --locked --workspace
	$(CARGO) test --locked -p rivta-contracts --features yaserde

lint: ## Formatting, clippy and documentation, with warnings as errors
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(CARGO) clippy --locked -p rivta-contracts --features yaserde --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --workspace --no-deps --quiet

generate: ## Write all generated Rust anew: rivta-contracts from schemas/ and wsdl/, and the golden cases
	$(CARGO) run --quiet --locked -p rivta-codegen --example generate_contracts

interop: xmllint $(VENV)/done ## Call a running demo with foreign clients: curl and Python zeep
	$(CARGO) build --locked -p rivta-cli
	$(VENV)/bin/python testsuite/interop/zeep/run.py --rivta target/debug/rivta

$(VENV)/done: testsuite/interop/zeep/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r $<
	touch $@

bench: bench-codec xmllint ## Measure decoding, encoding, validating and calls through the router (figures: docs/performance.md)
	$(CARGO) bench --locked -p rivta-schema --bench validate
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
	    target/fuzz/corpus/$$target testsuite/corpus testsuite/golden testsuite/packages -- \
	    -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=1024 || exit 1; \
	done

doc: ## Build the API documentation into target/doc
	$(CARGO) doc --locked --workspace --no-deps

deny: ## Check licences, sources and banned crates (needs cargo-deny)
	$(CARGO) deny check bans licenses sources

clean: ## Remove everything that was built
	$(CARGO) clean

# The foreign judge of the schemas. Installed where Debian's packages are at hand.
xmllint:
	@command -v xmllint >/dev/null || .ci/install libxml2-utils
