#!/bin/sh
# Every module that a target imports must be among the dependencies that Package.swift declares for that target.
# SwiftPM's own check (--explicit-target-dependency-import-check) lets what a dependency drags in pass; this one does not.
set -eu
cd "$(dirname "$0")/.."

toolchain='Swift Glibc Musl Darwin Foundation FoundationEssentials Dispatch Synchronization Testing RegexBuilder'

# One line a target: its name, then every name quoted in its declaration.
declared=$(awk '
    /\.(target|executableTarget|testTarget|systemLibrary)\(/ && !/dependencies: \[\.product/ { if (line != "") print line; line = " " }
    line != "" { rest = $0; while (match(rest, /"[^"]*"/)) { line = line " " substr(rest, RSTART + 1, RLENGTH - 2); rest = substr(rest, RSTART + RLENGTH) } }
    END { print line }' Package.swift)

printf '%s\n' "$declared" | {
    failed=0
    while read -r target allowed; do
        for directory in "Sources/$target" "Tests/$target"; do
            [ -d "$directory" ] || continue
            imports=$(grep -rhoE --include='*.swift' '^[[:space:]]*(@[a-zA-Z_]+(\([a-zA-Z]+\))?[[:space:]]+)*((public|internal|package|private|fileprivate)[[:space:]]+)?import[[:space:]]+[A-Za-z0-9_. ]+' "$directory" |
                sed -E 's/.*import[[:space:]]+((struct|class|enum|protocol|func|var|let|typealias)[[:space:]]+)?//; s/[. ].*//' | sort -u) || true
            for module in $imports; do
                case " $toolchain $target $allowed " in
                *" $module "*) ;;
                *)
                    file=$(grep -rlE --include='*.swift' "import[[:space:]]+([a-z]+[[:space:]]+)?$module([^A-Za-z0-9_]|\$)" "$directory" | head -n 1)
                    echo "$file: error: $target imports $module, which Package.swift does not declare for it" >&2
                    failed=1
                    ;;
                esac
            done
        done
    done
    exit $failed
}
