// SPDX-License-Identifier: Apache-2.0
/* Which rule a connection has, and where its faults strike: the same draws as in the Java library. */
#include "faults.h"

#include <arpa/inet.h>
#include <fnmatch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define GOLDEN 0x9e3779b97f4a7c15ULL
#define NEVER INT64_MAX
#define MAX_NAMES 256
#define MAX_ORDINALS 1024

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct {
    char name[NAME_SIZE];
    char address[INET6_ADDRSTRLEN];
} names[MAX_NAMES];
static unsigned name_count;

static struct {
    const struct rule *rule;
    char host[NAME_SIZE];
    uint64_t last;
} ordinals[MAX_ORDINALS];
static int ordinal_count;

static uint64_t mix(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

uint64_t draws_of(int64_t seed, const char *text, int count, const int64_t *numbers) {
    uint64_t state = mix((uint64_t) seed);
    for (const char *octet = text; *octet; octet++) state = mix(state + GOLDEN + (uint64_t) (int64_t) (signed char) *octet);
    for (int i = 0; i < count; i++) state = mix(state + GOLDEN + mix((uint64_t) numbers[i]));
    return state;
}

static uint64_t next(uint64_t *draws) {
    *draws += GOLDEN;
    return mix(*draws);
}

double draw_unit(uint64_t *draws) {
    return (double) (next(draws) >> 11) * 0x1.0p-53;
}

uint64_t draw_below(uint64_t *draws, uint64_t bound) {
    return next(draws) % bound;
}

/* connect sees addresses only, so the names that they came from are kept; the latest ones where there are many. */
void remember_name(const char *name, const char *address) {
    pthread_mutex_lock(&lock);
    unsigned at = name_count++ % MAX_NAMES;
    snprintf(names[at].name, NAME_SIZE, "%s", name);
    snprintf(names[at].address, INET6_ADDRSTRLEN, "%s", address);
    pthread_mutex_unlock(&lock);
}

/* Writes the address as text and its octets, an IPv4 address in IPv6 clothes as IPv4; returns how many octets. */
static int octets_of(const struct sockaddr *address, char *text, unsigned char *octets, int *port) {
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *) address;
        memcpy(octets, &in->sin_addr, 4);
        *port = ntohs(in->sin_port);
        inet_ntop(AF_INET, octets, text, INET6_ADDRSTRLEN);
        return 4;
    }
    if (address->sa_family != AF_INET6) return 0;
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *) address;
    *port = ntohs(in->sin6_port);
    if (IN6_IS_ADDR_V4MAPPED(&in->sin6_addr)) {
        memcpy(octets, in->sin6_addr.s6_addr + 12, 4);
        inet_ntop(AF_INET, octets, text, INET6_ADDRSTRLEN);
        return 4;
    }
    memcpy(octets, &in->sin6_addr, 16);
    inet_ntop(AF_INET6, octets, text, INET6_ADDRSTRLEN);
    return 16;
}

static int parse_address(const char *text, unsigned char *octets) {
    if (inet_pton(AF_INET, text, octets) == 1) return 4;
    return inet_pton(AF_INET6, text, octets) == 1 ? 16 : 0;
}

static int in_block(const char *pattern, const unsigned char *octets, int length) {
    char network[INET6_ADDRSTRLEN];
    unsigned char wanted[16];
    const char *slash = strchr(pattern, '/');
    if ((size_t) (slash - pattern) >= sizeof network) return 0;
    snprintf(network, sizeof network, "%.*s", (int) (slash - pattern), pattern);
    int bits = atoi(slash + 1), size = parse_address(network, wanted);
    if (!size || bits < 0 || bits > size * 8) die("CIDR block must be an address and a prefix length: %s", pattern);
    if (size != length || memcmp(wanted, octets, (size_t) bits / 8)) return 0;
    int mask = bits % 8 ? (0xff << (8 - bits % 8)) & 0xff : 0;
    return !mask || (wanted[bits / 8] & mask) == (octets[bits / 8] & mask);
}

static int is(const char *pattern, const char *text) {
    return strpbrk(pattern, "*?") ? fnmatch(pattern, text, FNM_CASEFOLD) == 0 : strcasecmp(pattern, text) == 0;
}

static int host_matches(const char *pattern, const char *text, const unsigned char *octets, int length) {
    unsigned char wanted[16];
    if (strchr(pattern, '/')) return in_block(pattern, octets, length);
    if (is(pattern, text)) return 1;
    if (parse_address(pattern, wanted) == length && !memcmp(wanted, octets, (size_t) length)) return 1;
    for (unsigned i = 0; i < MAX_NAMES && i < name_count; i++) {
        if (!strcmp(names[i].address, text) && is(pattern, names[i].name)) return 1;
    }
    return 0;
}

static int matches(const struct rule *rule, const char *text, const unsigned char *octets, int length, int port) {
    int good = rule->port_count == 0;
    for (int i = 0; i < rule->port_count && !good; i++) good = rule->ports[i] == port;
    if (!good || !rule->host_count) return good;
    for (int i = 0; i < rule->host_count; i++) {
        if (host_matches(rule->hosts[i], text, octets, length)) return 1;
    }
    return 0;
}

