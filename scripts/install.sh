#!/bin/sh
# install.sh BINARY DESTDIR PREFIX: puts the stripped binary, themes, man page and completions in place. `make install` calls it.
set -eu
cd "$(dirname "$0")/.."

binary=$1
root=$2$3

install -d "$root/bin" "$root/share/opsconsole/themes" "$root/share/man/man1" "$root/share/bash-completion/completions" \
    "$root/share/zsh/site-functions" "$root/share/fish/vendor_completions.d"
install -m 755 -s "$binary" "$root/bin/opsconsole"
install -m 644 Themes/*.yaml "$root/share/opsconsole/themes/"

# generate FILE ARGUMENT...: what the binary says of itself, written whole or not at all.
generate() {
    file=$1
    shift
    "$binary" "$@" >"$file.new"
    chmod 644 "$file.new"
    mv -f "$file.new" "$file"
}
generate "$root/share/man/man1/opsconsole.1" manual
generate "$root/share/opsconsole/launch.schema.json" schema
generate "$root/share/bash-completion/completions/opsconsole" --generate-completion-script bash
generate "$root/share/zsh/site-functions/_opsconsole" --generate-completion-script zsh
generate "$root/share/fish/vendor_completions.d/opsconsole.fish" --generate-completion-script fish

echo "installed $root/bin/opsconsole; try: opsconsole demo"
