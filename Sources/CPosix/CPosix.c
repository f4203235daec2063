#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <crt_externs.h>
#include <sys/event.h>
#endif

char **cposix_environment(void) {
#ifdef __linux__
    extern char **environ;
    return environ;
#else
    return *_NSGetEnviron();
#endif
}

static int set_attributes(posix_spawnattr_t *attributes, const cposix_birth *birth) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    if (birth->new_session) flags |= POSIX_SPAWN_SETSID;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
    int result = posix_spawnattr_setsigdefault(attributes, &all);
    if (result == 0) result = posix_spawnattr_setsigmask(attributes, &none);
    if (result == 0) result = posix_spawnattr_setflags(attributes, flags);
    return result;
}

static int add_actions(posix_spawn_file_actions_t *actions, const cposix_birth *birth, const int *from) {
    int result = 0;
    int count = birth->descriptor_count;
    if (birth->terminal) {
        // Opened by a session's leader without a terminal, it becomes the controlling one.
        result = posix_spawn_file_actions_addopen(actions, 0, birth->terminal, O_RDWR, 0);
        for (int n = 1; n < 3 && result == 0; n++) result = posix_spawn_file_actions_adddup2(actions, 0, n);
        if (count < 3) count = 3;
    }
    for (int n = birth->terminal ? 3 : 0; n < birth->descriptor_count && result == 0; n++)
        result = posix_spawn_file_actions_adddup2(actions, from[n], n);
    if (result == 0 && birth->directory) result = posix_spawn_file_actions_addchdir_np(actions, birth->directory);
#ifndef POSIX_SPAWN_CLOEXEC_DEFAULT
    if (result == 0) result = posix_spawn_file_actions_addclosefrom_np(actions, count);
#endif
    return result;
}

// Copies above every number that is to be given out, so that no dup2 overwrites one that a later one needs.
static int lift(const cposix_birth *birth, int *from) {
    for (int n = 0; n < birth->descriptor_count; n++) {
        from[n] = fcntl(birth->descriptors[n], F_DUPFD_CLOEXEC, 64);
        if (from[n] >= 0) continue;
        int error = errno;
        while (n-- > 0) close(from[n]);
        return error;
    }
    return 0;
}

int cposix_spawn(const cposix_birth *birth, pid_t *pid) {
    int from[16];
    if (birth->descriptor_count < 0 || birth->descriptor_count > 16) return EINVAL;
    int result = lift(birth, from);
    if (result != 0) return result;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    result = set_attributes(&attributes, birth);
    if (result == 0) result = add_actions(&actions, birth, from);
    if (result == 0) result = posix_spawn(pid, birth->executable, &actions, &attributes, birth->arguments, birth->environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    for (int n = 0; n < birth->descriptor_count; n++) close(from[n]);
    return result;
}

int cposix_watch_end(pid_t pid) {
#ifdef __linux__
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    int queue = kqueue();
    if (queue < 0) return -1;
    struct kevent change;
    EV_SET(&change, pid, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, NULL);
    if (kevent(queue, &change, 1, NULL, 0, NULL) == 0) return queue;
    int error = errno;
    close(queue);
    errno = error;
    return -1;
#endif
}

int cposix_pipe(int ends[2]) {
#ifdef __linux__
    return pipe2(ends, O_CLOEXEC);
#else
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
#endif
}

int cposix_punch_hole(int descriptor, off_t offset, off_t length) {
#ifdef __linux__
    return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length);
#else
    fpunchhole_t hole = {0, 0, offset, length};
    return fcntl(descriptor, F_PUNCHHOLE, &hole);
#endif
}

int cposix_open_terminal(char *path, int capacity, int rows, int columns) {
    int number = posix_openpt(O_RDWR | O_NOCTTY);
    if (number < 0) return -1;
    fcntl(number, F_SETFD, FD_CLOEXEC);
    const char *name = grantpt(number) == 0 && unlockpt(number) == 0 ? ptsname(number) : NULL;
    if (name == NULL || (int)strlen(name) >= capacity) {
        close(number);
        return -1;
    }
    strcpy(path, name);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(number, TIOCSWINSZ, &size);
    return number;
}

int cposix_is_remote(int descriptor) {
    struct statfs facts;
    if (fstatfs(descriptor, &facts) != 0) return 0;
#ifdef __linux__
    switch ((unsigned int)facts.f_type) {
    case 0x6969u:      // NFS
    case 0xFF534D42u:  // CIFS
    case 0xFE534D42u:  // SMB 2 and later
    case 0x517Bu:      // SMB
    case 0x01021997u:  // 9P
    case 0x00C36400u:  // Ceph
    case 0x5346414Fu:  // AFS
    case 0x65735546u:  // FUSE, sshfs among them
    case 0x0BD00BD0u:  // Lustre
        return 1;
    default: return 0;
    }
#else
    return (facts.f_flags & MNT_LOCAL) == 0;
#endif
}
