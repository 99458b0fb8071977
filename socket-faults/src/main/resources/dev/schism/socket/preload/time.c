// SPDX-License-Identifier: Apache-2.0
/* Late and slow links: waited for in place, on the thread that calls. */
#include "faults.h"

#include <errno.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NANOS_PER_SECOND + time.tv_nsec;
}

void wait_for(int64_t nanos) {
    if (nanos <= 0) return;
    int code = errno;
    struct timespec time = {nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND};
    while (nanosleep(&time, &time) < 0 && errno == EINTR) continue;
    errno = code;
}

/* Late once a turn: a request or an answer in many pieces is late as a whole, not each piece of it. */
void be_late(struct connection *connection, enum way way) {
    struct flow *flow = &connection->flow[way];
    connection->flow[way == RECV ? SEND : RECV].waited = 0;
    if (flow->waited) return;
    flow->waited = 1;
    for (int i = 0; i < connection->rule->fault_count; i++) {
        const struct fault *fault = &connection->rule->faults[i];
        if (fault->kind != LATENCY || fault->way != way) continue;
        int64_t jitter = fault->jitter ? (int64_t) draw_below(&connection->jitter_draws, (uint64_t) fault->jitter + 1) : 0;
        wait_for(fault->delay + jitter);
    }
}

void pace(struct connection *connection, enum way way, ssize_t octets) {
    struct flow *flow = &connection->flow[way];
    for (int i = 0; i < connection->rule->fault_count; i++) {
        const struct fault *fault = &connection->rule->faults[i];
        if (fault->kind != BANDWIDTH || fault->way != way) continue;
        int64_t start = now();
        if (flow->free < start) flow->free = start;
        flow->free += (int64_t) ((double) octets * NANOS_PER_SECOND / (double) fault->number);
        wait_for(flow->free - start);
    }
}
