// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Netty's epoll transport hands over a buffer instead of an address where it may not use unsafe memory access. */
@Timeout(120)
class NettyBuffersTest {

    @Test
    void buffersWithoutAddressesFailAlike() throws IOException {
        List<String> lines = ChildJvm.behind(List.of())
                .with("-Dio.netty.noUnsafe=true", "-Dio.netty.varHandle.enabled=false")
                .run(System.getProperty("java.class.path"), NettyBuffersMain.class.getName());

        List<String> expected = new ArrayList<>(List.of("no addresses"));
        NettyBuffersMain.FAULTS.forEach(fault -> expected.add(fault.name()));
        assertThat(lines).isEqualTo(expected);
    }
}
