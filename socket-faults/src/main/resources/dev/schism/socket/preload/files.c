// SPDX-License-Identifier: Apache-2.0
/* What is interposed besides sockets: files that fail to open, and how a process ends or becomes another. */
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- ends of a process that pass by its destructors ---- */

void _exit(int status) {
    REAL(_exit);
    flush_statistics();
    real(status);
    __builtin_unreachable();
}

void _Exit(int status) {
    _exit(status);
}

#define EXEC(NAME, PARAMETERS, ARGUMENTS) \
    int NAME PARAMETERS { \
        REAL(NAME); \
        flush_statistics(); \
        return real ARGUMENTS; \
    }
EXEC(execve, (const char *path, char *const arguments[], char *const environment[]), (path, arguments, environment))
EXEC(execv, (const char *path, char *const arguments[]), (path, arguments))
EXEC(execvp, (const char *file, char *const arguments[]), (file, arguments))
EXEC(execvpe, (const char *file, char *const arguments[], char *const environment[]), (file, arguments, environment))

/* ---- files ---- */

static int open_fails(const char *path) {
    static atomic_llong opens;
    if (!options.enabled || options.open_rate <= 0) return 0;
    int64_t number = atomic_fetch_add(&opens, 1);
    uint64_t draws = draws_of(options.seed, "open", 1, &number);
    count(NULL, OPEN_ATTEMPTS, 1);
    if (!(draw_unit(&draws) < options.open_rate)) return 0;
    count(NULL, OPEN_FAILURES, 1);
    say("open", -1, path, NULL, 0);
    errno = options.open_code;
    return 1;
}

#define MODE_OF(FLAGS) \
    va_list more; \
    va_start(more, FLAGS); \
    int mode = (FLAGS) & (O_CREAT | __O_TMPFILE) ? va_arg(more, int) : 0; \
    va_end(more)

#define OPEN(NAME) \
    int NAME(const char *path, int flags, ...) { \
        REAL(NAME); \
        MODE_OF(flags); \
        return open_fails(path) ? -1 : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(NAME) \
    int NAME(int directory, const char *path, int flags, ...) { \
        REAL(NAME); \
        MODE_OF(flags); \
        return open_fails(path) ? -1 : real(directory, path, flags, mode); \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

#define OPEN_PLAIN(TYPE, NAME, PARAMETERS, ARGUMENTS, FAILED) \
    TYPE NAME PARAMETERS { \
        REAL(NAME); \
        return open_fails(path) ? (FAILED) : real ARGUMENTS; \
    }
OPEN_PLAIN(int, creat, (const char *path, mode_t mode), (path, mode), -1)
OPEN_PLAIN(int, creat64, (const char *path, mode_t mode), (path, mode), -1)
OPEN_PLAIN(int, __open_2, (const char *path, int flags), (path, flags), -1)
OPEN_PLAIN(int, __open64_2, (const char *path, int flags), (path, flags), -1)
OPEN_PLAIN(int, __openat_2, (int directory, const char *path, int flags), (directory, path, flags), -1)
OPEN_PLAIN(int, __openat64_2, (int directory, const char *path, int flags), (directory, path, flags), -1)
OPEN_PLAIN(FILE *, fopen, (const char *restrict path, const char *restrict mode), (path, mode), NULL)
OPEN_PLAIN(FILE *, fopen64, (const char *restrict path, const char *restrict mode), (path, mode), NULL)
