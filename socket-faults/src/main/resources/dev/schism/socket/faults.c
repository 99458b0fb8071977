// SPDX-License-Identifier: Apache-2.0
/*
 * Makes the sockets and file opens of a native program fail; loaded with LD_PRELOAD. Options are the FAULT_*
 * variables of the Java library. A short transfer lowers the length before the kernel sees it, so nothing is lost.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 65536
#define MAX_NAMES 256
#define MAX_VECTORS 64

enum { RECV = 0, SEND = 1 };

struct flow {
    uint64_t offset;
    uint64_t segment; /* where the next failure is decided */
    uint64_t slice;   /* where the last decided slice ends */
    uint64_t cut;     /* where the next transfer must end, 0 for nowhere */
    uint64_t draws;
};

struct connection {
    int targeted;
    int dead;
    uint64_t ordinal;
    struct flow flow[2];
};

static struct connection table[MAX_FD];
static char resolved[MAX_NAMES][INET6_ADDRSTRLEN];
static atomic_int resolved_count;
static atomic_ulong ordinals;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double connect_rate, recv_rate, send_rate, recv_short, send_short, open_rate;
static int connect_errno = ETIMEDOUT, recv_errno = ECONNRESET, send_errno = EPIPE, open_errno = EIO;
static long connect_delay, recv_delay, send_delay;
static uint64_t seed, segment_octets = 8192, slice_octets = 512;
static char hosts[1024], ports[1024];
static int enabled, log_fd = -1;
static atomic_ulong connects, connects_failed, sends, sends_failed, recvs, recvs_failed, short_reads, short_writes,
        opens, opens_failed;

static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static uint64_t draw(uint64_t ordinal, int stream, uint64_t number) {
    return mix(mix(mix(seed + 0x9e3779b97f4a7c15ULL) + ordinal * 0x9e3779b97f4a7c15ULL) + (uint64_t) stream * 7919 + number);
}

static int hit(uint64_t drawn, double rate) {
    return (double) (drawn >> 11) * 0x1.0p-53 < rate;
}

static void say(const char *function, int fd, const char *detail) {
    if (log_fd < 0) return;
    char line[256];
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int length = snprintf(line, sizeof line, "[%ld.%03ld] INJECT %s fd=%d %s\n", (long) now.tv_sec,
            now.tv_nsec / 1000000, function, fd, detail);
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (real(log_fd, line, (size_t) length) < 0) return;
}

static void wait_for(long millis) {
    if (millis <= 0) return;
    struct timespec time = {millis / 1000, (millis % 1000) * 1000000L};
    nanosleep(&time, NULL);
}

static double rate_of(const char *name) {
    const char *text = getenv(name);
    return text ? atof(text) : 0;
}

static long number_of(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text && *text ? atol(text) : otherwise;
}

