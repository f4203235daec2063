import LaunchCore

/// The shell scripts that are put on the far side of an ssh session, through its standard input. They never reach a file or a list of
/// processes under a name of their own, and begin nothing twice.
enum RemoteScript {
    /// What the far side says before anything is sent to it: what comes earlier is the noise of login files.
    static let greeting = "opsconsole-is-here"

    /// The command given to ssh: words that every login shell understands.
    static let command = "echo \(greeting); exec sh"

    /// Says what a step needs to know of the host, `H BOOT DETACH BASE`, as fast as it can, then what people want to know, `F SECONDS
    /// FREE`, and then stays until its input ends.
    static let probe = #"""
        {
        \#(SupervisorScript.functions)
        find_boot
        umask 077
        base=-
        block=0123456789abcdef
        for doubled in 1 2 3 4 5 6 7 8 9 10 11 12; do block=$block$block; done
        try() {
            [ -d "$1" ] || mkdir -p "$1" 2>/dev/null || return 1
            # Another user may have put something of that name there.
            [ -O "$1" ] && [ ! -L "$1" ] || return 1
            { printf '%s' "$block" >"$1/.room" && [ -s "$1/.room" ] && base=$1; } 2>/dev/null
            { : >"$1/.room"; } 2>/dev/null
            [ "$base" != - ]
        }
        try "$HOME/.opsconsole-runs" || { [ -n "$XDG_RUNTIME_DIR" ] && try "$XDG_RUNTIME_DIR/opsconsole-runs"; } ||
            try "/dev/shm/opsconsole-runs-$(id -u)"
        detach=none
        ! command -v perl >/dev/null 2>&1 || detach=perl
        ! command -v setsid >/dev/null 2>&1 || detach=setsid
        set -- /etc/systemd/logind.conf /etc/systemd/logind.conf.d/*.conf
        spared=root
        ! grep -qsE '^[[:space:]]*KillExcludeUsers' "$@" || spared=
        if [ "$(id -un)" != "$spared" ] && grep -qsE '^[[:space:]]*KillUserProcesses[[:space:]]*=[[:space:]]*(yes|true|1|on)' "$@"; then
            detach=ended
            ! systemd-run --user --scope --quiet --collect true </dev/null >/dev/null 2>&1 || detach=login
            [ "$detach" = ended ] || [ ! -e "/var/lib/systemd/linger/$(id -un)" ] || detach=scope
        fi
        printf 'H %s %s %s\n' "$boot" "$detach" "$base"
        # Where the home is too full for a block, that is what there is to say, not how much memory there is.
        room=${base#-}
        [ -w "$HOME" ] && room=$HOME
        free=$(df -Pk "$room" 2>/dev/null | tail -n 1 | { read -r name size used free rest; echo "${free:--1}"; })
        printf 'F %s %s\n' "$(date +%s)" "${free:--1}"
        # What runs of last week left behind.
        [ "$base" = - ] || find "$base" -mindepth 1 -maxdepth 1 -type d -mtime +7 -exec rm -rf {} + 2>/dev/null
        cat >/dev/null
        exit
        }

        """#

    /// One attempt at a step on the far side.
    struct Attempt: Hashable, Sendable {
        /// As the probe found it.
        var base: String
        var run: String
        /// Counted from 1.
        var step: Int
        var number: Int
        var text: String
        /// How many bytes of its output are here already.
        var offset: Int
        /// Seconds until the far side ends it by itself.
        var limit: Int64
        /// False: if it was not started, it must never be.
        var mayStart: Bool
        /// True: it was there before, and is never started anew.
        var wasFollowed: Bool
        var inScope: Bool
    }

    /// Said to a script that followed an attempt to its end: the attempt's files may go.
    static let farewell = "FORGET recorded\n"

    /// Starts the attempt unless that was done before, then follows it: `O COUNT` and as many bytes of output, again and again; and at
    /// last `X STATUS SIZE TIMEDOUT BEGAN`, `N` where it never ran and never will, `L WHY` where its end is lost, or `U WHY` where its files are not
    /// for us to read, or `E WHY` where it could not be started; `.` now and then. Lines `TERM why` and `KILL why` on its input end the step.
    /// After an `X` it waits a while for the farewell.
    static func follow(_ attempt: Attempt) -> String {
        return """
            {
            \(SupervisorScript.functions)
            base=\(attempt.base.quotedForShell) run=\(attempt.run.quotedForShell) step=\(attempt.step) number=\(attempt.number)
            offset=\(attempt.offset) limit=\(attempt.limit) may_start=\(attempt.mayStart ? 1 : 0) in_scope=\(attempt.inScope ? 1 : 0)
            followed=\(attempt.wasFollowed ? 1 : 0)
            put_files() {
            printf '%s\n' \(SupervisorScript.text.quotedForShell) >"supervise.$$" || return 1
            printf '%s\n' \(attempt.text.quotedForShell) >"command.$$" && : >>out
            }
            \(following)
            exit
            }

            """
    }

    private static let following = #"""
        fail() {
            printf 'E %s\n' "$*"
            exit
        }
        # Takes name $1, without which a supervisor or a command that is late does not go on.
        void() {
            echo void >"void.$$" && ln "void.$$" "$1" 2>/dev/null
            voided=$?
            rm -f "void.$$"
            return "$voided"
        }
        # Else the link would be taken for silent and cut, and a sweep that takes longer would begin anew each time.
        sign_of_life() { echo .; }
        never() {
            echo N
            exit
        }
        send() {
            while [ "$offset" -lt "$1" ]; do
                count=$(($1 - offset))
                [ "$count" -le 1048576 ] || count=1048576
                echo "O $count"
                dd if=out bs=4096 skip=$((offset / 4096)) count=$((count / 4096 + 2)) 2>/dev/null |
                    tail -c +$((offset % 4096 + 1)) | head -c "$count"
                offset=$((offset + count))
                turns=0
            done
        }
        home=${HOME:-$PWD} mask=$(umask)
        umask 077
        find_boot
        here=$boot
        dir=$base/$run/$step.$number
        if [ "$followed" = 1 ] && ! { cd "$dir" && [ -w . ]; } 2>/dev/null; then
            seen=$dir
            until [ -e "$seen" ]; do seen=${seen%/*}; [ -n "$seen" ] || seen=/; done
            # Only where one may look can one see that they are not there.
            if [ "$seen" != "$dir" ] && [ -x "$seen" ]; then
                echo "L its files are gone: $dir"
            else
                echo "U its files belong to somebody else there: $dir"
            fi
            exit
        fi
        mkdir -p "$dir" && cd "$dir" || fail "cannot make $dir"
        if [ "$may_start" = 1 ] && [ ! -e claim ]; then
            put_files || fail "cannot write in $dir: is the disk full?"
            detach=
            ! command -v setsid >/dev/null 2>&1 || detach=setsid
            [ "$in_scope" = 0 ] || detach="systemd-run --user --scope --quiet --collect $detach"
            OPSCONSOLE_RUN=$run OPSCONSOLE_STEP=$step OPSCONSOLE_ATTEMPT=$number
            export OPSCONSOLE_RUN OPSCONSOLE_STEP OPSCONSOLE_ATTEMPT
            # Files of its own: another follower of the same attempt may be putting its there, and the claim decides whose count.
            $detach sh "$dir/supervise.$$" step "$dir" "$dir/out" "$limit" "$home" "$mask" "$dir/command.$$" </dev/null >/dev/null 2>>trouble &
            unset OPSCONSOLE_RUN OPSCONSOLE_STEP OPSCONSOLE_ATTEMPT
        elif [ ! -e claim ]; then
            ! void claim || never
        fi
        echo R
        main=$$
        exec 3<&0
        # Without the link, following it is of no use to anybody.
        {
            while read -r signal why; do
                [ "$why" != timeout ] || [ -e exit ] || : >timedout
                : >"stop.$signal"
            done
            kill -KILL "$main"
        } <&3 >/dev/null 2>&1 &
        reader=$!
        exec 3<&-
        trap 'kill -KILL "$reader" 2>/dev/null' EXIT
        turns=0 told= lost= waited=0
        while :; do
            ended=0
            # Looked at before the output, so that nothing written before the end is missed.
            if [ -e exit ]; then
                ended=1
            elif [ ! -e claim ]; then
                waited=$((waited + 1))
                [ "$waited" -lt 500 ] || fail "its supervisor failed: $(tail -n 1 trouble 2>/dev/null)"
            else
                read -r pid was boot rest <claim
                if [ "$pid" = void ]; then
                    never
                elif [ "$boot" != "$here" ]; then
                    [ -e child ] || never
                    lost='the host was restarted while it ran'
                elif ! alive claim && [ ! -e exit ]; then
                    [ -e child ] || ! void child || never
                    read -r pid rest <child
                    [ "$pid" != void ] || never
                    alive child || [ -e exit ] || lost='what supervised it was killed, so how it ended is not known'
                    [ -z "$lost" ] || sweep
                fi
            fi
            if [ "$ended" = 1 ]; then read -r status size rest <exit; else size=$(($(wc -c <out))); fi
            send "$size"
            for signal in TERM KILL; do
                if [ -e "stop.$signal" ] && [ -e child ]; then
                    case $told in *"$signal"*) ;; *) told="$told $signal"; end "$signal" ;; esac
                fi
            done
            if [ "$ended" = 1 ] || [ -n "$lost" ]; then
                pid=
                [ ! -e child ] || read -r pid rest <child
                # Told to end, it has ended when all of its group has.
                if [ -z "$told" ] || [ -z "$pid" ] || ! group_lives "$pid"; then
                    [ -z "$lost" ] || { printf 'L %s\n' "$lost"; exit; }
                    late=0 began=0
                    [ ! -e timedout ] || late=1
                    [ -z "$pid" ] || began=1
                    echo "X $status $size $late $began"
                    # When all of that is recorded over there, nothing here is needed any more. Without the link the reader ends this.
                    turns=0
                    until [ -e stop.FORGET ]; do
                        turns=$((turns + 1))
                        [ "$turns" -lt 300 ] || exit
                        sleep 0.1 2>/dev/null || sleep 1
                    done
                    cd / && rm -rf "$dir"
                    rmdir "${dir%/*}" 2>/dev/null
                    exit
                fi
            fi
            turns=$((turns + 1))
            # A sign of life, by which a link that swallows everything is told from a step that says nothing.
            [ $((turns % 30)) -ne 0 ] || echo .
            if [ "$turns" -lt 100 ]; then nap=0.02; else nap=0.1; fi
            sleep "$nap" 2>/dev/null || sleep 1
        done
        """#
}
