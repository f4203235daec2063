/* logwriter FILE RATE LENGTH SECONDS: appends numbered lines, one write() a millisecond. Each says when it was written:
   "... T=<CLOCK_MONOTONIC ns> SEQ=<number> ...". Prints how many lines it wrote. RATE 0: as many as SECONDS says, at once. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void digits(char *p, uint64_t value, int count) {
    for (int i = count - 1; i >= 0; i--, value /= 10) p[i] = (char)('0' + value % 10);
}

static char template[4096];

static void line(char *p, size_t length, uint64_t number, uint64_t t) {
    memcpy(p, template, length);
    if (number % 1000 == 7) memcpy(p + 24, "ERROR", 5);
    digits(p + 32, t, 18);
    digits(p + 55, number, 9);
}

int main(int argc, char **argv) {
    if (argc != 5) return fprintf(stderr, "usage: logwriter FILE RATE LENGTH SECONDS\n"), 2;
    uint64_t rate = strtoull(argv[2], 0, 10), total = rate ? rate * strtoull(argv[4], 0, 10) : strtoull(argv[4], 0, 10), done = 0;
    size_t length = strtoull(argv[3], 0, 10);
    if (length < 80 || length > sizeof template) return 2;
    int fd = open(argv[1], O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd < 0) return perror(argv[1]), 1;
    static const char pad[] = " GET /api/v1/orders/42 status=200 bytes=5120 upstream=10.0.0.7:8443 took=81ms";
    for (size_t i = 0; i < length; i++) template[i] = pad[i % (sizeof pad - 1)];
    memcpy(template, "2026-11-21T14:00:00.000 INFO  T=000000000000000000 SEQ=000000000 ", 65);
    template[length - 1] = '\n';
    size_t room = 1 << 16;
    char *block = malloc(room * length);
    uint64_t start = now();
    while (done < total) {
        uint64_t t = now(), due = rate ? (t - start) * rate / 1000000000u : total;
        if (due > total) due = total;
        while (done < due) {
            uint64_t count = due - done > room ? room : due - done;
            for (uint64_t i = 0; i < count; i++) line(block + i * length, length, done + i, now());
            for (size_t at = 0; at < count * length;) {
                ssize_t wrote = write(fd, block + at, count * length - at);
                if (wrote < 0) return perror("write"), 1;
                at += (size_t)wrote;
            }
            done += count;
        }
        struct timespec pause = {0, 1000000};
        nanosleep(&pause, NULL);
    }
    printf("%llu\n", (unsigned long long)done);
    return 0;
}
