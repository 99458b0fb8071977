// SPDX-License-Identifier: Apache-2.0
/* Counts, the log, and the line of statistics that each process leaves. */
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MAX_TARGETS 256

static const char *const NAMES[COUNTERS] = {
    "connect_attempts", "connect_failures", "send_attempts", "send_failures", "recv_attempts", "recv_failures",
    "short_reads", "short_writes", "ends_of_stream", "link_faults", "octets_sent", "octets_received", "open_attempts",
    "open_failures",
};

static struct target totals, targets[MAX_TARGETS];
static int target_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static int written;
static pid_t owner;

/* Straight to the kernel: the library's own files are neither counted nor made to fail. */
static int open_to_append(const char *name, const char *path) {
    int fd = (int) syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) die("%s must be writable: %s", name, path);
    return fd;
}

static void write_all(int fd, const char *text, size_t length) {
    while (length > 0) {
        long written_now = syscall(SYS_write, fd, text, length);
        if (written_now <= 0) return;
        text += written_now;
        length -= (size_t) written_now;
    }
}

static void zero(struct target *target) {
    for (int i = 0; i < COUNTERS; i++) atomic_store(&target->counts[i], 0);
}

/* What the parent counted is the parent's. */
static void forked(void) {
    owner = getpid();
    written = 0;
    zero(&totals);
    for (int i = 0; i < target_count; i++) zero(&targets[i]);
}

void start_reports(void) {
    owner = getpid();
    pthread_atfork(NULL, NULL, forked);
    if (options.log_file) log_fd = open_to_append("FAULT_LOG_FILE", options.log_file);
}

void count(struct target *target, enum counter counter, unsigned long more) {
    atomic_fetch_add(&totals.counts[counter], more);
    if (target) atomic_fetch_add(&target->counts[counter], more);
}

struct target *target_of(const char *host, int port) {
    char label[LABEL_SIZE];
    snprintf(label, sizeof label, "%s:%d", host, port);
    pthread_mutex_lock(&lock);
    int at = 0;
    while (at < target_count && strcmp(targets[at].label, label)) at++;
    struct target *found = at < MAX_TARGETS ? &targets[at] : NULL;
    if (found && at == target_count) {
        snprintf(found->label, sizeof found->label, "%s", label);
        target_count++;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

void say(const char *function, int fd, const char *detail, const struct connection *connection, int64_t offset) {
    if (log_fd < 0) return;
    int code = errno;
    char line[1024], place[LABEL_SIZE + 64] = "";
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (connection) {
        snprintf(place, sizeof place, " %s connection %llu offset %lld",
                connection->target ? connection->target->label : "", (unsigned long long) connection->ordinal,
                (long long) offset);
    }
    int length = snprintf(line, sizeof line, "[%lld.%03ld] INJECT %s (fd=%d) %s%s\n", (long long) now.tv_sec,
            now.tv_nsec / 1000000, function, fd, detail, place);
    write_all(log_fd, line, length < (int) sizeof line ? (size_t) length : sizeof line - 1);
    errno = code;
}

static int print_counts(FILE *out, struct target *from) {
    unsigned long sum = 0;
    for (int i = 0; i < COUNTERS; i++) {
        unsigned long value = atomic_exchange(&from->counts[i], 0);
        sum += value;
        fprintf(out, "%s\"%s\":%lu", i ? "," : "", NAMES[i], value);
    }
    return sum > 0;
}

static void print_escaped(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') fputc('\\', out);
        fputc(*text, out);
    }
}

/* One line a process, so that the lines of all processes add up. */
void flush_statistics(void) {
    if ((!options.stats_file && log_fd < 0) || getpid() != owner) return;
    int code = errno;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out) return;
    fprintf(out, "{\"seed\":%lld,\"process\":%d,", (long long) options.seed, (int) owner);
    int any = print_counts(out, &totals);
    fprintf(out, ",\"targets\":{");
    for (int i = 0; i < target_count; i++) {
        fprintf(out, "%s\"", i ? "," : "");
        print_escaped(out, targets[i].label);
        fprintf(out, "\":{");
        print_counts(out, &targets[i]);
        fprintf(out, "}");
    }
    fprintf(out, "}}\n");
    fclose(out);
    if (any || !written) {
        written = 1;
        if (options.stats_file) {
            int fd = open_to_append("FAULT_STATS_FILE", options.stats_file);
            write_all(fd, text, length);
            syscall(SYS_close, fd);
        }
        if (log_fd >= 0) {
            write_all(log_fd, "[STATS] ", 8);
            write_all(log_fd, text, length);
        }
    }
    free(text);
    errno = code;
}
