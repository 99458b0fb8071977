// SPDX-License-Identifier: Apache-2.0
/* Reads the FAULT_* variables. What cannot be read ends the program: a fault that silently is none tests nothing. */
#include "faults.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REFUSED 125
#define LONGEST_DELAY (86400LL * NANOS_PER_SECOND)

extern char **environ;
struct options options;

static const struct {
    const char *name;
    int code;
} ERRNOS[] = {
    {"EPIPE", EPIPE}, {"ECONNRESET", ECONNRESET}, {"ECONNREFUSED", ECONNREFUSED}, {"ETIMEDOUT", ETIMEDOUT},
    {"ENETUNREACH", ENETUNREACH}, {"EHOSTUNREACH", EHOSTUNREACH}, {"ECONNABORTED", ECONNABORTED},
    {"EADDRNOTAVAIL", EADDRNOTAVAIL}, {"EMFILE", EMFILE}, {"ENOENT", ENOENT}, {"EIO", EIO}, {"EACCES", EACCES},
    {"ENOSPC", ENOSPC}, {"EROFS", EROFS},
};

static const char *const KNOWN[] = {
    "INJECT_ENABLED", "CONNECT_FAIL_RATE", "CONNECT_ERRNO", "CONNECT_DELAY_MS", "CONNECT_DELIVERY", "SEND_FAIL_RATE",
    "SEND_ERRNO", "SEND_SHORT_RATE", "SEND_DELAY_MS", "RECV_FAIL_RATE", "RECV_ERRNO", "RECV_SHORT_RATE",
    "RECV_DELAY_MS", "LATENCY_MS", "JITTER_MS", "BANDWIDTH_BPS", "OPEN_FAIL_RATE", "OPEN_ERRNO", "TARGET_HOST",
    "TARGET_HOSTS", "TARGET_PORT", "TARGET_PORTS", "LOG_INJECTIONS", "LOG_FILE", "SEED", "RULES", "GRANULARITY",
    "STICKY", "SEGMENT_OCTETS", "SLICE_OCTETS", "STATS_FILE",
};

void die(const char *format, ...) {
    char line[1024];
    va_list more;
    va_start(more, format);
    int start = snprintf(line, sizeof line, "socket faults: ");
    int length = start + vsnprintf(line + start, sizeof line - (size_t) start - 2, format, more);
    va_end(more);
    if (length > (int) sizeof line - 2) length = sizeof line - 2;
    line[length++] = '\n';
    syscall(SYS_write, 2, line, (size_t) length);
    syscall(SYS_exit_group, REFUSED);
    abort();
}

static double rate_of(const char *name, const char *text) {
    char *end;
    double rate = strtod(text, &end);
    if (end == text || *end) die("%s must be a number: %s", name, text);
    if (!(rate >= 0 && rate <= 1)) die("%s: rate must be from 0.0 to 1.0: %s", name, text);
    return rate;
}

static int64_t number_of(const char *name, const char *text, int64_t least) {
    char *end;
    errno = 0;
    int64_t number = strtoll(text, &end, 10);
    if (end == text || *end || errno) die("%s must be a number: %s", name, text);
    if (number < least) die("%s must be at least %lld: %s", name, (long long) least, text);
    return number;
}

static int errno_of(const char *name, const char *text) {
    for (size_t i = 0; i < sizeof ERRNOS / sizeof *ERRNOS; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", ERRNOS[i].code);
        if (!strcasecmp(text, ERRNOS[i].name) || !strcmp(text, number)) return ERRNOS[i].code;
    }
    die("%s: errno must be one that this library knows: %s", name, text);
}

static int flag_of(const char *name, const char *text) {
    static const char *const on[] = {"1", "true", "yes", "on"}, *const off[] = {"0", "false", "no", "off", ""};
    for (size_t i = 0; i < 4; i++) if (!strcasecmp(text, on[i])) return 1;
    for (size_t i = 0; i < 5; i++) if (!strcasecmp(text, off[i])) return 0;
    die("%s: flag must be 0 or 1: %s", name, text);
}

