#!/bin/sh
# Formatting and clippy. Crates that need a browser are checked for wasm, all others natively with their tests.
set -eu
cd "$(dirname "$0")/.."
cargo fmt --all --check
cargo clippy --quiet --workspace --exclude app --exclude worker --exclude storage --all-targets -- -D warnings
cargo clippy --quiet --target wasm32-unknown-unknown -p app -p worker -p storage -- -D warnings
cargo clippy --quiet --target wasm32-unknown-unknown -p storage --tests -- -D warnings
