#!/bin/sh
# Dependencies point one way and time is a parameter. What the compiler cannot check is checked here; undeclared imports of
# modules are refused by `swift build --explicit-target-dependency-import-check error`.
set -eu
cd "$(dirname "$0")/.."

failed=0

# refuse WHY PATTERN DIRECTORY...: fails when code (comments left out) in the directories matches the pattern.
refuse() {
    why=$1
    pattern=$2
    shift 2
    found=$(grep -rnE --include='*.swift' "$pattern" "$@" | grep -vE '^[^:]+:[0-9]+: *//' || true)
    if [ -n "$found" ]; then
        printf '%s\n' "$found" | sed -E "s|^([^:]+:[0-9]+):.*|\1: error: $why|" >&2
        failed=1
    fi
}

imports='^[[:space:]]*(@[a-zA-Z_()]+[[:space:]]+)*((public|internal|package|private|fileprivate)[[:space:]]+)?import[[:space:]]+((struct|class|enum|protocol|func|var|let|typealias)[[:space:]]+)?'

refuse 'LaunchCore imports nothing: values and rules only' "$imports" Sources/LaunchCore
refuse 'ConsoleTUI imports LaunchCore and CNCurses only (and the C library for the terminal)' \
    "$imports(Foundation|FoundationEssentials|ConsoleModel|opsconsole|GRDB|Yams|NIO[A-Za-z0-9]*|AsyncHTTPClient|Logging|Crypto|ArgumentParser|Dispatch|Synchronization)" \
    Sources/ConsoleTUI
refuse 'ConsoleModel does not know the screen' "$imports(ConsoleTUI|CNCurses|ArgumentParser)" Sources/ConsoleModel
refuse 'time is a parameter here: no clock call' \
    '(ContinuousClock|SuspendingClock|SystemClock|clock_gettime|gettimeofday|[^a-zA-Z_.]time\((nil|NULL|&)|[^a-zA-Z]Date\(\)|Date\.now|DispatchTime|localtime|gmtime|Task\.sleep|usleep|nanosleep)' \
    Sources/LaunchCore Sources/ConsoleTUI
refuse 'the screen does no I/O of its own: no socket, no SQL, no async' \
    '([^a-zA-Z_.]socket\(|sqlite3_|[^a-zA-Z_]async[^a-zA-Z_]|[^a-zA-Z_]await[^a-zA-Z_])' Sources/ConsoleTUI
refuse 'randomness is a parameter here' '(\.random\(|SystemRandomNumberGenerator|\.shuffled\(\)|\.randomElement\(\)|[^a-zA-Z]UUID\(\))' \
    Sources/LaunchCore Sources/ConsoleTUI

# A file that grew past what one reads in one go is split by topic.
find Sources -name '*.swift' -exec wc -l {} + | awk '$2 != "total" && $1 > 400 { print $2 ":1: error: " $1 " lines; split it by topic (Type+Topic.swift)"; bad = 1 } END { exit bad }' >&2 || failed=1

# The C target's header leaks nothing of curses.
if grep -nE '#[[:space:]]*include[[:space:]]*[<"](n?curses|ncursesw|term)' Sources/CNCurses/include/*.h >&2; then
    echo 'Sources/CNCurses/include: error: the header must not include curses.h' >&2
    failed=1
fi

exit $failed
