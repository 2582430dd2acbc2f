#!/bin/sh
# Installs what is missing: `setup.sh build` for building, `setup.sh test` for the tests besides.
# Says nothing and takes no time when everything is there.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

have() { command -v "$1" >/dev/null 2>&1; }
say() { printf '\n== %s\n' "$*"; }
fail() { printf '\nsetup: %s\n' "$*" >&2; exit 1; }
root() { if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else fail "no root and no sudo to run: $*"; fi; }

# packages <what is missing, in words> <Debian package>…
packages() {
    wanted=$1
    shift
    have apt-get || fail "please install $wanted (on Debian: apt-get install $*), then run this again"
    say "Installing $wanted"
    root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# Build tools run for minutes at most: compiling them must not take longer than that.
install_tool() {
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        CARGO_TARGET_DIR="${TMPDIR:-/tmp}/solo-crm-tools" cargo install "$@"
}

have cargo || fail "please install Rust 1.95 or newer from https://rustup.rs, then run this again"

if [ ! -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then
    have rustup || fail "please install Rust's target wasm32-unknown-unknown, then run this again"
    say "Installing the WebAssembly target"
    rustup target add wasm32-unknown-unknown
fi

# The generated JavaScript must come from the very version that the app is linked with.
bindgen=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $bindgen" ] || ! have wasm-bindgen-test-runner; then
    say "Installing wasm-bindgen $bindgen (a few minutes)"
    # Its own lock file sometimes names a withdrawn crate; without it the newest compatible ones are taken.
    install_tool --force --locked "wasm-bindgen-cli@$bindgen" || install_tool --force "wasm-bindgen-cli@$bindgen"
fi

trunk=0.21.14
if [ "$(trunk --version 2>/dev/null)" != "trunk $trunk" ]; then
    say "Installing trunk $trunk (several minutes)"
    install_tool --force --locked "trunk@$trunk" --no-default-features --features rustls
fi

# Takes the app of a release apart; it has no way to say its version.
splitter=0.2.4
if ! have wasm-split-cli || ! grep -q "^\"wasm_split_cli_support $splitter " "${CARGO_HOME:-$HOME/.cargo}/.crates.toml" 2>/dev/null; then
    say "Installing wasm-split-cli $splitter (a few minutes)"
    install_tool --force --locked "wasm_split_cli_support@$splitter" --features build-binary
fi

have npm || packages "Node.js 18 or newer with npm" nodejs npm
if [ ! -x node_modules/.bin/wasm-opt ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Installing wasm-opt and axe"
    npm ci --no-audit --no-fund
    touch node_modules/.package-lock.json
fi

if [ "${1:-build}" = test ]; then
    have chromium || have chromium-browser || have google-chrome || packages "Chromium" chromium
    have chromedriver || packages "Chromium's WebDriver" chromium-driver
    if have apt-get && ! fc-list :lang=zh 2>/dev/null | grep -q .; then
        packages "a Chinese font, for the screenshots" fontconfig fonts-noto-cjk
    fi
fi
