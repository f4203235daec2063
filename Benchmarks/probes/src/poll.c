// The least that probes can cost: asks on COUNT kept-alive connections, each once a second, reads the answer and looks for "200".
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static const char question[] = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n";

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    int port = atoi(argv[1]), count = atoi(argv[2]), seconds = atoi(argv[3]), one = 1;
    (void)argc;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int queue = epoll_create1(0), *fds = calloc((size_t)count, sizeof *fds);
    for (int index = 0; index < count; index++) {
        fds[index] = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fds[index], (struct sockaddr *)&address, sizeof address)) return perror("connect"), 1;
        setsockopt(fds[index], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[index]};
        epoll_ctl(queue, EPOLL_CTL_ADD, fds[index], &event);
    }
    long asked = 0, good = 0;
    double start = now();
    char buffer[4096];
    struct epoll_event events[512];
    while (now() - start < seconds) {
        long due = (long)((now() - start) * count);
        for (; asked < due; asked++)
            if (write(fds[asked % count], question, sizeof question - 1) < 0) return perror("write"), 1;
        int ready = epoll_wait(queue, events, 512, 1);
        for (int index = 0; index < ready; index++) {
            ssize_t got = read(events[index].data.fd, buffer, sizeof buffer - 1);
            if (got > 12 && !memcmp(buffer + 9, "200", 3)) good++;
        }
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("%ld %ld %.3f\n", asked, good, cpu);
    return 0;
}
