// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The lock of the script {@code schism}, when it changes hands at the worst of times. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherLockTest {

    private static final long LIVING = ProcessHandle.current().pid();

    @TempDir
    private Path parent;

    private LauncherFixture checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = LauncherFixture.in(parent.resolve("a checkout"));
    }

    @Test
    void leavesALockAloneThatChangesHandsWheneverItIsLookedAt() throws Exception {
        checkout.run();
        checkout.lockOf(LauncherFixture.deadPid());
        checkout.intrude("ls", "(cd \"$root/cli/target\" && " + LauncherFixture.handOver(LIVING) + ")");

        LauncherFixture.Run run = checkout.with("SCHISM_BUILD_WAIT", "2").run();

        assertThat(run.err()).contains("somebody else is still building");
        assertThat(checkout.jar()).exists();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).containsExactly("schism.jar.lock");
    }

    @Test
    void aLauncherHeldUpBeforeItSignsLeavesTheLockToTheNext() throws Exception {
        checkout.pipe("pipe");
        checkout.intrude(
                "uname",
                "if mkdir \"$root/once\" 2>/dev/null; then echo >\"$root/up\"; read -r go <\"$root/pipe\"; fi");
        Process first = checkout.start();
        checkout.await("up");

        assertThat(checkout.run().out()).contains("one two");
        checkout.write("pipe", "go\n");

        LauncherFixture.Run late = LauncherFixture.finish(first);
        assertThat(late.code()).as(late.err()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void takesOverFromOneThatWasKilledTakingOverAndSweepsUp() throws Exception {
        checkout.lockOf(LauncherFixture.deadPid());
        checkout.sign("who+", LauncherFixture.deadPid());
        checkout.write("cli/target/schism.jar", "half");
        Files.createDirectory(checkout.jar().resolveSibling("schism.jar.lock.over"));

        assertThat(checkout.with("SCHISM_BUILD_WAIT", "3").run().out()).contains("one two");
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void waitsForOneThatTookOver() throws Exception {
        checkout.lockOf(LauncherFixture.deadPid());
        checkout.sign("who+", LIVING);

        assertThat(checkout.with("SCHISM_BUILD_WAIT", "1").run().code()).isEqualTo(3);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void waitsForOneThatIsJustSigningAndNotForOneThatNeverDid() throws Exception {
        Path who = checkout.write("cli/target/schism.jar.lock/who", "");
        assertThat(checkout.with("SCHISM_BUILD_WAIT", "1").run().code()).isEqualTo(3);

        Files.setLastModifiedTime(who, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void releasesNothingButItsOwnLock() throws Exception {
        checkout.stub("(cd cli/target && " + LauncherFixture.handOver(LIVING) + ")");

        assertThat(checkout.run().out()).contains("one two");
        assertThat(checkout.leftovers()).containsExactly("schism.jar.lock");
    }

    @Test
    void aLauncherKilledBeforeItNamesItsMavenLeavesNoneBehind() throws Exception {
        checkout.intrude(
                "mv",
                "read -r host number launcher maven <\"$1\"; case $2:$maven in */who:?*) kill -9 $PPID; exit ;; esac");

        // It is over when nobody can write its messages any more, and that is after its Maven.
        assertThat(checkout.run().code()).isEqualTo(137);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void manyUnderLoadTakeOverAndBuildOnce() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(3));
        List<Process> load = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                load.add(new ProcessBuilder("sh", "-c", "while kill -0 " + LIVING + "; do :; done").start());
            }
            int round = 0;
            do {
                takeOver(LauncherFixture.in(parent.resolve("round " + round++)), 8);
            } while (Instant.now().isBefore(end));
        } finally {
            load.forEach(Process::destroyForcibly);
        }
    }

    private static void takeOver(LauncherFixture checkout, int launchers) throws Exception {
        checkout.stub("sleep 0.2");
        checkout.lockOf(LauncherFixture.deadPid());
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < launchers; i++) {
            all.add(checkout.start());
        }
        for (Process one : all) {
            LauncherFixture.Run run = LauncherFixture.finish(one);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("one two");
        }
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.clashes()).isFalse();
        assertThat(checkout.leftovers()).isEmpty();
    }
}
