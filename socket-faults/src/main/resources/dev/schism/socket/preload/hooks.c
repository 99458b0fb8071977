// SPDX-License-Identifier: Apache-2.0
/* What is interposed. A short transfer lowers the length before the kernel sees it, so nothing is lost. */
#include "faults.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MAX_VECTORS 1024

static struct connection *_Atomic table[MAX_FD];
static struct connection *unused;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    read_options();
    start_reports();
}

__attribute__((destructor)) static void end(void) {
    flush_statistics();
}

/* ---- descriptors ---- */

static struct connection *of(int fd) {
    return fd >= 0 && fd < MAX_FD ? atomic_load(&table[fd]) : NULL;
}

/* Connections are used again, never freed: a thread that still looks at one sees a valid one. */
static void put(int fd, struct connection *connection) {
    pthread_mutex_lock(&lock);
    struct connection *before = atomic_exchange(&table[fd], connection);
    if (connection) connection->references++;
    if (before && --before->references == 0) {
        before->next_unused = unused;
        unused = before;
    }
    pthread_mutex_unlock(&lock);
}

static struct connection *new_connection(void) {
    pthread_mutex_lock(&lock);
    struct connection *fresh = unused;
    if (fresh) unused = fresh->next_unused;
    pthread_mutex_unlock(&lock);
    if (!fresh && !(fresh = malloc(sizeof *fresh))) return NULL;
    memset(fresh, 0, sizeof *fresh);
    return fresh;
}

static void forget(int fd) {
    if (of(fd)) put(fd, NULL);
}

static void copied(int from, int to) {
    if (to >= 0 && to < MAX_FD) put(to, of(from));
}

/* ---- transfers ---- */

static ssize_t fail(struct connection *to, enum way way, int code) {
    count(to->target, way == RECV ? RECV_ATTEMPTS : SEND_ATTEMPTS, 1);
    errno = code;
    return -1;
}

static ssize_t after_the_end(struct connection *to, enum way way) {
    if (way == SEND) return fail(to, way, EPIPE);
    if (!to->ended && to->dead == ECONNRESET) return fail(to, way, ECONNRESET);
    count(to->target, RECV_ATTEMPTS, 1);
    return 0;
}

static ssize_t strike(int fd, struct connection *to, enum way way, struct schedule *by, const char *function) {
    struct flow *flow = &to->flow[way];
    struck(by);
    flow->operations++;
    if (by->kind == END_OF_STREAM) {
        to->ended = 1;
        count(to->target, ENDS_OF_STREAM, 1);
        say(function, fd, "end of stream", to, flow->offset);
        count(to->target, RECV_ATTEMPTS, 1);
        return 0;
    }
    count(to->target, way == RECV ? RECV_FAILURES : SEND_FAILURES, 1);
    say(function, fd, strerror(by->code), to, flow->offset);
    if (options.sticky) {
        struct linger reset = {1, 0};
        to->dead = by->code;
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    return fail(to, way, by->code);
}

/* Returns 1 and how many octets may pass, or 0 and what to return instead. */
static int before(int fd, enum way way, size_t wanted, const char *function, ssize_t *result) {
    struct connection *to = of(fd);
    *result = (ssize_t) wanted;
    if (!to || !wanted) return 1;
    struct flow *flow = &to->flow[way];
    flow->cutter = NULL;
    flow->allowed = (int64_t) wanted;
    if (to->dead || (to->ended && way == RECV)) {
        *result = after_the_end(to, way);
        return 0;
    }
    for (int i = 0; i < flow->schedule_count; i++) {
        struct schedule *by = &flow->schedules[i];
        int cutting = by->kind == SHORT_READ || by->kind == SHORT_WRITE;
        int64_t place = next_place(by, flow->offset + cutting, flow->offset + (int64_t) wanted, flow->operations + 1);
        if (place == flow->offset) {
            *result = strike(fd, to, way, by, function);
            return 0;
        }
        if (place - flow->offset < flow->allowed) {
            flow->allowed = place - flow->offset;
            flow->cutter = by;
        }
    }
    if (way == SEND) be_late(to, SEND);
    *result = (ssize_t) flow->allowed;
    return 1;
}

static ssize_t after(int fd, enum way way, ssize_t result, const char *function) {
    struct connection *to = of(fd);
    if (!to || (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))) return result;
    struct flow *flow = &to->flow[way];
    flow->operations++;
    count(to->target, way == RECV ? RECV_ATTEMPTS : SEND_ATTEMPTS, 1);
    if (result <= 0) return result;
    struct schedule *by = flow->cutter;
    if (by && result == flow->allowed && (by->kind == SHORT_READ || by->kind == SHORT_WRITE)) {
        struck(by);
        count(to->target, way == RECV ? SHORT_READS : SHORT_WRITES, 1);
        say(function, fd, "short", to, flow->offset + result);
    }
    flow->offset += result;
    count(to->target, way == RECV ? OCTETS_RECEIVED : OCTETS_SENT, (unsigned long) result);
    if (way == RECV) be_late(to, RECV);
    pace(to, way, result);
    return result;
}