static int64_t delay_of(const char *name, const char *text) {
    char *unit;
    errno = 0;
    int64_t number = strtoll(text, &unit, 10), scale = 0;
    if (!strcmp(unit, "ns")) scale = 1;
    if (!strcmp(unit, "us")) scale = 1000;
    if (!strcmp(unit, "ms")) scale = 1000000;
    if (!strcmp(unit, "s")) scale = NANOS_PER_SECOND;
    if (unit == text || !scale || errno) die("%s must be a number and ns, us, ms or s: %s", name, text);
    if (number < 0 || number > LONGEST_DELAY / scale) die("%s must be from 0 to one day: %s", name, text);
    return number * scale;
}

static const char *variable(const char *name) {
    const char *text = getenv(name);
    return text && *text ? text : NULL;
}

static double rate_in(const char *name) {
    const char *text = getenv(name);
    return text ? rate_of(name, text) : 0;
}

static int errno_in(const char *name, int otherwise) {
    const char *text = getenv(name);
    return text ? errno_of(name, text) : otherwise;
}

static int64_t millis_in(const char *name) {
    const char *text = getenv(name);
    if (!text) return 0;
    int64_t millis = number_of(name, text, 0);
    if (millis > LONGEST_DELAY / 1000000) die("%s must be from 0 to one day: %s", name, text);
    return millis * 1000000;
}

static void add_ports(struct rule *rule, const char *name, char *list) {
    char *rest = NULL;
    for (char *word = strtok_r(list, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest)) {
        int64_t port = number_of(name, word, 1);
        if (port > 65535) die("%s: port must be from 1 to 65535: %s", name, word);
        if (rule->port_count == MAX_WORDS) die("%s must name at most %d ports", name, MAX_WORDS);
        rule->ports[rule->port_count++] = (int) port;
    }
}

static void add_hosts(struct rule *rule, const char *name, char *list) {
    char *rest = NULL;
    for (char *word = strtok_r(list, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest)) {
        if (rule->host_count == MAX_WORDS) die("%s must name at most %d hosts", name, MAX_WORDS);
        rule->hosts[rule->host_count++] = strdup(word);
    }
}

static struct fault *add_fault(struct rule *rule, enum kind kind) {
    if (rule->fault_count == MAX_FAULTS) die("a rule must have at most %d faults", MAX_FAULTS);
    struct fault *fault = &rule->faults[rule->fault_count++];
    memset(fault, 0, sizeof *fault);
    fault->kind = kind;
    fault->rate = 1;
    return fault;
}

static struct fault *new_fault(struct rule *rule, const char *name, const char *text) {
    static const char *const names[] = {"connect", "send", "recv", "end", "short-read", "short-write", "latency",
            "bandwidth", "connect-delay"};
    static const int codes[] = {ETIMEDOUT, EPIPE, ECONNRESET};
    for (int i = 0; i < 9; i++) {
        if (!strcasecmp(name, names[i])) {
            struct fault *fault = add_fault(rule, (enum kind) i);
            if (i < 3) fault->code = codes[i];
            return fault;
        }
    }
    die("FAULT_RULES: fault must be one that native programs have: %s in rule: %s", name, text);
}