/* Returns the first rule that is about the address, and the host as the program named it. */
const struct rule *rule_for(const struct sockaddr *address, char *host, int *port) {
    char text[INET6_ADDRSTRLEN] = "";
    unsigned char octets[16];
    int length = octets_of(address, text, octets, port);
    const struct rule *found = NULL;
    if (!length) return NULL;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < options.rule_count && !found; i++) {
        if (matches(&options.rules[i], text, octets, length, *port)) found = &options.rules[i];
    }
    snprintf(host, NAME_SIZE, "%s", text);
    for (unsigned i = name_count; i > 0 && name_count - i < MAX_NAMES; i--) {
        if (!strcmp(names[(i - 1) % MAX_NAMES].address, text)) {
            snprintf(host, NAME_SIZE, "%s", names[(i - 1) % MAX_NAMES].name);
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    return found;
}

uint64_t next_ordinal(const struct rule *rule, const char *host) {
    pthread_mutex_lock(&lock);
    int at = 0;
    while (at < ordinal_count && (ordinals[at].rule != rule || strcmp(ordinals[at].host, host))) at++;
    if (at == ordinal_count) {
        /* More hosts than there is room for share a number series. */
        if (ordinal_count < MAX_ORDINALS) ordinal_count++;
        else at = MAX_ORDINALS - 1;
        ordinals[at].rule = rule;
        snprintf(ordinals[at].host, NAME_SIZE, "%s", host);
    }
    uint64_t ordinal = ++ordinals[at].last;
    pthread_mutex_unlock(&lock);
    return ordinal;
}

static uint64_t draws_for(const struct rule *rule, const char *host, int fault, int what, uint64_t ordinal) {
    char text[NAME_SIZE + 1];
    snprintf(text, sizeof text, "%s\n", host);
    int64_t numbers[] = {rule - options.rules, fault, what, (int64_t) ordinal};
    return draws_of(options.seed, text, 4, numbers);
}

/* Returns the errno, or 0. */
int connect_fails(const struct rule *rule, const char *host, uint64_t ordinal) {
    for (int i = 0; i < rule->fault_count; i++) {
        const struct fault *fault = &rule->faults[i];
        if (fault->kind != CONNECT_FAILURE || (fault->on && fault->on != ordinal)) continue;
        uint64_t draws = draws_for(rule, host, i, 0, ordinal);
        int hit = fault->when == FIRST ? ordinal <= fault->number
                : fault->when == NTH   ? ordinal == fault->number
                : fault->when == RATE  ? draw_unit(&draws) < fault->rate
                                       : 0;
        if (hit) return fault->code;
    }
    return 0;
}

static int concerns(enum kind kind, enum way way) {
    if (way == RECV) return kind == RECV_FAILURE || kind == END_OF_STREAM || kind == SHORT_READ;
    return kind == SEND_FAILURE || kind == SHORT_WRITE;
}

static void rated(struct schedule *to, double rate) {
    int cuts = to->kind == SHORT_READ || to->kind == SHORT_WRITE;
    to->type = options.by_operation ? OPERATION_RATE : SEGMENTS;
    to->rate = rate;
    to->mean = cuts ? options.slice_octets : options.segment_octets;
}

void plan(struct connection *connection, const char *host) {
    const struct rule *rule = connection->rule;
    for (int way = 0; way < WAYS; way++) {
        struct flow *flow = &connection->flow[way];
        for (int i = 0; i < rule->fault_count; i++) {
            const struct fault *fault = &rule->faults[i];
            if (!concerns(fault->kind, (enum way) way) || (fault->on && fault->on != connection->ordinal)) continue;
            if (fault->when == FIRST && connection->ordinal > fault->number) continue;
            struct schedule *to = &flow->schedules[flow->schedule_count++];
            to->kind = fault->kind;
            to->code = fault->code;
            to->place = fault->when == AT_BYTE ? (int64_t) fault->number : -1;
            to->number = fault->number;
            to->draws = draws_for(rule, host, i, way == SEND ? 1 : 2, connection->ordinal);
            if (fault->when == AT_BYTE) to->type = PLACE;
            else if (fault->when == NTH) to->type = OPERATION_NUMBER;
            else rated(to, fault->when == FIRST ? 1 : fault->rate);
        }
    }
    connection->jitter_draws = draws_for(rule, host, -1, 3, connection->ordinal);
}

static int cuts(const struct schedule *schedule) {
    return schedule->kind == SHORT_READ || schedule->kind == SHORT_WRITE;
}

static void draw_segment(struct schedule *of) {
    uint64_t length = of->mean == 1 ? 1 : of->mean / 2 + 1 + draw_below(&of->draws, of->mean);
    int hit = draw_unit(&of->draws) < of->rate;
    uint64_t within = cuts(of) ? 1 + draw_below(&of->draws, length) : 0;
    if (hit) of->place = of->segment + (int64_t) within;
    of->segment += (int64_t) length;
}

/* Returns the first place at or after the offset, looking no further than the end. */
int64_t next_place(struct schedule *of, int64_t offset, int64_t end, uint64_t operation) {
    if (of->type == PLACE) return of->place >= offset ? of->place : NEVER;
    if (of->type == SEGMENTS) {
        while (of->place < offset) {
            if (of->segment > end || of->rate == 0) return NEVER;
            draw_segment(of);
        }
        return of->place;
    }
    if (of->decided != operation) {
        of->decided = operation;
        of->hit = of->type == OPERATION_NUMBER ? operation == of->number : draw_unit(&of->draws) < of->rate;
    }
    if (!of->hit) return NEVER;
    int64_t half = (end - offset) / 2;
    return cuts(of) ? offset + (half > 1 ? half : 1) : offset;
}

void struck(struct schedule *schedule) {
    schedule->place = -1;
    schedule->hit = 0;
}
