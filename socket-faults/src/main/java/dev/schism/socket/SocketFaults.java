// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, or each test of a class, with socket faults. Tests may take the {@link FaultInjector} as a parameter.
 * The seed of a test is derived from the run's seed ({@code -Dsocket.faults.seed}, drawn otherwise) and the test's id;
 * it is reported when the test fails. Options are those of {@link FaultOptions}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SocketFaultsExtension.class)
public @interface SocketFaults {

    /** The probability of a failing connect. */
    double connectFailRate() default 0;

    /** How connecting fails. */
    Errno connectErrno() default Errno.ETIMEDOUT;

    /** The probability of a failing send. */
    double sendFailRate() default 0;

    /** How sending fails. */
    Errno sendErrno() default Errno.EPIPE;

    /** The probability of a short write. */
    double sendShortRate() default 0;

    /** The probability of a failing receive. */
    double recvFailRate() default 0;

    /** How receiving fails. */
    Errno recvErrno() default Errno.ECONNRESET;

    /** The probability of a short read. */
    double recvShortRate() default 0;

    /** When a failing connect tells. */
    Delivery delivery() default Delivery.ASYNCHRONOUS;

    /** How much later the peer is reached, in milliseconds. */
    long connectDelayMillis() default 0;

    /** The latency of what is sent, in milliseconds. */
    long sendDelayMillis() default 0;

    /** The latency of what is received, in milliseconds. */
    long recvDelayMillis() default 0;

    /** The latency of the link in milliseconds. */
    long latencyMillis() default 0;

    /** How far the latency may be exceeded, in milliseconds. */
    long jitterMillis() default 0;

    /** The speed of receiving in octets per second; 0 is no limit. */
    long bandwidth() default 0;

    /** Further rules, each as {@link FaultRule#parse} reads it. */
    String[] rules() default {};

    /** The mean length of the segments that failures are drawn for. */
    int segmentOctets() default FaultOptions.SEGMENT_OCTETS;

    /** The mean distance of the places where reads and writes may be cut. */
    int sliceOctets() default FaultOptions.SLICE_OCTETS;

    /** The hosts that are affected; none means all. */
    String[] targetHosts() default {};

    /** The ports that are affected; none means all. */
    int[] targetPorts() default {};

    /** Whether each injection is logged. */
    boolean logInjections() default true;

    /** The seed; 0 derives one. */
    long seed() default 0;

    /** Whether the test fails where nothing was injected. */
    boolean requireInjection() default false;
}
