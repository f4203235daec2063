/// The shell script that carries out one attempt at a step, here and on other hosts: see its own comment. It is written for any POSIX
/// shell (dash, bash, BusyBox) and wants nothing but the standard tools.
enum SupervisorScript {
    static let text = [head, functions, watch, main].joined(separator: "\n\n") + "\n"

    /// What the script that follows a step on another host needs as well.
    static let functions = #"""
        # When process $1 began, so that a number given out again is not taken for it.
        begun() {
            begun=-
            [ -r "/proc/$1/stat" ] || return 0
            { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
            set -- ${stat##*) }
            begun=${20}
            # Dead, and only not collected yet.
            [ "$1" != Z ] || begun=ended
        }

        # Whether the process that file $1 names is alive.
        alive() {
            read -r pid was rest <"$1" || return 1
            kill -0 "$pid" 2>/dev/null || return 1
            begun "$pid"
            [ "$begun" = "$was" ]
        }

        # Sends signal $1 to the process group of the process that file `child` names, where groups can be had.
        end() {
            alive child || kill -0 "-$pid" 2>/dev/null || return 0
            kill "-$1" "-$pid" 2>/dev/null || kill "-$1" "$pid" 2>/dev/null
        }

        # Whether process group $1 has members that live: the dead that nobody has collected do not count.
        group_lives() {
            kill -0 "-$1" 2>/dev/null || return 1
            [ -r "/proc/$$/stat" ] || return 0
            group=$1
            for file in /proc/[0-9]*/stat; do
                { read -r stat <"$file"; } 2>/dev/null || continue
                set -- ${stat##*) }
                [ "$3" != "$group" ] || [ "$1" = Z ] || return 0
            done
            return 1
        }

        # Whoever follows a step over a link says here that it is at work.
        sign_of_life() { :; }

        # Ends all that is left of what file `child` names.
        sweep() {
            read -r pid rest <child || return 0
            end TERM
            left=50
            while [ "$left" -gt 0 ] && group_lives "$pid"; do
                sign_of_life
                sleep 0.1 2>/dev/null || sleep 1
                left=$((left - 1))
            done
            ! group_lives "$pid" || end KILL
        }

        # Which start of this host this is.
        find_boot() {
            boot=-
            [ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
            [ "$boot" != - ] || boot=$(sysctl -n kern.bootsessionuuid 2>/dev/null || echo -)
        }
        """#

    private static let head = #"""
        # Carries out one step of a run, once, and keeps what came of it in files, so that neither the loss of who asked for it nor a
        # second request for the same can stop it, repeat it or lose its end.
        #
        #   supervise step DIRECTORY OUTPUT SECONDS ROOT MASK COMMAND [HOLDER]   in a session of its own
        #
        # COMMAND is the file with the command. What it adds to DIRECTORY: `claim`, who supervises; `child`, who carries it out; `exit`, how it ended.
        # SECONDS: when it is ended even if nobody is left to end it. ROOT: where it runs; empty is where we are. MASK: its umask.
        # HOLDER: a program that carries it out in a terminal of its own.
        """#

    private static let watch = #"""
        # Ends a step that nobody was left to end.
        watch() {
            left=$1
            while [ "$left" -gt 0 ]; do
                sleep 1
                left=$((left - 1))
                [ ! -e exit ] || return 0
                if [ -e child ]; then alive child || return 0; else kill -0 $$ 2>/dev/null || return 0; fi
            done
            alive child || return 0
            : >timedout
            sweep
        }
        """#

    private static let main = #"""
        case $1 in
        step)
            cd "$2" || exit 71
            out=$3 limit=$4 root=$5 mask=$6 text=$7
            find_boot
            begun $$
            # Everything that must be written when the disk may be full gets its place on it now.
            echo "$$ $begun $boot" >"claim.$$" && echo '                                        ' >"exit.$$" &&
                echo '                                        ' >"child.$$" || exit 71
            # The one moment that decides who carries it out: a second link of the same name is refused.
            if ! ln "claim.$$" claim; then
                rm -f "claim.$$" "exit.$$" "child.$$"
                [ -e claim ] || exit 71
                exit 75
            fi
            trap : HUP INT TERM
            watch "$limit" </dev/null >/dev/null 2>&1 &
            if command -v setsid >/dev/null 2>&1; then
                session=setsid
            elif command -v perl >/dev/null 2>&1; then
                session='perl -e setpgrp(0,0);exec(@ARGV)'
            else
                session=
            fi
            if [ -n "$8" ]; then
                (exec "$8" terminal "$out" /bin/sh "$0" command "$2" "$root" "$mask" "child.$$" "$text" </dev/null >>trouble 2>&1)
            else
                (exec $session sh "$0" command "$2" "$root" "$mask" "child.$$" "$text" </dev/null >>"$out" 2>&1)
            fi
            status=$?
            # Killed, the holder of its terminal takes the command's status with it; alive, it takes its socket away.
            if [ -n "$8" ] && [ -e terminal ]; then
                [ ! -e child ] || sweep
                exit 72
            fi
            # Killed, it may have left others of its group at work; what it leaves when it ends by itself it leaves on purpose.
            if [ "$status" -gt 128 ] && [ "$status" -le 192 ] && [ -e child ]; then sweep; fi
            printf '%s %s %s\n' "$status" $(wc -c <"$out") "$(date +%s)" 1<>"exit.$$"
            mv "exit.$$" exit
            ;;
        command)
            [ -z "$3" ] || cd "$3" 2>>"$2/trouble" || exit 71
            begun $$
            echo "$$ $begun" 1<>"$2/$5" && ln "$2/$5" "$2/child" 2>>"$2/trouble" || exit 71
            umask "$4"
            # Neither the text nor anything of ours shows in the list of processes or among its variables.
            ! command -v bash >/dev/null 2>&1 || exec bash -c 'set -- "$(<"$1")"; eval "shift; $1"' sh "$6"
            exec sh -c 'set -- "$(cat "$1")"; eval "shift; $1"' sh "$6"
            ;;
        esac
        """#
}