__attribute__((constructor)) static void start(void) {
    connect_rate = rate_of("FAULT_CONNECT_FAIL_RATE");
    recv_rate = rate_of("FAULT_RECV_FAIL_RATE");
    send_rate = rate_of("FAULT_SEND_FAIL_RATE");
    recv_short = rate_of("FAULT_RECV_SHORT_RATE");
    send_short = rate_of("FAULT_SEND_SHORT_RATE");
    open_rate = rate_of("FAULT_OPEN_FAIL_RATE");
    connect_errno = (int) number_of("FAULT_CONNECT_ERRNO", ETIMEDOUT);
    recv_errno = (int) number_of("FAULT_RECV_ERRNO", ECONNRESET);
    send_errno = (int) number_of("FAULT_SEND_ERRNO", EPIPE);
    open_errno = (int) number_of("FAULT_OPEN_ERRNO", EIO);
    long latency = number_of("FAULT_LATENCY_MS", 0);
    connect_delay = number_of("FAULT_CONNECT_DELAY_MS", 0);
    recv_delay = number_of("FAULT_RECV_DELAY_MS", 0) + latency;
    send_delay = number_of("FAULT_SEND_DELAY_MS", 0);
    const char *text = getenv("FAULT_SEED");
    seed = text ? strtoull(text, NULL, 10) : 0;
    if (text && *text == '-') seed = (uint64_t) strtoll(text, NULL, 10);
    segment_octets = (uint64_t) number_of("FAULT_SEGMENT_OCTETS", 8192);
    slice_octets = (uint64_t) number_of("FAULT_SLICE_OCTETS", 512);
    if ((text = getenv("FAULT_TARGET_HOSTS"))) snprintf(hosts, sizeof hosts, "%s", text);
    if ((text = getenv("FAULT_TARGET_PORTS"))) snprintf(ports, sizeof ports, "%s", text);
    enabled = number_of("FAULT_INJECT_ENABLED", 1) != 0;
    if ((text = getenv("FAULT_LOG_FILE"))) {
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        log_fd = real(text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
}

__attribute__((destructor)) static void end(void) {
    const char *file = getenv("FAULT_STATS_FILE");
    if (!file) return;
    open_rate = 0;
    FILE *out = fopen(file, "w");
    if (!out) return;
    fprintf(out,
            "{\"seed\":%lld,\"connect_attempts\":%lu,\"connect_failures\":%lu,\"send_attempts\":%lu,"
            "\"send_failures\":%lu,\"recv_attempts\":%lu,\"recv_failures\":%lu,\"short_reads\":%lu,"
            "\"short_writes\":%lu,\"open_attempts\":%lu,\"open_failures\":%lu}\n",
            (long long) seed, atomic_load(&connects), atomic_load(&connects_failed), atomic_load(&sends),
            atomic_load(&sends_failed), atomic_load(&recvs), atomic_load(&recvs_failed), atomic_load(&short_reads),
            atomic_load(&short_writes), atomic_load(&opens), atomic_load(&opens_failed));
    fclose(out);
}

/* Walks a comma separated list; a pattern may be a glob. */
static int listed(const char *list, const char *word) {
    char copy[1024];
    snprintf(copy, sizeof copy, "%s", list);
    char *rest = NULL;
    for (char *item = strtok_r(copy, ", ", &rest); item; item = strtok_r(NULL, ", ", &rest)) {
        if (fnmatch(item, word, 0) == 0) return 1;
    }
    return 0;
}

/* Remembers the addresses of names that are targets: connect sees addresses only. */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    static int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    if (!real) real = dlsym(RTLD_NEXT, "getaddrinfo");
    int status = real(node, service, hints, result);
    if (status != 0 || !node || !*hosts || !listed(hosts, node)) return status;
    pthread_mutex_lock(&lock);
    for (struct addrinfo *i = *result; i; i = i->ai_next) {
        int at = atomic_load(&resolved_count);
        const void *address = i->ai_family == AF_INET6
                ? (const void *) &((struct sockaddr_in6 *) i->ai_addr)->sin6_addr
                : (const void *) &((struct sockaddr_in *) i->ai_addr)->sin_addr;
        if (at < MAX_NAMES && inet_ntop(i->ai_family, address, resolved[at], INET6_ADDRSTRLEN)) {
            atomic_store(&resolved_count, at + 1);
        }
    }
    pthread_mutex_unlock(&lock);
    return status;
}

static int targeted(const struct sockaddr *address) {
    char text[INET6_ADDRSTRLEN] = "", port[16];
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *) address;
        inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
        snprintf(port, sizeof port, "%d", ntohs(in->sin_port));
    } else if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const struct sockaddr_in6 *) address;
        inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text);
        snprintf(port, sizeof port, "%d", ntohs(in->sin6_port));
    } else {
        return 0;
    }
    if (*ports && !listed(ports, port)) return 0;
    if (!*hosts || listed(hosts, text)) return 1;
    for (int i = 0; i < atomic_load(&resolved_count); i++) {
        if (strcmp(resolved[i], text) == 0) return 1;
    }
    return 0;
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (!real) real = dlsym(RTLD_NEXT, "connect");
    int type = 0;
    socklen_t size = sizeof type;
    if (fd < 0 || fd >= MAX_FD || !enabled) return real(fd, address, length);
    int tcp = getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM && targeted(address);
    if (!tcp) return real(fd, address, length);
    if (!table[fd].targeted) {
        memset(&table[fd], 0, sizeof table[fd]);
        table[fd].targeted = 1;
        table[fd].ordinal = atomic_fetch_add(&ordinals, 1) + 1;
        atomic_fetch_add(&connects, 1);
        wait_for(connect_delay);
        if (hit(draw(table[fd].ordinal, 0, 0), connect_rate)) {
            atomic_fetch_add(&connects_failed, 1);
            say("connect", fd, strerror(connect_errno));
            table[fd].targeted = 0;
            errno = connect_errno;
            return -1;
        }
    }
    return real(fd, address, length);
}

int close(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "close");
    if (fd >= 0 && fd < MAX_FD) table[fd].targeted = 0;
    return real(fd);
}

