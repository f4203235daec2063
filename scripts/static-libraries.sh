#!/bin/sh
# static-libraries.sh DIR: fills DIR so that a release binary takes the C libraries in, and prints where pkg-config finds them.
# Loading and relocating ten shared libraries is a tenth of the time to the first picture, and a binary that needs only libc can be
# copied to the next host. A library whose archive is not installed stays shared. See docs/decisions/0023-static-c-libraries.md.
set -eu
dir=$1
[ "$(uname)" = Linux ] || exit 0
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
rm -f "$dir"/*.a "$dir"/*.pc

# archive NAME ARCHIVE...: what -lNAME stands for, in the linker's own language.
archive() {
    name=$1
    shift
    files=
    for library in "$@"; do
        file=$(cc -print-file-name="lib$library.a")
        [ -f "$file" ] || return 0
        files="$files $file"
    done
    echo "INPUT($files )" >"$dir/lib$name.a"
}
archive stdc++ stdc++
archive sqlite3 sqlite3
archive ncursesw ncursesw tinfo
archive pcre2-8 pcre2-8
archive cmark-gfm cmark-gfm
archive cmark-gfm-extensions cmark-gfm-extensions cmark-gfm

# The linker looks where the first -L says.
for module in libpcre2-8 libcmark-gfm sqlite3; do
    pkg-config --exists "$module" || continue
    {
        echo "Name: $module"
        echo "Description: $module, linked statically"
        echo "Version: $(pkg-config --modversion "$module")"
        echo "Cflags: $(pkg-config --cflags "$module")"
        echo "Libs: -L$dir $(pkg-config --libs-only-l "$module")"
    } >"$dir/$module.pc"
done
echo "$dir"