static void set_word(struct fault *fault, const char *name, const char *value, const char *text) {
    if (!strcmp(name, "rate")) {
        fault->rate = rate_of("FAULT_RULES: rate", value);
    } else if (!strcmp(name, "at") || !strcmp(name, "nth") || !strcmp(name, "first")) {
        fault->when = *name == 'a' ? AT_BYTE : *name == 'n' ? NTH : FIRST;
        fault->number = (uint64_t) number_of("FAULT_RULES: trigger", value, fault->when == AT_BYTE ? 0 : 1);
    } else if (!strcmp(name, "on")) {
        fault->on = (uint64_t) number_of("FAULT_RULES: on", value, 1);
    } else if (!strcmp(name, "errno")) {
        fault->code = errno_of("FAULT_RULES", value);
    } else if (!strcmp(name, "way")) {
        fault->way = !strcmp(value, "send") ? SEND : RECV;
    } else if (!strcmp(name, "delay")) {
        fault->delay = delay_of("FAULT_RULES: delay", value);
    } else if (!strcmp(name, "jitter")) {
        fault->jitter = delay_of("FAULT_RULES: jitter", value);
    } else if (!strcmp(name, "octets")) {
        fault->number = (uint64_t) number_of("FAULT_RULES: octets", value, 1);
    } else if (strcmp(name, "delivery")) {
        die("FAULT_RULES: word must belong to what is before it: %s in rule: %s", name, text);
    }
}

static void set_target(struct rule *rule, const char *name, char *value, const char *text) {
    if (!strcmp(name, "host")) {
        add_hosts(rule, "FAULT_RULES: host", value);
    } else if (!strcmp(name, "port")) {
        add_ports(rule, "FAULT_RULES: port", value);
    } else {
        die("FAULT_RULES: target of a native program must be host= or port=: %s in rule: %s", name, text);
    }
}

static struct rule *add_rule(void) {
    if (options.rule_count == MAX_RULES) die("there must be at most %d rules", MAX_RULES);
    return &options.rules[options.rule_count++];
}

static void parse_rule(char *text) {
    char *whole = strdup(text), *rest = NULL;
    struct rule *rule = add_rule();
    struct fault *fault = NULL;
    for (char *word = strtok_r(text, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        char *equals = strchr(word, '=');
        if (!equals) {
            if (strcasecmp(word, "none")) fault = new_fault(rule, word, whole);
            continue;
        }
        *equals = 0;
        if (fault) set_word(fault, word, equals + 1, whole);
        else set_target(rule, word, equals + 1, whole);
    }
    free(whole);
}

static void parse_rules(void) {
    const char *text = variable("FAULT_RULES");
    if (!text) return;
    char *copy = strdup(text), *rest = NULL;
    for (char *rule = strtok_r(copy, "|", &rest); rule; rule = strtok_r(NULL, "|", &rest)) {
        if (rule[strspn(rule, " \t\r\n")]) parse_rule(rule);
    }
    free(copy);
}

static void rated(struct rule *rule, enum kind kind, double rate, int code) {
    if (rate <= 0) return;
    struct fault *fault = add_fault(rule, kind);
    fault->rate = rate;
    fault->code = code;
}

static void late(struct rule *rule, enum kind kind, enum way way, int64_t delay, int64_t jitter) {
    if (!delay && !jitter) return;
    struct fault *fault = add_fault(rule, kind);
    fault->way = way;
    fault->delay = delay;
    fault->jitter = jitter;
}

static void target_in(struct rule *rule, const char *name, void (*add)(struct rule *, const char *, char *)) {
    const char *text = variable(name);
    if (!text) return;
    char *copy = strdup(text);
    add(rule, name, copy);
    free(copy);
}

/* The plain variables are one more rule, its faults in the order of the Java library. */
static void plain_rule(void) {
    struct rule *rule = add_rule();
    if (!variable("FAULT_TARGET_HOSTS")) target_in(rule, "FAULT_TARGET_HOST", add_hosts);
    if (!variable("FAULT_TARGET_PORTS")) target_in(rule, "FAULT_TARGET_PORT", add_ports);
    target_in(rule, "FAULT_TARGET_HOSTS", add_hosts);
    target_in(rule, "FAULT_TARGET_PORTS", add_ports);
    rated(rule, CONNECT_FAILURE, rate_in("FAULT_CONNECT_FAIL_RATE"), errno_in("FAULT_CONNECT_ERRNO", ETIMEDOUT));
    rated(rule, SEND_FAILURE, rate_in("FAULT_SEND_FAIL_RATE"), errno_in("FAULT_SEND_ERRNO", EPIPE));
    rated(rule, RECV_FAILURE, rate_in("FAULT_RECV_FAIL_RATE"), errno_in("FAULT_RECV_ERRNO", ECONNRESET));
    rated(rule, SHORT_READ, rate_in("FAULT_RECV_SHORT_RATE"), 0);
    rated(rule, SHORT_WRITE, rate_in("FAULT_SEND_SHORT_RATE"), 0);
    late(rule, CONNECT_DELAY, RECV, millis_in("FAULT_CONNECT_DELAY_MS"), 0);
    late(rule, LATENCY, SEND, millis_in("FAULT_SEND_DELAY_MS"), 0);
    late(rule, LATENCY, RECV, millis_in("FAULT_RECV_DELAY_MS") + millis_in("FAULT_LATENCY_MS"),
            millis_in("FAULT_JITTER_MS"));
    const char *speed = variable("FAULT_BANDWIDTH_BPS");
    int64_t octets = speed ? number_of("FAULT_BANDWIDTH_BPS", speed, 0) : 0;
    if (octets) add_fault(rule, BANDWIDTH)->number = (uint64_t) octets;
    /* As in Java: options that say nothing are a rule only where there is no other. */
    if (!rule->fault_count && options.rule_count > 1) options.rule_count--;
}

static void check_names(void) {
    for (char **entry = environ; entry && *entry; entry++) {
        if (strncmp(*entry, "FAULT_", 6)) continue;
        size_t length = strcspn(*entry + 6, "=");
        int known = 0;
        for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN && !known; i++) {
            known = strlen(KNOWN[i]) == length && !strncmp(KNOWN[i], *entry + 6, length);
        }
        if (!known) die("fault variable must be one that native programs have: %.*s", (int) length + 6, *entry);
    }
}

