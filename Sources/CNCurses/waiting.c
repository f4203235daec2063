#define _GNU_SOURCE
#include "CNCurses.h"

#include <poll.h>
#include <time.h>

int cn_wait(struct pollfd *polled, size_t count, int64_t nanoseconds) {
#ifdef __linux__
    struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    return ppoll(polled, count, nanoseconds < 0 ? NULL : &limit, NULL);
#else
    int64_t milliseconds = (nanoseconds + 999999) / 1000000;
    return poll(polled, (nfds_t)count, nanoseconds < 0 ? -1 : (int)milliseconds);
#endif
}
