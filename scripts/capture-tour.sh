#!/bin/bash
# Plays `opsconsole demo` in two terminals, one of 140x40 and one of 80x24, and writes what they show: docs/tour.md as text, docs/images
# in colour. Needs tmux, and for the images Python with Pillow and the DejaVu fonts. Takes about two minutes.
#
# usage: capture-tour.sh OPSCONSOLE
set -eu -o pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
place=$(mktemp -d)
tour=$place/tour.md
tm() { tmux -L "opsconsole-tour-$$" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null || true; "$program" stop "$place/demo/launch.yaml" --reason "the tour is over" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT

start() { tm new-session -d -s "$1" -x "${2%x*}" -y "${2#*x}" "exec env TERM=tmux-256color COLORTERM= $3"; tm set -t "$1" status off; }
shows() { # session, what it shows before it goes on
    for _ in $(seq 1 900); do
        if tm capture-pane -p -t "$1" | grep -q -- "$2"; then return; fi
        sleep 0.1
    done
    echo "$1 never showed: $2" >&2
    tm capture-pane -p -t "$1" >&2
    exit 1
}
press() { local session=$1; shift; tm send-keys -t "$session" "$@"; }
text() { # session, heading
    printf '## %s\n\n```text\n%s\n```\n\n' "$2" "$(tm capture-pane -N -p -t "$1" | sed 's/ *$//')" >>"$tour"
}
image() { tm capture-pane -e -N -p -t "$1" | scripts/screen-image.py "docs/images/$2.png"; }
both() { text wide "$1: 140x40"; text narrow "$1: 80x24"; }

cat >"$tour" <<'END'
# A launch that goes wrong

The screens of `opsconsole demo`, as two terminals show them: the real program on a real launch, captured by `make tour`. Colours are
left out here; [images](images) has some of them.

END

start wide 140x40 "$program demo --directory $place/demo"
shows wide "engine ● watching"
start narrow 80x24 "$program $place/demo/launch.yaml"
shows narrow "engine ● watching"
shows wide "● orders-db"
shows wide "order .* confirmed"
sleep 1
both "At the start"
image wide go

press wide w; shows wide "open window"; text wide "A key that begins a sequence shows how it can go on: 140x40"
press wide Escape; sleep 0.2
press wide :; press wide -l "win"; shows wide "window-open"; text wide "The palette, by a few letters: 140x40"
press wide Escape; sleep 0.2
press narrow '?'; shows narrow "Help"; text narrow "Help: 80x24"
press narrow q; press narrow 4

shows narrow "pending"
both "A trigger is pending"
shows wide "AUTOMATIC ROLLBACK IN"
sleep 1
both "It fires, and the countdown runs"
image wide firing

press wide h; shows wide "Hold"; press wide -l "looking at it"; press wide Enter; shows wide "held by"
sleep 0.5
both "Held, with a reason"
press narrow 6; shows narrow "held"; text narrow "The record: 80x24"
press wide R; shows wide "Type"; text wide "R opens the card: 140x40"; image wide rollback-card
press wide -l CHECKOUT; press wide Enter; sleep 0.3; press wide Enter
shows wide "ROLLING BACK"
sleep 1
press narrow o; sleep 0.3
both "The rollback at work"
image wide rolling-back

kill -9 "$(tm display -p -t wide '#{pane_pid}')" 2>/dev/null || true
tm kill-session -t narrow
start wide2 140x40 "$program $place/demo/launch.yaml"
start narrow2 80x24 "$program $place/demo/launch.yaml"
shows wide2 "ROLLING BACK"; shows narrow2 "ROLLING BACK"
text wide2 "Both consoles were ended meanwhile, one by SIGKILL, one by the hangup of its terminal. The launch opened again: 140x40"
text narrow2 "Opened again: 80x24"
shows wide2 "ROLLED BACK"
shows wide2 "● checkout *up"
sleep 1
text wide2 "After the rollback: 140x40"; text narrow2 "After the rollback: 80x24"
image wide2 rolled-back
press wide2 5 z; sleep 1; text wide2 "The logs alone: 140x40"; image wide2 logs
press wide2 6; sleep 1; text wide2 "The record: 140x40"

for command in "status" "report" "verify"; do
    printf '## opsconsole %s\n\n```text\n%s\n```\n\n' "$command" "$("$program" $command "$place/demo/launch.yaml" | sed 's/ *$//')" >>"$tour"
done
sed -e "s#$place#/tmp#g" -e '$d' "$tour" >docs/tour.md
