# The commands of the project. Everything installs what it needs first and is instant when it is there.
# `make serve` and `make test` are the two that matter.

export PATH := $(CURDIR)/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
ADDRESS ?= 127.0.0.1:8080
PUBLIC_URL ?= /
SERVE := cargo run --quiet -p tests --no-default-features --bin serve --

.PHONY: help serve test bench dist fmt lint tools tools-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools ## build the app and serve it on http://127.0.0.1:8080
	@sh tests/build.sh
	@$(SERVE) --address $(ADDRESS)

test: tools-test ## run every test: native, in the browser, end to end
	@sh tests/run.sh

bench: tools-test ## measure the release build in the browser, all of it or: make bench PARTS="write search"
	@sh tests/build.sh
	cargo run -p tests --bin bench -- $(PARTS)

dist: tools ## static files to upload, compressed beside: make dist PUBLIC_URL=/crm/
	@PUBLIC_URL=$(PUBLIC_URL) sh tests/build.sh
	node public/precache.mjs dist --base $(PUBLIC_URL) --compress

fmt: ## format the code
	cargo fmt --all

lint: ## formatting and clippy, as the tests want them
	@sh tests/lint.sh

tools:
	@sh tests/setup.sh build

tools-test:
	@sh tests/setup.sh test
