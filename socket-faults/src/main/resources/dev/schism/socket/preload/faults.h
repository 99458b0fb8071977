// SPDX-License-Identifier: Apache-2.0
/*
 * Makes the sockets and file opens of a native program fail; loaded with LD_PRELOAD. Options are the FAULT_* variables
 * of the Java library, and decisions are drawn as it draws them: one seed fails the same octet in both.
 */
#ifndef SCHISM_FAULTS_H
#define SCHISM_FAULTS_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

/* Ours alone: a program or library with names like these must neither get ours nor give us its own. */
#pragma GCC visibility push(hidden)

#define MAX_FD 65536
#define MAX_RULES 64
#define MAX_FAULTS 16
#define MAX_WORDS 64
#define NAME_SIZE 256
#define LABEL_SIZE (NAME_SIZE + 8)
#define NANOS_PER_SECOND 1000000000LL

enum way { RECV, SEND, WAYS };

enum kind {
    CONNECT_FAILURE, SEND_FAILURE, RECV_FAILURE, END_OF_STREAM, SHORT_READ, SHORT_WRITE, /* operations */
    LATENCY, BANDWIDTH, CONNECT_DELAY                                                    /* links */
};

enum when { RATE, AT_BYTE, NTH, FIRST };

struct fault {
    enum kind kind;
    enum when when;
    double rate;
    uint64_t number; /* octet, operation or number of connections; octets a second of a bandwidth */
    uint64_t on;     /* the one connection that is concerned, 0 for each */
    int code;
    enum way way;
    int64_t delay, jitter; /* nanoseconds */
};

struct rule {
    char *hosts[MAX_WORDS];
    int host_count;
    int ports[MAX_WORDS];
    int port_count;
    struct fault faults[MAX_FAULTS];
    int fault_count;
};

struct options {
    struct rule rules[MAX_RULES];
    int rule_count;
    double open_rate;
    int open_code;
    int64_t seed;
    uint64_t segment_octets, slice_octets;
    int enabled, sticky, by_operation;
    const char *stats_file, *log_file;
};

extern struct options options;

enum counter {
    CONNECT_ATTEMPTS, CONNECT_FAILURES, SEND_ATTEMPTS, SEND_FAILURES, RECV_ATTEMPTS, RECV_FAILURES, SHORT_READS,
    SHORT_WRITES, ENDS_OF_STREAM, LINK_FAULTS, OCTETS_SENT, OCTETS_RECEIVED, OPEN_ATTEMPTS, OPEN_FAILURES, COUNTERS
};

struct target {
    char label[LABEL_SIZE];
    atomic_ulong counts[COUNTERS];
};

/* Where in one direction of one connection a fault strikes next. */
struct schedule {
    enum kind kind;
    int code;
    enum { SEGMENTS, PLACE, OPERATION_NUMBER, OPERATION_RATE } type;
    uint64_t draws;
    double rate;
    uint64_t mean, number, decided;
    int64_t segment, place;
    int hit;
};

struct flow {
    int64_t offset;
    uint64_t operations;
    struct schedule schedules[MAX_FAULTS];
    int schedule_count;
    struct schedule *cutter; /* what limits the transfer under way */
    int64_t allowed;
    int64_t free; /* when a paced direction may go on */
    int waited;   /* whether this turn of the direction was late already */
};

struct connection {
    int references;
    int dead, ended;
    uint64_t ordinal, jitter_draws;
    const struct rule *rule;
    struct target *target;
    struct sockaddr_storage address;
    struct flow flow[WAYS];
    struct connection *next_unused;
};

/* The function of the next library, which an interposed one stands in for. Needs dlfcn.h. */
#define REAL(NAME) \
    static __typeof__(NAME) *real; \
    if (!real) *(void **) &real = dlsym(RTLD_NEXT, #NAME)

/* options.c */
void read_options(void);
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* decide.c */
uint64_t draws_of(int64_t seed, const char *text, int count, const int64_t *numbers);
double draw_unit(uint64_t *draws);
uint64_t draw_below(uint64_t *draws, uint64_t bound);
void remember_name(const char *name, const char *address);
const struct rule *rule_for(const struct sockaddr *address, char *host, int *port);
uint64_t next_ordinal(const struct rule *rule, const char *host);
int connect_fails(const struct rule *rule, const char *host, uint64_t ordinal);
void plan(struct connection *connection, const char *host);
int64_t next_place(struct schedule *schedule, int64_t offset, int64_t end, uint64_t operation);
void struck(struct schedule *schedule);

/* time.c */
void wait_for(int64_t nanos);
void be_late(struct connection *connection, enum way way);
void pace(struct connection *connection, enum way way, ssize_t octets);

/* report.c */
void start_reports(void);
void count(struct target *target, enum counter counter, unsigned long more);
struct target *target_of(const char *host, int port);
void say(const char *function, int fd, const char *detail, const struct connection *connection, int64_t offset);
void flush_statistics(void);

#pragma GCC visibility pop

#endif
