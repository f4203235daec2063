#define _GNU_SOURCE
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// Signals that ask for something become bytes in a pipe that the loop polls. Signals that kill give the terminal back first.

static const int asking[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};
static const int killing[] = {SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGQUIT, SIGSYS};
enum { asking_count = sizeof asking / sizeof *asking, killing_count = sizeof killing / sizeof *killing };

static struct sigaction before[NSIG];
static int wake[2] = {-1, -1};
static atomic_int continued, ends_asked;
static int continued_seen;
static char spare_stack[65536];

static void say(const char *text) {
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t wrote = write(STDERR_FILENO, text, length);
        if (wrote <= 0) return;
        text += wrote;
        length -= (size_t)wrote;
    }
}

static const char *name_of(int number) {
    switch (number) {
    case SIGSEGV: return "SIGSEGV";
    case SIGABRT: return "SIGABRT";
    case SIGILL: return "SIGILL";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGTRAP: return "SIGTRAP";
    case SIGQUIT: return "SIGQUIT";
    case SIGSYS: return "SIGSYS";
    case SIGTERM: return "SIGTERM";
    case SIGHUP: return "SIGHUP";
    default: return "SIGINT";
    }
}

/// Gives the terminal back, says one line, and lets the signal do what it would have done without us.
static void die_of(int number) {
    bool ours = cn_is_taken();
    cn_give_back(true, true);
    if (ours) {
        say(cn_giving_back.crash_line);
        say(" (");
        say(name_of(number));
        say(")\n");
    }
    struct sigaction then = before[number];
    if (!(then.sa_flags & SA_SIGINFO) && then.sa_handler == SIG_IGN) then.sa_handler = SIG_DFL;
    sigaction(number, &then, NULL);
    raise(number);
}

/// While the terminal is lent to a command, the keys that interrupt, quit and stop mean that command.
static bool is_for_the_borrower(int number) {
    return !cn_is_taken() && (number == SIGINT || number == SIGQUIT || number == SIGTSTP);
}

static void on_killing(int number) {
    if (!is_for_the_borrower(number)) die_of(number);
}

static void on_asking(int number) {
    if (is_for_the_borrower(number)) return;
    int error = errno;
    if (number == SIGCONT) atomic_fetch_add(&continued, 1);
    bool ends = number == SIGTERM || number == SIGHUP || number == SIGINT;
    // A session that ends may send two; a third one means that nobody listens.
    if (ends && atomic_fetch_add(&ends_asked, 1) >= 2) {
        die_of(number);
        return;
    }
    char byte = (char)number;
    // A full pipe holds wake-ups enough.
    ssize_t wrote = write(wake[1], &byte, 1);
    (void)wrote;
    errno = error;
}

static void on_ignored(int number) { (void)number; }

static void catch_one(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, &before[number]);
}

static bool open_pipe(void) {
    if (pipe(wake) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

bool cn_catch_signals(void) {
    if (!open_pipe()) return false;
    atomic_store(&ends_asked, 0);
    stack_t stack = {.ss_sp = spare_stack, .ss_size = sizeof spare_stack};
    sigaltstack(&stack, NULL);
    for (int i = 0; i < asking_count; i++) catch_one(asking[i], on_asking, SA_RESTART);
    for (int i = 0; i < killing_count; i++) catch_one(killing[i], on_killing, SA_ONSTACK);
    // Caught, not ignored: what is ignored stays ignored in every child.
    catch_one(SIGPIPE, on_ignored, SA_RESTART);
    if (before[SIGPIPE].sa_handler == SIG_IGN) sigaction(SIGPIPE, &before[SIGPIPE], NULL);
    return true;
}

void cn_uncatch_signals(void) {
    if (wake[0] < 0) return;
    for (int i = 0; i < asking_count; i++) sigaction(asking[i], &before[asking[i]], NULL);
    for (int i = 0; i < killing_count; i++) sigaction(killing[i], &before[killing[i]], NULL);
    sigaction(SIGPIPE, &before[SIGPIPE], NULL);
    close(wake[0]);
    close(wake[1]);
    wake[0] = wake[1] = -1;
}

void cn_stop_group(void) {
    struct sigaction ours, stop;
    memset(&stop, 0, sizeof stop);
    stop.sa_handler = SIG_DFL;
    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    continued_seen = atomic_load(&continued);
}

int cn_next_signal(void) {
    unsigned char byte;
    while (wake[0] >= 0 && read(wake[0], &byte, 1) == 1) {
        if (byte != SIGCONT) return byte;
        int now = atomic_load(&continued);
        if (now == continued_seen) continue;
        continued_seen = now;
        return byte;
    }
    return 0;
}

int cn_signal_descriptor(void) { return wake[0]; }
