// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code schism}, in a checkout whose Maven and Java are stubs: it builds when it must and only then. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant IN_FUTURE = Instant.parse("2038-01-01T00:00:00Z");

    @TempDir
    private Path parent;

    private LauncherFixture checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = LauncherFixture.in(parent.resolve("a checkout"));
    }

    @Test
    void buildsOnceAndRunsWithTheGivenWords() throws Exception {
        assertThat(checkout.run("probe", "a  b", "").out()).contains("[probe][a  b][]");
        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.run().out()).contains("one two");

        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void doesNotBuildInACopyWhateverTheTimes() throws Exception {
        checkout.run();
        for (Instant jar : List.of(LONG_AGO, IN_FUTURE)) {
            LauncherFixture copy = checkout.copy(parent.resolve("copy of " + jar.getEpochSecond()));
            Files.setLastModifiedTime(copy.jar(), FileTime.from(jar));

            copy.run();
            assertThat(copy.run().code()).isZero();
            assertThat(copy.builds()).as(jar.toString()).isEqualTo(1);
        }
    }

    @Test
    void believesAJarThatMavenMadeByItself() throws Exception {
        checkout.maven();
        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);

        checkout.write("core/src/main/One.java", "changed");
        checkout.maven();
        assertThat(checkout.run().out()).contains("changed");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void buildsWhenASourceIsAnotherOneEvenWithAnOldTime() throws Exception {
        checkout.run();
        Path source = checkout.write("core/src/main/One.java", "uno");
        Files.setLastModifiedTime(source, FileTime.from(LONG_AGO));

        assertThat(checkout.run().out()).contains("uno two");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void doesNotBuildWhenASourceIsTouchedAlone() throws Exception {
        checkout.run();
        checkout.write("core/src/main/One.java", "one");
        checkout.write("core/src/main/.One.java.swp", "of an editor");
        checkout.write("core/src/test/OneTest.java", "test");

        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "remove", "rename", "swap", "pom", "root pom", "module", "gone"})
    void buildsWhenTheSourcesAre(String how) throws Exception {
        checkout.run();
        checkout.change(how);

        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.run().code()).isZero();
        assertThat(checkout.builds()).as(how).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenSourcesChangedWhileItBuilt() throws Exception {
        checkout.maven("cp core/src/main/One.java was; echo later >core/src/main/One.java");
        checkout.stub("echo later >core/src/main/One.java; rm -f stub");

        checkout.run();
        assertThat(checkout.run().out()).contains("later");
        assertThat(checkout.builds()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void saysWhenTheBuildFailsAndTriesAgain() throws Exception {
        checkout.stub("echo what went wrong; exit 7");

        LauncherFixture.Run failed = checkout.run();
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("what went wrong", "schism: the build failed; see above");
        assertThat(failed.out()).isEmpty();
        assertThat(checkout.leftovers()).isEmpty();

        checkout.stub("");
        assertThat(checkout.run().code()).isZero();
    }

    @Test
    void doesNotTakeTheJarOfAFailedBuildForAWholeOne() throws Exception {
        checkout.stub("mkdir -p cli/target; echo half >cli/target/schism.jar; exit 1");

        assertThat(checkout.run().code()).isEqualTo(3);
        assertThat(checkout.run().code()).isEqualTo(3);
        assertThat(checkout.jar()).doesNotExist();
    }

    @Test
    void manyAtOnceBuildOnce() throws Exception {
        List<Process> all = new ArrayList<>();
        checkout.stub("sleep 2");
        for (int i = 0; i < 8; i++) {
            all.add(checkout.start());
        }
        for (Process one : all) {
            LauncherFixture.Run run = LauncherFixture.finish(one);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("one two");
        }
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void givesUpWaitingAloudAfterItsPatience() throws Exception {
        checkout.lockOf(ProcessHandle.current().pid());

        LauncherFixture.Run run = checkout.with("SCHISM_BUILD_WAIT", "2").run();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("somebody else is building; waiting for that, at most 2 s")
                .contains("somebody else is still building after 2 s")
                .contains("schism.jar.lock");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void takesTheLockOfADeadBuilderOverAndItsHalfJarDown() throws Exception {
        checkout.run();
        checkout.lockOf(LauncherFixture.deadPid());
        checkout.write("cli/target/schism.jar", "half");

        assertThat(checkout.run().out()).contains("one two");
        assertThat(checkout.builds()).isEqualTo(2);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void takesALockOverThatNobodySigned() throws Exception {
        checkout.run();
        checkout.write("core/src/main/One.java", "uno");
        Files.createDirectory(checkout.jar().resolveSibling("schism.jar.lock"));

        assertThat(checkout.run().out()).contains("uno two");
        assertThat(checkout.builds()).isEqualTo(2);
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    void manyTakeADeadBuildersLockOverAndBuildOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            LauncherFixture other = LauncherFixture.in(parent.resolve("round " + round));
            other.stub("sleep 1");
            other.lockOf(LauncherFixture.deadPid());
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(other.start());
            }
            for (Process one : all) {
                assertThat(LauncherFixture.finish(one).code()).isZero();
            }
            assertThat(other.builds()).isEqualTo(1);
        }
    }

    @Test
    void anotherCheckoutsLockThatWasCopiedHoldsNobodyUp() throws Exception {
        checkout.lockOf(ProcessHandle.current().pid());
        LauncherFixture copy = checkout.copy(parent.resolve("copy"));

        assertThat(copy.run().code()).isZero();
        assertThat(copy.builds()).isEqualTo(1);
    }

    @Test
    void waitsForTheMavenOfAKilledLauncher() throws Exception {
        checkout.stub("echo up >up; read -r line <pipe");
        checkout.pipe("pipe");
        Process first = checkout.start();
        checkout.await("up");
        first.destroyForcibly().waitFor();

        Process second = checkout.start();
        checkout.stub("");
        checkout.write("pipe", "go\n");

        assertThat(LauncherFixture.finish(second).code()).isZero();
        assertThat(checkout.clashes()).isFalse();
    }

    @Test
    void leavesNothingBehindWhenItIsEndedWhileItBuilds() throws Exception {
        checkout.stub("mkdir -p cli/target; echo half >cli/target/schism.jar; echo up >up; exec sleep 60");
        Process first = checkout.start();
        checkout.await("up");
        // Through the handle, because the process itself would close what is still to be read.
        assertThat(first.toHandle().destroy()).isTrue();

        assertThat(LauncherFixture.finish(first).code()).isEqualTo(143);
        assertThat(checkout.leftovers()).isEmpty();
        assertThat(checkout.jar()).doesNotExist();
    }

    @Test
    void runsFromACheckoutThatCannotBeWritten() throws Exception {
        checkout.run();
        LauncherFixture copy = checkout.copy(parent.resolve("read only"));
        try (LauncherFixture.Protection held = copy.protect()) {
            LauncherFixture.Run run = copy.run();

            assertThat(run.out()).contains("one two");
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(held).isNotNull();
        }
        assertThat(copy.builds()).isEqualTo(1);
    }
}
