#!/bin/sh
# Installs what opsconsole needs to build and to be tested, on Debian and Ubuntu. Does nothing, and quickly, when all of it is
# there. Leaves no service running or enabled that was not before.
#
#   scripts/install-dependencies.sh            everything for building and testing
#   scripts/install-dependencies.sh --build    only what a build needs
#   scripts/install-dependencies.sh --bench    also the programs that `make bench` compares with
#   scripts/install-dependencies.sh --dry-run  says what it would install, and changes nothing
set -eu

swift_needed="6.2"
build="ca-certificates git g++ pkg-config libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libpcre2-dev"
tests="openssh-client openssh-server nginx-light prometheus ncurses-bin ncurses-term"
bench="gcc make python3 libvterm0 libncurses-dev htop btop less lnav multitail tig prometheus-blackbox-exporter"

say() { printf '%s\n' "install-dependencies: $*" >&2; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Prints the names in $@ that are not installed.
missing() {
    for name in "$@"; do
        installed "$name" || printf ' %s' "$name"
    done
}

# The wide-character ncurses headers have two names: the older one is gone from newer releases.
ncurses_missing() { ! installed libncurses-dev && ! installed libncursesw5-dev; }

ncurses_name() {
    if apt-cache show libncursesw5-dev >/dev/null 2>&1; then echo libncursesw5-dev; else echo libncurses-dev; fi
}

# Packages of servers start and enable their units when they are installed; policy-rc.d forbids the first.
forbid_starting() {
    policy=/usr/sbin/policy-rc.d
    saved=$policy.before-opsconsole
    [ ! -e "$saved" ] || mv -f "$saved" "$policy"
    [ ! -e "$policy" ] || mv "$policy" "$saved"
    trap 'rm -f "$policy"; [ ! -e "$saved" ] || mv -f "$saved" "$policy"' EXIT
    trap 'exit 130' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
}

# Disables what the packages named would start at boot; they were not installed before. Works without a running systemd, too.
disable_units() {
    files=$(dpkg-query -L "$@" 2>/dev/null | sort -u)
    for unit in $(printf '%s\n' "$files" | sed -n 's|^\(/usr\)\{0,1\}/lib/systemd/system/\([^/@]*\.\(service\|socket\|timer\)\)$|\2|p'); do
        if command -v systemctl >/dev/null 2>&1; then
            systemctl --quiet disable "$unit" >/dev/null 2>&1 || true
        elif command -v deb-systemd-helper >/dev/null 2>&1; then
            deb-systemd-helper disable "$unit" >/dev/null 2>&1 || true
        fi
        for wanted in /etc/systemd/system/*.wants/"$unit"; do
            [ ! -L "$wanted" ] || say "could not disable $unit; run: systemctl disable $unit"
        done
    done
    for script in $(printf '%s\n' "$files" | sed -n 's|^/etc/init\.d/||p'); do
        ! command -v update-rc.d >/dev/null 2>&1 || update-rc.d "$script" disable >/dev/null 2>&1 || say "could not disable $script"
    done
}

# As root: `install_now NAME...`
install_now() {
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    apt="apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0"
    $apt update || say "apt-get update failed; going on with the lists that are here"
    wanted=""
    for name in "$@"; do
        [ "$name" != ncurses ] || name=$(ncurses_name)
        wanted="$wanted $name"
    done
    before=$(dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort)
    forbid_starting
    output=$(mktemp)
    # shellcheck disable=SC2086 # the lists are names separated by spaces
    if ! $apt install -y --no-install-recommends -o Dpkg::Options::=--force-confold $wanted >"$output" 2>&1; then
        cat "$output" >&2
        rm -f "$output"
        say "apt-get could not install:$wanted"
        exit 1
    fi
    rm -f "$output"
    after=$(dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort)
    # What is new, less what belongs to the system itself.
    new=$(printf '%s\n%s\n%s\n' "$before" "$before" "$after" | sort | uniq -u | grep -vE '^(systemd|dbus|init|udev)' || true)
    # shellcheck disable=SC2086
    [ -z "$new" ] || disable_units $new
}

check_swift() {
    if ! command -v swift >/dev/null 2>&1; then
        say "no Swift toolchain was found; opsconsole needs Swift $swift_needed or later."
    else
        version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
        [ "$(printf '%s\n%s\n' "$swift_needed" "${version:-0}" | sort -V | head -n 1)" != "$swift_needed" ] || return 0
        say "Swift ${version:-of an unknown version} is too old; opsconsole needs Swift $swift_needed or later."
    fi
    cat >&2 <<MESSAGE
The official way to install it is swiftly (https://www.swift.org/install/linux/):

    curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz
    tar zxf swiftly-$(uname -m).tar.gz
    ./swiftly init
    . "\${SWIFTLY_HOME_DIR:-\$HOME/.local/share/swiftly}/env.sh"

and then the make command again. As root or in a container, the tarballs on that page do as well.
MESSAGE
    exit 1
}

check_elsewhere() {
    for library in ncursesw sqlite3 libcmark-gfm libpcre2-8; do
        pkg-config --exists "$library" 2>/dev/null || absent="${absent:-} $library"
    done
    if [ -n "${absent:-}" ]; then
        say "this is not Debian or Ubuntu: install the headers of these libraries with your own package manager:$absent"
        exit 1
    fi
}

main() {
    wanted="$build $tests"
    dry=no
    for option in "$@"; do
        case $option in
        --build) wanted="$build" ;;
        --bench) wanted="$build $tests $bench" ;;
        --dry-run) dry=yes ;;
        *) say "unknown option $option"; exit 2 ;;
        esac
    done
    if ! command -v apt-get >/dev/null 2>&1; then
        check_elsewhere
        check_swift
        return
    fi
    # shellcheck disable=SC2086
    need=$(missing $wanted)
    ! ncurses_missing || need="ncurses$need"
    if [ -n "$need" ]; then
        say "installing: $(printf '%s' "$need" | sed 's/^ncurses/libncursesw5-dev or libncurses-dev/; s/^ //')"
        if [ "$dry" = yes ]; then
            return
        elif [ "$(id -u)" = 0 ]; then
            # shellcheck disable=SC2086
            (install_now $need)
        elif command -v sudo >/dev/null 2>&1; then
            # shellcheck disable=SC2086
            sudo sh "$0" --as-root $need
        else
            say "not root, and no sudo here; as root, run: sh $0"
            exit 1
        fi
    fi
    check_swift
}

if [ "${1:-}" = --as-root ]; then
    shift
    install_now "$@"
else
    main "$@"
fi
