#!/bin/bash
# Runs the built tests one at a time. What failed is told once more at the end, before the test runner's summary: the output is long.
set -uo pipefail
cd "$(dirname "$0")/.."
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"${SWIFT:-swift}" test --skip-build --disable-xctest --no-parallel "$@" 2>&1 | tee "$output"
result=${PIPESTATUS[0]}
if [ "$result" -ne 0 ]; then
    printf '\nWhat failed:\n'
    grep -aE 'recorded an issue|^✘ Test |Fatal error|signal code|Crash' "$output" | cut -c1-600 | head -60
    grep -aE '^[✘✔] Test run' "$output" | tail -1
fi
exit "$result"
