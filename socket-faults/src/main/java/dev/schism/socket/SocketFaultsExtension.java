// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Starts a {@link FaultInjector} for each test and closes it afterwards. Comes with {@link SocketFaults}; register it
 * as a field to configure it in code or from the environment.
 */
public final class SocketFaultsExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SocketFaultsExtension.class);
    private static final String KEY = "injector";
    private static final long RUN_SEED =
            Optional.ofNullable(Long.getLong("socket.faults.seed")).orElseGet(() -> new SecureRandom().nextLong());

    private final Supplier<Optional<FaultOptions>> configured;

    /** Takes the options from {@link SocketFaults}. */
    public SocketFaultsExtension() {
        this(Optional::empty);
    }

    private SocketFaultsExtension(Supplier<Optional<FaultOptions>> configured) {
        this.configured = configured;
    }

    /** Takes the options from the {@code FAULT_*} variables. */
    public static SocketFaultsExtension fromEnvironment() {
        return new SocketFaultsExtension(() -> Optional.of(FaultConfig.fromEnv().toBuilder()));
    }

    /** Takes these options. */
    public static SocketFaultsExtension of(FaultConfig config) {
        return new SocketFaultsExtension(() -> Optional.of(config.toBuilder()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FaultOptions options = configured
                .get()
                .orElseGet(() -> options(annotation(context)
                        .orElseThrow(() -> new IllegalStateException(
                                "test must say what fails, with @SocketFaults: " + context.getDisplayName()))));
        if (options.build().seed().isEmpty()) {
            options.seed(seed(context));
        }
        context.getStore(NAMESPACE).put(KEY, options.start());
    }

    private static long seed(ExtensionContext context) {
        CRC32 id = new CRC32();
        id.update(context.getUniqueId().getBytes(StandardCharsets.UTF_8));
        return RUN_SEED ^ id.getValue();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        FaultInjector faults = context.getStore(NAMESPACE).remove(KEY, FaultInjector.class);
        if (faults == null) {
            return;
        }
        faults.close();
        boolean required =
                annotation(context).map(SocketFaults::requireInjection).orElse(false);
        if (required && context.getExecutionException().isEmpty()) {
            // Says the seed itself.
            faults.assertInjected();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw reported(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw reported(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw reported(context, failure);
    }

    /** Says the seed where a person looks: beside the failure, and in the log. */
    private static Throwable reported(ExtensionContext context, Throwable failure) {
        FaultInjector faults = context.getStore(NAMESPACE).get(KEY, FaultInjector.class);
        if (faults != null && !(failure instanceof TestAbortedException)) {
            FaultsInForce report = new FaultsInForce(faults.seed(), faults.stats());
            failure.addSuppressed(report);
            LOG.log(System.Logger.Level.WARNING, context.getDisplayName() + " failed: " + report.getMessage());
        }
        return failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultInjector.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get(KEY, FaultInjector.class));
    }

    private static Optional<SocketFaults> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), SocketFaults.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), SocketFaults.class));
    }

    private static FaultOptions options(SocketFaults faults) {
        FaultOptions options = FaultInjector.builder()
                .connectFailRate(faults.connectFailRate())
                .connectErrno(faults.connectErrno())
                .sendFailRate(faults.sendFailRate())
                .sendErrno(faults.sendErrno())
                .sendShortRate(faults.sendShortRate())
                .recvFailRate(faults.recvFailRate())
                .recvErrno(faults.recvErrno())
                .recvShortRate(faults.recvShortRate())
                .delivery(faults.delivery())
                .connectDelay(Duration.ofMillis(faults.connectDelayMillis()))
                .sendDelay(Duration.ofMillis(faults.sendDelayMillis()))
                .recvDelay(Duration.ofMillis(faults.recvDelayMillis()))
                .latency(Duration.ofMillis(faults.latencyMillis()))
                .jitter(Duration.ofMillis(faults.jitterMillis()))
                .bandwidth(faults.bandwidth())
                .rules(Arrays.stream(faults.rules()).map(FaultRule::parse).toList())
                .segmentOctets(faults.segmentOctets())
                .sliceOctets(faults.sliceOctets())
                .targetHosts(faults.targetHosts())
                .targetPorts(Arrays.stream(faults.targetPorts()).boxed().toArray(Integer[]::new))
                .logInjections(faults.logInjections());
        return faults.seed() == 0 ? options : options.seed(faults.seed());
    }

    /** Tells, beside the failure of a test, how to make it happen again. */
    static final class FaultsInForce extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        FaultsInForce(long seed, FaultStats stats) {
            super("socket faults were in force, seed " + seed + " (run with -Dsocket.faults.seed=" + RUN_SEED + "): "
                    + stats);
        }
    }
}
