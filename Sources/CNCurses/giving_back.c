#define _GNU_SOURCE
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Every way out gives the terminal back through this one function: leaving, suspending, exit(3) and crashes. It is
// async-signal-safe: strings and settings were captured when the terminal was taken.

struct giving_back cn_giving_back = {.input = -1, .output = -1, .errors_before = -1, .errors_kept = -1};
static atomic_bool taken;

void cn_note_taken(void) { atomic_store(&taken, true); }

bool cn_is_taken(void) { return atomic_load(&taken); }

/// Writes all of it, waiting at most about a second for a terminal that does not take it.
static void write_bounded(int descriptor, const char *bytes, size_t length) {
    int waits = 0;
    while (length > 0) {
        ssize_t wrote = write(descriptor, bytes, length);
        if (wrote > 0) {
            bytes += wrote;
            length -= (size_t)wrote;
        } else if (wrote < 0 && errno == EAGAIN && waits++ < 10) {
            struct pollfd room = {.fd = descriptor, .events = POLLOUT};
            poll(&room, 1, 100);
        } else if (wrote < 0 && errno == EINTR) {
            continue;
        } else {
            return;
        }
    }
}

/// Whether what was drawn before had to be thrown away: a terminal that has taken nothing for a while must still get its modes back.
static bool make_room(int descriptor) {
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    if (poll(&room, 1, 300) > 0) return false;
    tcflush(descriptor, TCOFLUSH);
    return true;
}

/// Sends standard error where it went before and writes there, made printable, the last of what was kept.
static void give_errors_back(void) {
    struct giving_back *back = &cn_giving_back;
    if (back->errors_before < 0) return;
    dup2(back->errors_before, STDERR_FILENO);
    close(back->errors_before);
    back->errors_before = -1;
    // Enough for the message and the backtrace of a crash.
    static char text[16384];
    off_t length = lseek(back->errors_kept, 0, SEEK_END);
    off_t from = length > (off_t)sizeof text ? length - (off_t)sizeof text : 0;
    ssize_t got = pread(back->errors_kept, text, sizeof text, from);
    for (ssize_t i = 0; i < got; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool c1 = i > 0 && (unsigned char)text[i - 1] == 0xc2 && byte >= 0x80 && byte < 0xa0;
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f || c1) text[i] = '?';
    }
    if (got > 0) write_bounded(STDERR_FILENO, text, (size_t)got);
    if (ftruncate(back->errors_kept, 0) == 0) lseek(back->errors_kept, 0, SEEK_SET);
}

void cn_give_back(bool interrupted, bool forget_typing) {
    if (!atomic_exchange(&taken, false)) return;
    int error = errno;
    struct giving_back *back = &cn_giving_back;
    sigset_t block, before;
    sigemptyset(&block);
    sigaddset(&block, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &block, &before);
    // In the background the terminal belongs to somebody else, who has set it already.
    pid_t foreground = tcgetpgrp(back->input);
    if (foreground < 0 || foreground == getpgrp()) {
        // CAN ends a sequence that was cut short, so that it does not swallow the first of ours.
        if (make_room(back->output) || interrupted) write_bounded(back->output, "\x18", 1);
        write_bounded(back->output, back->leave, back->leave_length);
        if (forget_typing) tcflush(back->input, TCIFLUSH);
        tcsetattr(back->input, TCSANOW, &back->before);
    }
    give_errors_back();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
}

bool cn_keep_errors(void) {
    struct giving_back *back = &cn_giving_back;
    if (back->errors_kept < 0) {
#ifdef __linux__
        back->errors_kept = memfd_create("opsconsole-errors", MFD_CLOEXEC);
#else
        char path[] = "/tmp/opsconsole-XXXXXX";
        back->errors_kept = mkstemp(path);
        if (back->errors_kept >= 0) unlink(path);
#endif
        if (back->errors_kept < 0) return false;
        fcntl(back->errors_kept, F_SETFL, O_APPEND);
    }
    back->errors_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (back->errors_before < 0) return false;
    return dup2(back->errors_kept, STDERR_FILENO) >= 0;
}

void cn_bound_errors(void) {
    static const char note[] = "(what was written here before is lost: it was too much)\n";
    struct giving_back *back = &cn_giving_back;
    struct stat kept;
    if (back->errors_before < 0 || fstat(back->errors_kept, &kept) != 0 || kept.st_size < 262144) return;
    if (ftruncate(back->errors_kept, 0) == 0) write_bounded(back->errors_kept, note, sizeof note - 1);
}
