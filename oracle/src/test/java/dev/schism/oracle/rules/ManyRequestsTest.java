// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.request.RequestReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyRequestsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {2, 256, 257, 1000, RequestReading.MAX_MESSAGES})
    void asManyResponsesAsRequestsKeepTheOrder(int count) {
        assertThat(pipelining(judge(GET.repeat(count), Stub.echo()))).containsExactly(Result.PASS);
    }

    @Test
    void oneResponseTooManyIsFound() {
        List<Verdict> verdicts =
                judge(GET.repeat(300), Stub.echo().then(Stub.response(200, "Content-Length: 2\r\n", "ok")));

        assertThat(pipelining(verdicts)).containsExactly(Result.FAIL);
    }

    @ParameterizedTest
    @ValueSource(ints = {RequestReading.MAX_MESSAGES + 1, RequestReading.MAX_MESSAGES + 500})
    void nobodyIsAccusedForMoreRequestsThanAreRead(int count) {
        String ok = Stub.response(200, "Content-Length: 2\r\n", "ok");

        List<Verdict> verdicts = judge(GET.repeat(count), Stub.raw(ok.repeat(count)));

        assertThat(verdicts).noneMatch(verdict -> verdict.result().compareTo(Result.WARN) >= 0);
        assertThat(pipelining(verdicts)).containsExactly(Result.NOT_OBSERVABLE);
    }

    private static List<Verdict> judge(String text, Stub stub) {
        Sent sent = Sent.of(text);
        return Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(stub));
    }

    private static List<Result> pipelining(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().id().equals("KA-07"))
                .map(Verdict::result)
                .toList();
    }
}