static void refuse_production(void) {
    const char *marker = getenv("SCHISM_PRODUCTION");
    static const char *const off[] = {"", "0", "false", "no", "off"};
    if (!marker) return;
    for (size_t i = 0; i < 5; i++) if (!strcasecmp(marker, off[i])) return;
    die("SCHISM_PRODUCTION must not be set where sockets are made to fail: '%s'", marker);
}

void read_options(void) {
    const char *text;
    refuse_production();
    check_names();
    parse_rules();
    plain_rule();
    options.open_rate = rate_in("FAULT_OPEN_FAIL_RATE");
    options.open_code = errno_in("FAULT_OPEN_ERRNO", EIO);
    if ((text = variable("FAULT_SEED"))) options.seed = number_of("FAULT_SEED", text, INT64_MIN);
    text = variable("FAULT_SEGMENT_OCTETS");
    options.segment_octets = text ? (uint64_t) number_of("FAULT_SEGMENT_OCTETS", text, 1) : 8192;
    text = variable("FAULT_SLICE_OCTETS");
    options.slice_octets = text ? (uint64_t) number_of("FAULT_SLICE_OCTETS", text, 1) : 512;
    text = variable("FAULT_STICKY");
    options.sticky = text ? flag_of("FAULT_STICKY", text) : 1;
    text = variable("FAULT_INJECT_ENABLED");
    options.enabled = text ? flag_of("FAULT_INJECT_ENABLED", text) : 1;
    text = variable("FAULT_GRANULARITY");
    options.by_operation = text && !strcasecmp(text, "OPERATION");
    if (text && !options.by_operation && strcasecmp(text, "SEGMENT")) {
        die("FAULT_GRANULARITY must be SEGMENT or OPERATION: %s", text);
    }
    options.stats_file = variable("FAULT_STATS_FILE");
    options.log_file = variable("FAULT_LOG_FILE");
}
