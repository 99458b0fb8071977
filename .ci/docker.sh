#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts or stops a private Docker engine, for machines that have the package but no running service.
#
#   docker.sh start DIR   starts an engine whose data, state, socket and pid file are in DIR; prints the
#                         settings to export, one NAME=VALUE a line
#   docker.sh stop DIR    stops that engine, and no other, and removes DIR
#
# Needs root, dockerd and iptables.
set -eu

READY_SECONDS=60

usage() {
    echo "usage: docker.sh start|stop DIR" >&2
    exit 2
}

engine_pid() {
    pid=$(cat "$dir/docker.pid" 2>/dev/null) || return 1
    # The file may be older than a reboot: only an engine that was started for this directory counts.
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "--pidfile $dir/docker.pid" && echo "$pid"
}

start() {
    if engine_pid >/dev/null; then
        echo "docker.sh: an engine is already running in $dir" >&2
        exit 1
    fi
    mkdir -p "$dir"
    rm -f "$dir/docker.pid"
    dockerd --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/docker.pid" \
        --host "unix://$dir/docker.sock" >"$dir/docker.log" 2>&1 &
    started=$!
    seconds=0
    until docker --host "unix://$dir/docker.sock" info >/dev/null 2>&1; do
        seconds=$((seconds + 1))
        if [ "$seconds" -gt "$READY_SECONDS" ] || ! kill -0 "$started" 2>/dev/null; then
            echo "docker.sh: the engine did not become ready; the end of its log:" >&2
            tail -n 20 "$dir/docker.log" >&2
            kill "$started" 2>/dev/null || true
            exit 1
        fi
        sleep 1
    done
    # The engine may be older than the client library's default protocol, there may be no image registry,
    # and the machine may look like a container itself.
    echo "DOCKER_HOST=unix://$dir/docker.sock"
    echo "TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"
    echo "TESTCONTAINERS_RYUK_DISABLED=true"
    echo "TESTCONTAINERS_CHECKS_DISABLE=true"
}

stop() {
    if pid=$(engine_pid); then
        kill "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    fi
    # An engine that was killed leaves its mounts behind.
    grep -F " $dir/" /proc/self/mounts | cut -d' ' -f2 | sort -r | while read -r mount; do
        umount "$mount" || true
    done
    rm -rf "$dir"
}

[ $# -eq 2 ] || usage
command=$1
case "$2" in
/*) dir=$2 ;;
*) dir=$PWD/$2 ;;
esac
case "$command" in
start) start ;;
stop) stop ;;
*) usage ;;
esac
