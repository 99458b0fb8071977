// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules as words, for variables and for the library of native children. A word without {@code =} starts a fault; words
 * before the first one are about the target.
 */
final class RuleText {

    /** Stands where a rule has no faults: its target is left alone. */
    private static final String NOTHING = "none";

    private static final Map<String, Function<RuleWords, Fault>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put(
                "connect",
                words -> new Fault.ConnectFailure(words.trigger(), words.errno(Errno.ETIMEDOUT), words.delivery()));
        FAULTS.put("send", words -> new Fault.SendFailure(words.trigger(), words.errno(Errno.EPIPE)));
        FAULTS.put("recv", words -> new Fault.RecvFailure(words.trigger(), words.errno(Errno.ECONNRESET)));
        FAULTS.put("end", words -> new Fault.EndOfStream(words.trigger()));
        FAULTS.put("short-read", words -> new Fault.ShortRead(words.trigger()));
        FAULTS.put("short-write", words -> new Fault.ShortWrite(words.trigger()));
        FAULTS.put("corrupt", words -> new Fault.CorruptByte(words.way(), words.trigger()));
        FAULTS.put("latency", words -> new Fault.Latency(words.delay("delay"), words.delay("jitter"), words.way()));
        FAULTS.put("bandwidth", words -> new Fault.Bandwidth(words.number("octets"), words.way()));
        FAULTS.put("stall", words -> new Fault.Stall(words.number("after"), words.way()));
        FAULTS.put("reset", words -> new Fault.ResetAfter(words.number("after")));
        FAULTS.put("close", words -> new Fault.CloseAfter(words.number("after")));
        FAULTS.put("half-close", words -> new Fault.HalfCloseAfter(words.number("after")));
        FAULTS.put("slow-close", words -> new Fault.SlowClose(words.delay("delay")));
        FAULTS.put("connect-delay", words -> new Fault.ConnectDelay(words.delay("delay")));
        FAULTS.put("black-hole", words -> new Fault.BlackHole(words.trigger()));
    }

    private RuleText() {}

    static FaultRule parse(String text) {
        try {
            return read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " in rule: " + text.strip(), e);
        }
    }

    private static FaultRule read(String text) {
        RuleWords target = new RuleWords();
        List<Fault> faults = new ArrayList<>();
        String name = "";
        RuleWords words = target;
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.indexOf('=') > 0) {
                words.add(word);
            } else {
                finish(name, words, faults);
                name = word.toLowerCase(Locale.ROOT);
                words = new RuleWords();
            }
        }
        finish(name, words, faults);
        return new FaultRule(target(target), faults);
    }

    private static void finish(String name, RuleWords words, List<Fault> faults) {
        if (name.isEmpty() || name.equals(NOTHING)) {
            return;
        }
        Function<RuleWords, Fault> maker = FAULTS.get(name);
        if (maker == null) {
            throw RuleWords.wrong("fault must be one of " + FAULTS.keySet(), name);
        }
        faults.add(maker.apply(words));
        words.requireAllUsed();
    }

    private static Target target(RuleWords words) {
        Optional<List<Integer>> accepted = words.take("accept").map(words::ports);
        Target target =
                accepted.isPresent() ? Target.acceptedOn(accepted.get().get(0)).ports(accepted.get()) : Target.any();
        Optional<String> hosts = words.take("host");
        if (hosts.isPresent()) {
            target = target.hosts(Arrays.asList(hosts.get().split(",", -1)));
        }
        target = target.ports(words.take("port").map(words::ports).orElse(List.of()));
        Optional<String> scope = words.take("scope");
        words.requireAllUsed();
        return scope.isPresent() ? target.scope(scope.get()) : target;
    }

    static String write(FaultRule rule) {
        List<String> words = new ArrayList<>();
        Target target = rule.target();
        if (!target.hostWords().isEmpty()) {
            words.add("host=" + String.join(",", target.hostWords()));
        }
        if (!target.portNumbers().isEmpty()) {
            words.add((target.accepted() ? "accept=" : "port=")
                    + target.portNumbers().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        target.scopeLabel().ifPresent(scope -> words.add("scope=" + requireWord(scope)));
        rule.faults().forEach(fault -> words.add(write(fault)));
        if (rule.faults().isEmpty()) {
            words.add(NOTHING);
        }
        return String.join(" ", words);
    }

    private static String requireWord(String scope) {
        if (scope.isEmpty() || scope.chars().anyMatch(c -> c == '|' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("scope in text must be one word without '|': '" + scope + "'");
        }
        return scope;
    }

    private static String write(Fault fault) {
        return fault instanceof Fault.Link link ? writeLink(link) : writeOperation((Fault.Operation) fault);
    }

    private static String writeOperation(Fault.Operation fault) {
        String when = write(fault.trigger());
        if (fault instanceof Fault.ConnectFailure connect) {
            return "connect" + when + " errno=" + connect.errno() + " delivery="
                    + connect.delivery().name().toLowerCase(Locale.ROOT);
        }
        if (fault instanceof Fault.SendFailure send) {
            return "send" + when + " errno=" + send.errno();
        }
        if (fault instanceof Fault.RecvFailure recv) {
            return "recv" + when + " errno=" + recv.errno();
        }
        if (fault instanceof Fault.CorruptByte corrupt) {
            return "corrupt" + when + write(corrupt.direction());
        }
        if (fault instanceof Fault.EndOfStream) {
            return "end" + when;
        }
        return (fault instanceof Fault.ShortRead ? "short-read" : "short-write") + when;
    }

    private static String writeLink(Fault.Link fault) {
        if (fault instanceof Fault.Latency latency) {
            return "latency delay=" + write(latency.delay()) + " jitter=" + write(latency.jitter())
                    + write(latency.direction());
        }
        if (fault instanceof Fault.Bandwidth bandwidth) {
            return "bandwidth octets=" + bandwidth.octetsPerSecond() + write(bandwidth.direction());
        }
        if (fault instanceof Fault.Stall stall) {
            return "stall after=" + stall.afterOctets() + write(stall.direction());
        }
        if (fault instanceof Fault.SlowClose slow) {
            return "slow-close delay=" + write(slow.delay());
        }
        if (fault instanceof Fault.ConnectDelay late) {
            return "connect-delay delay=" + write(late.delay());
        }
        return fault instanceof Fault.BlackHole hole ? "black-hole" + write(hole.trigger()) : writeEnd(fault);
    }

    private static String writeEnd(Fault.Link fault) {
        if (fault instanceof Fault.ResetAfter reset) {
            return "reset after=" + reset.octets();
        }
        if (fault instanceof Fault.CloseAfter close) {
            return "close after=" + close.octets();
        }
        if (fault instanceof Fault.HalfCloseAfter half) {
            return "half-close after=" + half.octets();
        }
        throw new AssertionError(fault);
    }

    private static String write(Trigger trigger) {
        if (trigger instanceof Trigger.Rate rate) {
            return " rate=" + rate.rate();
        }
        if (trigger instanceof Trigger.AtByte at) {
            return " at=" + at.offset();
        }
        if (trigger instanceof Trigger.Nth nth) {
            return " nth=" + nth.number();
        }
        if (trigger instanceof Trigger.First first) {
            return " first=" + first.count();
        }
        if (trigger instanceof Trigger.OnConnection on) {
            return write(on.trigger()) + " on=" + on.number();
        }
        throw new AssertionError(trigger);
    }

    private static String write(Direction direction) {
        return direction == Direction.SEND ? " way=send" : " way=recv";
    }

    private static String write(Duration time) {
        long nanos = time.toNanos();
        return nanos % 1_000_000 == 0 ? nanos / 1_000_000 + "ms" : nanos + "ns";
    }
}
