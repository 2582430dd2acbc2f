#!/bin/sh
# Builds the release into dist, unless it is there already: of just these sources, for this address (PUBLIC_URL), and
# with nothing changed in it since.
set -eu
cd "$(dirname "$0")/.."
stamp=target/dist.stamp
hash=$(command -v sha256sum || echo shasum -a 256)
sums() { find "$@" -type f -exec $hash {} + | LC_ALL=C sort | $hash; }

sources=$(sums src style public .cargo Cargo.toml Cargo.lock Trunk.toml rust-toolchain.toml package-lock.json tests/setup.sh)
built() { echo "$sources" "${PUBLIC_URL:-/}" "${RUSTFLAGS:-}" "$(rustc --version)" "$(sums dist)"; }

if [ -f dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(built)" ]; then
    echo "dist is built already"
    exit
fi
rm -f "$stamp"
trunk build --release
mkdir -p target
built > "$stamp"