/* Returns how many octets may pass, or -1 with errno set. */
static ssize_t before(int fd, int way, size_t wanted, const char *function) {
    if (fd < 0 || fd >= MAX_FD || !table[fd].targeted || !wanted) return (ssize_t) wanted;
    struct connection *to = &table[fd];
    struct flow *flow = &to->flow[way];
    wait_for(way == RECV ? recv_delay : send_delay);
    if (to->dead) {
        if (way == RECV && recv_errno != ECONNRESET) return 0;
        errno = way == RECV ? ECONNRESET : EPIPE;
        return -1;
    }
    double rate = way == RECV ? recv_rate : send_rate, cuts = way == RECV ? recv_short : send_short;
    uint64_t end = flow->offset + wanted;
    while (rate > 0 && flow->segment < end) {
        uint64_t drawn = draw(to->ordinal, 1 + way, flow->draws++);
        if (hit(drawn, rate)) {
            if (flow->segment <= flow->offset) {
                to->dead = 1;
                atomic_fetch_add(way == RECV ? &recvs : &sends, 1);
                atomic_fetch_add(way == RECV ? &recvs_failed : &sends_failed, 1);
                errno = way == RECV ? recv_errno : send_errno;
                int code = errno;
                say(function, fd, strerror(code));
                errno = code;
                return -1;
            }
            flow->draws--;
            wanted = flow->segment - flow->offset;
            break;
        }
        flow->segment += segment_octets / 2 + 1 + mix(drawn) % segment_octets;
    }
    end = flow->offset + wanted;
    while (cuts > 0 && flow->cut <= flow->offset && flow->slice < end) {
        uint64_t drawn = draw(to->ordinal, 3 + way, flow->slice);
        uint64_t length = slice_octets / 2 + 1 + mix(drawn) % slice_octets;
        if (hit(drawn, cuts)) flow->cut = flow->slice + 1 + mix(drawn + 1) % length;
        flow->slice += length;
    }
    if (flow->cut > flow->offset && flow->cut - flow->offset < wanted) wanted = flow->cut - flow->offset;
    return (ssize_t) wanted;
}

static ssize_t after(int fd, int way, ssize_t result, size_t asked, const char *function) {
    if (fd < 0 || fd >= MAX_FD || !table[fd].targeted) return result;
    if (result < 0 && (errno == EAGAIN || errno == EINTR)) return result;
    atomic_fetch_add(way == RECV ? &recvs : &sends, 1);
    if (result > 0) {
        struct flow *flow = &table[fd].flow[way];
        flow->offset += (uint64_t) result;
        if (flow->offset == flow->cut && (size_t) result < asked) {
            atomic_fetch_add(way == RECV ? &short_reads : &short_writes, 1);
            say(function, fd, "short");
        }
    }
    return result;
}

