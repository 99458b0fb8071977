// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.List;

/** Runs Netty's epoll transport where it may not know the addresses of its buffers, and says so first. */
final class NettyBuffersMain {

    static final List<MatrixFault> FAULTS = List.of(
            MatrixFault.CORRUPT_RECEIVED_BYTE,
            MatrixFault.CORRUPT_SENT_BYTE,
            MatrixFault.SHORT_READS,
            MatrixFault.SHORT_WRITES,
            MatrixFault.SEND_BROKEN_PIPE,
            MatrixFault.RECV_RESET_AT_THE_BYTE);

    private NettyBuffersMain() {}

    public static void main(String[] arguments) throws IOException {
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
        System.out.println(buffer.hasMemoryAddress() ? "addresses" : "no addresses");
        buffer.release();
        for (MatrixFault fault : FAULTS) {
            try (HttpFixture server = new HttpFixture();
                    FaultInjector faults = FaultInjector.builder()
                            .logInjections(false)
                            .seed(42)
                            .rule(fault.target(server.port()), fault.fault())
                            .start()) {
                Transport.Cell cell = new Transport.Cell(Client.NETTY_EPOLL, Transport.PLAIN);
                fault.check(new Matrix.Run(cell, server, faults));
                System.out.println(fault);
            }
        }
        System.exit(0);
    }
}
