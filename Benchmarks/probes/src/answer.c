// Answers every HTTP request on kept-alive connections with the same small JSON body, as cheaply as can be: what is measured is
// who asks. Prints its port, then on every line read from standard input the number of requests answered so far.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

static const char answer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 37\r\n\r\n{\"status\": \"ok\", \"version\": \"1.5.0\"}\n";

int main(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 4096)) return perror("listen"), 1;
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    int queue = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[512];
    epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
    event.data.fd = 0;
    epoll_ctl(queue, EPOLL_CTL_ADD, 0, &event);
    unsigned long answered = 0;
    char buffer[65536];
    for (;;) {
        int count = epoll_wait(queue, events, 512, -1);
        for (int index = 0; index < count; index++) {
            int fd = events[index].data.fd;
            if (fd == listener) {
                // All that wait: thousands connect at once.
                for (int client; (client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    event.data.fd = client;
                    epoll_ctl(queue, EPOLL_CTL_ADD, client, &event);
                }
                continue;
            }
            ssize_t got = read(fd, buffer, sizeof buffer - 1);
            if (fd == 0) {
                if (got <= 0) return 0;
                printf("%lu\n", answered);
                fflush(stdout);
                continue;
            }
            if (got <= 0) {
                if (got == 0 || errno != EAGAIN) close(fd);
                continue;
            }
            // Every request is one packet on loopback.
            buffer[got] = 0;
            for (char *end = buffer; (end = strstr(end, "\r\n\r\n")); end += 4) {
                if (write(fd, answer, sizeof answer - 1) < 0) break;
                answered++;
            }
        }
    }
}