#define TRANSFER(NAME, WAY, PARAMETERS, ARGUMENTS, WANTED) \
    ssize_t NAME PARAMETERS { \
        static ssize_t(*real) PARAMETERS; \
        if (!real) real = dlsym(RTLD_NEXT, #NAME); \
        size_t asked = (WANTED); \
        ssize_t allowed = before(fd, WAY, asked, #NAME); \
        if (allowed < 0 || (allowed == 0 && asked > 0)) return allowed; \
        return after(fd, WAY, real ARGUMENTS, asked, #NAME); \
    }

ssize_t recv(int fd, void *to, size_t length, int flags) {
    static ssize_t (*real)(int, void *, size_t, int);
    if (!real) real = dlsym(RTLD_NEXT, "recv");
    if (flags & MSG_PEEK) return real(fd, to, length, flags);
    ssize_t allowed = before(fd, RECV, length, "recv");
    if (allowed < 0 || (allowed == 0 && length > 0)) return allowed;
    return after(fd, RECV, real(fd, to, (size_t) allowed, flags), length, "recv");
}

TRANSFER(read, RECV, (int fd, void *to, size_t length), (fd, to, (size_t) allowed), length)
TRANSFER(send, SEND, (int fd, const void *from, size_t length, int flags), (fd, from, (size_t) allowed, flags), length)
TRANSFER(write, SEND, (int fd, const void *from, size_t length), (fd, from, (size_t) allowed), length)

ssize_t recvfrom(int fd, void *to, size_t length, int flags, struct sockaddr *address, socklen_t *size) {
    static ssize_t (*real)(int, void *, size_t, int, struct sockaddr *, socklen_t *);
    if (!real) real = dlsym(RTLD_NEXT, "recvfrom");
    if (flags & MSG_PEEK) return real(fd, to, length, flags, address, size);
    ssize_t allowed = before(fd, RECV, length, "recvfrom");
    if (allowed < 0 || (allowed == 0 && length > 0)) return allowed;
    return after(fd, RECV, real(fd, to, (size_t) allowed, flags, address, size), length, "recvfrom");
}

ssize_t sendto(int fd, const void *from, size_t length, int flags, const struct sockaddr *address, socklen_t size) {
    static ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    if (!real) real = dlsym(RTLD_NEXT, "sendto");
    ssize_t allowed = before(fd, SEND, length, "sendto");
    if (allowed < 0 || (allowed == 0 && length > 0)) return allowed;
    return after(fd, SEND, real(fd, from, (size_t) allowed, flags, address, size), length, "sendto");
}

static size_t total(const struct iovec *vectors, int count) {
    size_t octets = 0;
    for (int i = 0; i < count; i++) octets += vectors[i].iov_len;
    return octets;
}

/* Copies as many vectors as hold the allowed octets; the caller's own array is not touched. */
static int cut(const struct iovec *from, int count, struct iovec *to, size_t allowed) {
    int i = 0;
    for (; i < count && i < MAX_VECTORS && allowed > 0; i++) {
        to[i] = from[i];
        if (to[i].iov_len > allowed) to[i].iov_len = allowed;
        allowed -= to[i].iov_len;
    }
    return i;
}

#define VECTORED(NAME, WAY) \
    ssize_t NAME(int fd, const struct iovec *vectors, int count) { \
        static ssize_t (*real)(int, const struct iovec *, int); \
        if (!real) real = dlsym(RTLD_NEXT, #NAME); \
        size_t asked = total(vectors, count); \
        ssize_t allowed = before(fd, WAY, asked, #NAME); \
        if (allowed < 0 || (allowed == 0 && asked > 0)) return allowed; \
        if ((size_t) allowed == asked) return after(fd, WAY, real(fd, vectors, count), asked, #NAME); \
        struct iovec fewer[MAX_VECTORS]; \
        return after(fd, WAY, real(fd, fewer, cut(vectors, count, fewer, (size_t) allowed)), asked, #NAME); \
    }

VECTORED(readv, RECV)
VECTORED(writev, SEND)

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    static ssize_t (*real)(int, struct msghdr *, int);
    if (!real) real = dlsym(RTLD_NEXT, "recvmsg");
    if (flags & MSG_PEEK) return real(fd, message, flags);
    size_t asked = total(message->msg_iov, (int) message->msg_iovlen);
    ssize_t allowed = before(fd, RECV, asked, "recvmsg");
    if (allowed < 0 || (allowed == 0 && asked > 0)) return allowed;
    struct iovec fewer[MAX_VECTORS], *own = message->msg_iov;
    size_t count = message->msg_iovlen;
    if ((size_t) allowed < asked) {
        message->msg_iovlen = (size_t) cut(own, (int) count, fewer, (size_t) allowed);
        message->msg_iov = fewer;
    }
    ssize_t result = real(fd, message, flags);
    message->msg_iov = own;
    message->msg_iovlen = count;
    return after(fd, RECV, result, asked, "recvmsg");
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    static ssize_t (*real)(int, const struct msghdr *, int);
    if (!real) real = dlsym(RTLD_NEXT, "sendmsg");
    size_t asked = total(message->msg_iov, (int) message->msg_iovlen);
    ssize_t allowed = before(fd, SEND, asked, "sendmsg");
    if (allowed < 0 || (allowed == 0 && asked > 0)) return allowed;
    struct iovec fewer[MAX_VECTORS];
    struct msghdr own = *message;
    if ((size_t) allowed < asked) {
        own.msg_iovlen = (size_t) cut(message->msg_iov, (int) message->msg_iovlen, fewer, (size_t) allowed);
        own.msg_iov = fewer;
    }
    return after(fd, SEND, real(fd, &own, flags), asked, "sendmsg");
}

static int open_fails(const char *path) {
    if (!enabled || open_rate <= 0) return 0;
    uint64_t number = atomic_fetch_add(&opens, 1);
    if (!hit(draw(0, 9, number), open_rate)) return 0;
    atomic_fetch_add(&opens_failed, 1);
    say("open", -1, path);
    errno = open_errno;
    return 1;
}

#define OPEN(NAME) \
    int NAME(const char *path, int flags, ...) { \
        static int (*real)(const char *, int, ...); \
        if (!real) real = dlsym(RTLD_NEXT, #NAME); \
        va_list more; \
        va_start(more, flags); \
        int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, int) : 0; \
        va_end(more); \
        return open_fails(path) ? -1 : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(NAME) \
    int NAME(int directory, const char *path, int flags, ...) { \
        static int (*real)(int, const char *, int, ...); \
        if (!real) real = dlsym(RTLD_NEXT, #NAME); \
        va_list more; \
        va_start(more, flags); \
        int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, int) : 0; \
        va_end(more); \
        return open_fails(path) ? -1 : real(directory, path, flags, mode); \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

#define STREAM(NAME) \
    FILE *NAME(const char *path, const char *mode) { \
        static FILE *(*real)(const char *, const char *); \
        if (!real) real = dlsym(RTLD_NEXT, #NAME); \
        return open_fails(path) ? NULL : real(path, mode); \
    }
STREAM(fopen)
STREAM(fopen64)
