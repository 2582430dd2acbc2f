#!/bin/sh
# Runs every suite, shows its output, and ends with the line `N passed, N failed` over all of them.
# A suite that breaks before it can count, or that runs no test at all, counts as one failure.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PATH
logs=target/test-logs
mkdir -p "$logs"
passed=0
failed=0

# suite <name> <command…>: counts cargo's "N passed; M failed" lines.
suite() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    log=$logs/$name.log
    { "$@" 2>&1; echo "exit $?"; } | tee "$log" | sed '/^exit [0-9]*$/d'
    p=$(sed -n 's/.*test result:.* \([0-9][0-9]*\) passed;.*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
    f=$(sed -n 's/.*test result:.* \([0-9][0-9]*\) failed;.*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
    if [ "$f" = 0 ] && { [ "$p" = 0 ] || [ "$(tail -n 1 "$log")" != "exit 0" ]; }; then
        f=1
        echo "-- $name: broke, or ran no test"
    fi
    echo "-- $name: $p passed, $f failed"
    passed=$((passed + p))
    failed=$((failed + f))
}

# step <name> <command…>: no test, but a failure of it is one.
step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" && return
    failed=$((failed + 1))
    echo "-- $name: failed"
    return 1
}

CHROMEDRIVER=$(command -v chromedriver)
export CHROMEDRIVER
# The browser is slow to start on a busy machine.
WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-240}
export WASM_BINDGEN_TEST_TIMEOUT

step lint sh tests/lint.sh
suite native cargo test --workspace --exclude worker --exclude tests --no-fail-fast
suite tidy cargo test -p tests --lib --test tidy --test commands --test forms --test fuzz --no-fail-fast
suite browser cargo test --target wasm32-unknown-unknown -p storage --no-fail-fast
step build sh tests/build.sh && suite e2e cargo test -p tests --test e2e --no-fail-fast

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
