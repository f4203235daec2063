#define _GNU_SOURCE
#include "private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

// ncurses blocks (and spins, where the descriptor does not block) until all it has to say is written. It therefore writes to a
// file in memory; from there the bytes go into a queue that is written as the terminal takes it.

static int canvas = -1;
static char *queue;
static size_t queue_start, queue_end, queue_size;
static uint64_t queued;

int cn_open_canvas(void) {
    if (canvas >= 0) return canvas;
#ifdef __linux__
    canvas = memfd_create("opsconsole-frame", MFD_CLOEXEC);
#else
    char path[] = "/tmp/opsconsole-XXXXXX";
    canvas = mkstemp(path);
    if (canvas >= 0) unlink(path);
#endif
    return canvas;
}

void cn_close_output(void) {
    canvas = -1;
    free(queue);
    queue = NULL;
    queue_start = queue_end = queue_size = 0;
}

static char *room_for(size_t length) {
    if (queue_end + length <= queue_size) return queue + queue_end;
    if (queue_start > 0) {
        memmove(queue, queue + queue_start, queue_end - queue_start);
        queue_end -= queue_start;
        queue_start = 0;
    }
    if (queue_end + length > queue_size) {
        size_t size = queue_end + length + 65536;
        char *bigger = realloc(queue, size);
        if (!bigger) return NULL;
        queue = bigger;
        queue_size = size;
    }
    return queue + queue_end;
}

void cn_queue(const char *bytes, size_t length) {
    char *room = room_for(length);
    if (!room) return;
    memcpy(room, bytes, length);
    queue_end += length;
    queued += length;
}

void cn_collect(void) {
    off_t length = lseek(canvas, 0, SEEK_CUR);
    if (length <= 0) return;
    char *room = room_for((size_t)length);
    if (room) {
        ssize_t got = pread(canvas, room, (size_t)length, 0);
        if (got > 0) {
            queue_end += (size_t)got;
            queued += (uint64_t)got;
        }
    }
    lseek(canvas, 0, SEEK_SET);
}

uint64_t cn_queued(void) { return queued; }

size_t cn_waiting(void) {
    int waiting = 0;
    return ioctl(cn_giving_back.output, TIOCOUTQ, &waiting) == 0 && waiting > 0 ? (size_t)waiting : 0;
}

void cn_drop_canvas(void) { lseek(canvas, 0, SEEK_SET); }

bool cn_drop_queue(void) {
    bool cut = queue_start > 0 && queue_start < queue_end;
    queue_start = queue_end = 0;
    return cut;
}

long cn_flush(void) {
    while (queue_start < queue_end) {
        if (!cn_is_taken()) return (long)(queue_end - queue_start);
        struct pollfd room = {.fd = cn_giving_back.output, .events = POLLOUT};
        if (poll(&room, 1, 0) < 1) break;
        if (room.revents & (POLLERR | POLLNVAL)) return -1;
        if (!(room.revents & POLLOUT)) return room.revents & POLLHUP ? -1 : (long)(queue_end - queue_start);
        ssize_t wrote = write(cn_giving_back.output, queue + queue_start, queue_end - queue_start);
        if (wrote > 0) {
            queue_start += (size_t)wrote;
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    if (queue_start == queue_end) queue_start = queue_end = 0;
    return (long)(queue_end - queue_start);
}
