#pragma once
#include <sys/types.h>

// System calls that Swift cannot reach: the C library shows them only with extensions that its module map leaves off, or they take
// a variable number of arguments.

// What becomes of a process between its birth and its first instruction.
typedef struct {
    const char *executable;        // a path; nothing is searched for
    char *const *arguments;        // ends in NULL; the first is the name
    char *const *environment;      // ends in NULL
    const char *directory;         // where it begins; NULL is where we are
    const int *descriptors;        // the n-th becomes its descriptor n; everything else is closed
    int descriptor_count;
    const char *terminal;          // a terminal's path that becomes its controlling terminal and descriptors 0 to 2; NULL for none
    int new_session;               // in a session, and so in a process group, of its own
} cposix_birth;

// 0 and the number of the process, or an errno. Signals are unblocked and at their defaults in it.
int cposix_spawn(const cposix_birth *birth, pid_t *pid);

// A descriptor that becomes readable when the process ends, a child or not; -1 and errno where the system has none.
int cposix_watch_end(pid_t pid);

// Both ends are closed in the processes we start.
int cposix_pipe(int ends[2]);

// Gives the disk blocks of a part of a file back; it then reads as zeros. 0 or -1 and errno.
int cposix_punch_hole(int descriptor, off_t offset, off_t length);

// The environment of this process, ending in NULL.
char **cposix_environment(void);

// The other side of a new pseudo-terminal, its path in `path`; -1 and errno where there is none to be had.
int cposix_open_terminal(char *path, int capacity, int rows, int columns);

// 1 where an open file lies on another machine, so that no notice of its changes comes from there; else 0.
int cposix_is_remote(int descriptor);