#define TRANSFER(NAME, WAY, PARAMETERS, ARGUMENTS, PASS_BY) \
    ssize_t NAME PARAMETERS { \
        REAL(NAME); \
        if (PASS_BY) return real ARGUMENTS; \
        ssize_t allowed; \
        if (!before(fd, WAY, length, #NAME, &allowed)) return allowed; \
        length = (size_t) allowed; \
        return after(fd, WAY, real ARGUMENTS, #NAME); \
    }

TRANSFER(read, RECV, (int fd, void *to, size_t length), (fd, to, length), 0)
TRANSFER(recv, RECV, (int fd, void *to, size_t length, int flags), (fd, to, length, flags), flags & MSG_PEEK)
TRANSFER(recvfrom, RECV,
        (int fd, void *restrict to, size_t length, int flags, struct sockaddr *restrict address,
                socklen_t *restrict size),
        (fd, to, length, flags, address, size), flags & MSG_PEEK)
TRANSFER(__read_chk, RECV, (int fd, void *to, size_t length, size_t room), (fd, to, length, room), 0)
TRANSFER(__recv_chk, RECV, (int fd, void *to, size_t length, size_t room, int flags), (fd, to, length, room, flags),
        flags & MSG_PEEK)
TRANSFER(__recvfrom_chk, RECV,
        (int fd, void *restrict to, size_t length, size_t room, int flags, struct sockaddr *restrict address,
                socklen_t *restrict size),
        (fd, to, length, room, flags, address, size), flags & MSG_PEEK)
TRANSFER(write, SEND, (int fd, const void *from, size_t length), (fd, from, length), 0)
TRANSFER(send, SEND, (int fd, const void *from, size_t length, int flags), (fd, from, length, flags), 0)
TRANSFER(sendto, SEND,
        (int fd, const void *from, size_t length, int flags, const struct sockaddr *address, socklen_t size),
        (fd, from, length, flags, address, size), 0)
TRANSFER(sendfile, SEND, (int fd, int from, off_t *offset, size_t length), (fd, from, offset, length), 0)
TRANSFER(sendfile64, SEND, (int fd, int from, off64_t *offset, size_t length), (fd, from, offset, length), 0)

static size_t total(const struct iovec *vectors, size_t count) {
    size_t octets = 0;
    for (size_t i = 0; i < count; i++) octets += vectors[i].iov_len;
    return octets;
}

/* Copies as many vectors as hold the allowed octets; the caller's own array is not touched. */
static int cut(const struct iovec *from, size_t count, struct iovec *to, size_t allowed) {
    size_t i = 0;
    for (; i < count && i < MAX_VECTORS && allowed > 0; i++) {
        to[i] = from[i];
        if (to[i].iov_len > allowed) to[i].iov_len = allowed;
        allowed -= to[i].iov_len;
    }
    return (int) i;
}

#define VECTORED(NAME, WAY) \
    ssize_t NAME(int fd, const struct iovec *vectors, int count) { \
        REAL(NAME); \
        if (!of(fd) || count <= 0) return real(fd, vectors, count); \
        ssize_t allowed; \
        if (!before(fd, WAY, total(vectors, (size_t) count), #NAME, &allowed)) return allowed; \
        struct iovec fewer[MAX_VECTORS]; \
        return after(fd, WAY, real(fd, fewer, cut(vectors, (size_t) count, fewer, (size_t) allowed)), #NAME); \
    }
VECTORED(readv, RECV)
VECTORED(writev, SEND)

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    REAL(recvmsg);
    if (!of(fd) || flags & MSG_PEEK) return real(fd, message, flags);
    ssize_t allowed;
    if (!before(fd, RECV, total(message->msg_iov, message->msg_iovlen), "recvmsg", &allowed)) return allowed;
    struct iovec fewer[MAX_VECTORS], *own = message->msg_iov;
    size_t count = message->msg_iovlen;
    message->msg_iovlen = (size_t) cut(own, count, fewer, (size_t) allowed);
    message->msg_iov = fewer;
    ssize_t result = real(fd, message, flags);
    message->msg_iov = own;
    message->msg_iovlen = count;
    return after(fd, RECV, result, "recvmsg");
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    REAL(sendmsg);
    if (!of(fd)) return real(fd, message, flags);
    ssize_t allowed;
    if (!before(fd, SEND, total(message->msg_iov, message->msg_iovlen), "sendmsg", &allowed)) return allowed;
    struct iovec fewer[MAX_VECTORS];
    struct msghdr shorter = *message;
    shorter.msg_iovlen = (size_t) cut(message->msg_iov, message->msg_iovlen, fewer, (size_t) allowed);
    shorter.msg_iov = fewer;
    return after(fd, SEND, real(fd, &shorter, flags), "sendmsg");
}

/* ---- connecting ---- */

static void remember_all(const char *node, const struct addrinfo *found) {
    for (; found; found = found->ai_next) {
        char text[INET6_ADDRSTRLEN];
        const void *address = found->ai_family == AF_INET6
                ? (const void *) &((const struct sockaddr_in6 *) (const void *) found->ai_addr)->sin6_addr
                : (const void *) &((const struct sockaddr_in *) (const void *) found->ai_addr)->sin_addr;
        if (inet_ntop(found->ai_family, address, text, sizeof text)) remember_name(node, text);
    }
}

int getaddrinfo(const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
        struct addrinfo **restrict result) {
    REAL(getaddrinfo);
    int status = real(node, service, hints, result);
    if (status == 0 && node) remember_all(node, *result);
    return status;
}

struct hostent *gethostbyname(const char *name) {
    REAL(gethostbyname);
    struct hostent *found = real(name);
    for (char **address = found ? found->h_addr_list : NULL; address && *address; address++) {
        char text[INET6_ADDRSTRLEN];
        if (inet_ntop(found->h_addrtype, *address, text, sizeof text)) remember_name(name, text);
    }
    return found;
}

static int is_tcp(int fd) {
    int type = 0, protocol = 0;
    socklen_t size = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0 || type != SOCK_STREAM) return 0;
    size = sizeof protocol;
    return getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) == 0 && protocol == IPPROTO_TCP;
}

/* Counts the attempt; returns -1 with errno set where it fails. */
static int attempt(int fd, const struct sockaddr *address, socklen_t length) {
    char host[NAME_SIZE];
    int port = 0, late = 0;
    const struct rule *rule = rule_for(address, host, &port);
    struct connection *fresh = rule && length <= sizeof fresh->address ? new_connection() : NULL;
    if (!fresh) {
        forget(fd);
        return 0;
    }
    fresh->rule = rule;
    fresh->target = target_of(host, port);
    fresh->ordinal = next_ordinal(rule, host);
    memcpy(&fresh->address, address, length);
    plan(fresh, host);
    put(fd, fresh);
    count(fresh->target, CONNECT_ATTEMPTS, 1);
    int code = connect_fails(rule, host, fresh->ordinal);
    if (code) {
        count(fresh->target, CONNECT_FAILURES, 1);
        say("connect", fd, strerror(code), fresh, 0);
        put(fd, NULL);
        errno = code;
        return -1;
    }
    for (int i = 0; i < rule->fault_count; i++) {
        late |= rule->faults[i].kind >= LATENCY;
        if (rule->faults[i].kind == CONNECT_DELAY) wait_for(rule->faults[i].delay);
    }
    if (late) count(fresh->target, LINK_FAULTS, 1);
    return 0;
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
    REAL(connect);
    if (!options.enabled || fd < 0 || fd >= MAX_FD || !address || !is_tcp(fd)) return real(fd, address, length);
    /* Asking again for the same address is how a pending connect is asked about: no new attempt. */
    struct connection *known = of(fd);
    if (known && length <= sizeof known->address && !memcmp(&known->address, address, length)) {
        return real(fd, address, length);
    }
    return attempt(fd, address, length) < 0 ? -1 : real(fd, address, length);
}

int close(int fd) {
    REAL(close);
    forget(fd);
    return real(fd);
}

int dup(int fd) {
    REAL(dup);
    int copy = real(fd);
    copied(fd, copy);
    return copy;
}

int dup2(int fd, int to) {
    REAL(dup2);
    int copy = real(fd, to);
    if (fd != to) copied(fd, copy);
    return copy;
}

int dup3(int fd, int to, int flags) {
    REAL(dup3);
    int copy = real(fd, to, flags);
    copied(fd, copy);
    return copy;
}

#define FCNTL(NAME) \
    int NAME(int fd, int command, ...) { \
        REAL(NAME); \
        va_list more; \
        va_start(more, command); \
        void *argument = va_arg(more, void *); \
        va_end(more); \
        int result = real(fd, command, argument); \
        if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) copied(fd, result); \
        return result; \
    }
FCNTL(fcntl)
FCNTL(fcntl64)
