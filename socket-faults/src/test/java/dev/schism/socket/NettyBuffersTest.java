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

    /** The first JDK whose foreign memory is no preview. */
    private static final int FOREIGN_MEMORY = 22;

    @Test
    void buffersWithoutAddressesFailAlike() throws IOException {
        List<String> lines = ChildJvm.behind(List.of())
                .with("-Dio.netty.noUnsafe=true", "-Dio.netty.varHandle.enabled=false")
                .run(System.getProperty("java.class.path"), NettyBuffersMain.class.getName());

        List<String> expected = new ArrayList<>();
        // Later JDKs tell addresses of memory without unsafe access, and Netty asks them.
        expected.add(Runtime.version().feature() < FOREIGN_MEMORY ? "no addresses" : "addresses");
        NettyBuffersMain.FAULTS.forEach(fault -> expected.add(fault.name()));
        assertThat(lines).isEqualTo(expected);
    }
}
