# The manual: `make` prints it. .ci/run calls only targets of this file.
CARGO ?= cargo
PYTHON ?= python3
VENV := target/interop-venv

.DEFAULT_GOAL := help
.PHONY: help demo test lint generate interop interop-schematron bench doc deny clean xmllint

help: ## Print this page
	@echo 'rivta: an open Rust stack for RIV-TA service contracts'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

interop-schematron: $(VENV)/schematron ## Judge by generated rules and messages beside Saxon (downloads it with pip)
	$(CARGO) build --locked -p rivta-cli
	$(VENV)/bin/python testsuite/interop/schematron/run.py --rivta target/debug/rivta --copies 150

$(VENV)/schematron: testsuite/interop/schematron/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r $<
	touch $@

bench: ## Measure decoding, encoding, judging and calls through the router (figures: docs/performance.md)
	$(CARGO) bench --locked -p rivta-contracts --features yaserde --bench codec
	$(CARGO) bench --locked -p rivta-conformance --bench judge
	$(CARGO) bench --locked -p rivta-cli --bench call

doc: ## Build the API documentation into target/doc
	$(CARGO) doc --locked --workspace --no-deps

deny: ## Check licences, sources and banned crates (needs cargo-deny)
	$(CARGO) deny check bans licenses sources

clean: ## Remove everything that was built
	$(CARGO) clean

# The foreign judge of the schemas. Installed where Debian's packages are at hand.
xmllint:
	@command -v xmllint >/dev/null || .ci/install libxml2-utils
