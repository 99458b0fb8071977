// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.List;
import java.util.Optional;

/**
 * Conditions on a response, all of which have to hold; none is always satisfied.
 *
 * @param conditions the conditions in order
 */
public record Match(List<Condition> conditions) {

    /** A match that every response satisfies. */
    public static final Match ANY = new Match(List.of());

    /** Copies the list. */
    public Match {
        conditions = List.copyOf(conditions);
    }

    /** Returns a match of the given conditions. */
    public static Match of(Condition... conditions) {
        return new Match(List.of(conditions));
    }

    /**
     * Tells whether it asks for a status of an interim response (RFC 9110 §15.2): only then does an interim response
     * count. 101 is final.
     */
    public boolean asksForInterim() {
        return conditions.stream()
                .anyMatch(condition -> (condition instanceof Condition.StatusClass of && of.statusClass() == 1)
                        || (condition instanceof Condition.Status status
                                && status.status() / 100 == 1
                                && status.status() != 101));
    }

    /** Tells whether a response satisfies every condition. */
    public boolean test(Response response) {
        return conditions.stream().allMatch(condition -> condition.test(response));
    }

    private static void requireLatin1(String field, String value) {
        if (value.chars().anyMatch(c -> c > 0xFF)) {
            throw new IllegalArgumentException(
                    "%s must have only characters up to U+00FF: '%s'".formatted(field, value));
        }
    }

    private static void requireFieldName(String field, String name) {
        requireLatin1(field, name);
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "%s must be a field name, not empty and without a colon: '%s'".formatted(field, name));
        }
    }

    /** One condition on a response. */
    public sealed interface Condition {

        /** The keys of all conditions. */
        List<String> KEYS =
                List.of("status", "status-class", "reason", "version", "header", "header-absent", "body-contains");

        /** Returns the key of the condition in the text format and in JSON. */
        String key();

        /** Tells whether a response satisfies it. */
        boolean test(Response response);

        /** The status code is this one, 100 to 999. */
        record Status(int status) implements Condition {
            /** Checks the bounds. */
            public Status {
                if (status < 100 || status > 999) {
                    throw new IllegalArgumentException("status must be from 100 to 999: " + status);
                }
            }

            @Override
            public String key() {
                return "status";
            }

            @Override
            public boolean test(Response response) {
                return response.status() == status;
            }
        }

        /** The status code is in this class, 1 to 9, such as 4 for 4xx. */
        record StatusClass(int statusClass) implements Condition {
            /** Checks the bounds. */
            public StatusClass {
                if (statusClass < 1 || statusClass > 9) {
                    throw new IllegalArgumentException("status-class must be from 1 to 9: " + statusClass);
                }
            }

            @Override
            public String key() {
                return "status-class";
            }

            @Override
            public boolean test(Response response) {
                return response.status() / 100 == statusClass;
            }
        }

        /** The reason phrase is this one. */
        record Reason(String reason) implements Condition {
            /** Checks the spelling. */
            public Reason {
                requireLatin1("reason", reason);
            }

            @Override
            public String key() {
                return "reason";
            }

            @Override
            public boolean test(Response response) {
                return response.reason().equals(reason);
            }
        }

        /** The version is this one, such as {@code HTTP/1.1}. */
        record Version(String version) implements Condition {
            /** Checks the spelling. */
            public Version {
                requireLatin1("version", version);
            }

            @Override
            public String key() {
                return "version";
            }

            @Override
            public boolean test(Response response) {
                return response.version().equals(version);
            }
        }

        /** A field of that name is there, with that value where one is given. */
        record Header(String name, Optional<String> value) implements Condition {
            /** Checks the spelling. */
            public Header {
                requireFieldName("header", name);
                value.ifPresent(text -> requireLatin1("header value", text));
            }

            @Override
            public String key() {
                return "header";
            }

            @Override
            public boolean test(Response response) {
                List<String> values = FieldLine.values(response.headers(), name);
                return value.map(values::contains).orElse(!values.isEmpty());
            }
        }

        /** No field of that name is there. */
        record HeaderAbsent(String name) implements Condition {
            /** Checks the spelling. */
            public HeaderAbsent {
                requireFieldName("header-absent", name);
            }

            @Override
            public String key() {
                return "header-absent";
            }

            @Override
            public boolean test(Response response) {
                return response.header(name).isEmpty();
            }
        }

        /** The content contains these octets. */
        record BodyContains(Octets octets) implements Condition {
            @Override
            public String key() {
                return "body-contains";
            }

            @Override
            public boolean test(Response response) {
                return response.content().indexOf(octets, 0) >= 0;
            }
        }
    }
}
