// SPDX-License-Identifier: Apache-2.0
package dev.schism.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Holds the module table of the design: dependencies point one way, and the pure packages stay pure. */
class ModuleTableTest {

    private static final int CLASSES_THERE_ARE_AT_LEAST = 150;

    private static final JavaClasses SCHISM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.schism");

    @Test
    void seesTheClassesOfAllModules() {
        assertThat(SCHISM).hasSizeGreaterThan(CLASSES_THERE_ARE_AT_LEAST);
        for (String name : new String[] {
            "wire", "scenario", "client", "oracle", "servers", "corpus", "fuzz", "report", "socket", "cli"
        }) {
            assertThat(SCHISM.stream()
                            .filter(type -> type.getPackageName().equals("dev.schism." + name))
                            .count())
                    .as("classes of dev.schism.%s", name)
                    .isPositive();
        }
    }

    @Test
    void dependenciesPointUpTheTable() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wire")
                .definedBy("dev.schism.wire..")
                .layer("scenario")
                .definedBy("dev.schism.scenario..")
                .layer("client")
                .definedBy("dev.schism.client..")
                .layer("oracle")
                .definedBy("dev.schism.oracle..")
                .layer("servers")
                .definedBy("dev.schism.servers..")
                .layer("corpus")
                .definedBy("dev.schism.corpus..")
                .layer("fuzz")
                .definedBy("dev.schism.fuzz..")
                .layer("report")
                .definedBy("dev.schism.report..")
                .layer("socket")
                .definedBy("dev.schism.socket..")
                .layer("cli")
                .definedBy("dev.schism.cli..")
                .whereLayer("wire")
                .mayNotAccessAnyLayer()
                .whereLayer("socket")
                .mayNotAccessAnyLayer()
                .whereLayer("scenario")
                .mayOnlyAccessLayers("wire")
                .whereLayer("client")
                .mayOnlyAccessLayers("wire", "scenario")
                .whereLayer("oracle")
                .mayOnlyAccessLayers("wire", "scenario")
                .whereLayer("servers")
                .mayOnlyAccessLayers("wire", "scenario", "client")
                .whereLayer("corpus")
                .mayOnlyAccessLayers("wire", "scenario", "oracle")
                .whereLayer("fuzz")
                .mayOnlyAccessLayers("wire", "scenario", "client", "oracle", "servers", "corpus")
                .whereLayer("report")
                .mayOnlyAccessLayers("wire", "scenario", "oracle", "corpus")
                .check(SCHISM);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.schism.(*)..").should().beFreeOfCycles().check(SCHISM);
    }

    /** The grammar of requests is for those who judge and who serve; what goes over the wire does not depend on it. */
    @Test
    void requestGrammarIsReadByJudgesAndServersOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.schism.wire.request", "dev.schism.oracle..", "dev.schism.servers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.schism.wire.request")
                .check(SCHISM);
    }

    @Test
    void purePackagesDoNoInputOutput() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.schism.wire..", "dev.schism.scenario..", "dev.schism.oracle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class)
                .check(SCHISM);
    }

    @Test
    void purePackagesKnowNeitherTimeNorChance() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.schism.wire..", "dev.schism.scenario..", "dev.schism.oracle..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
                .check(SCHISM);
    }

    @Test
    void purePackagesUseNothingButTheJdkAndJackson() {
        classes()
                .that()
                .resideInAnyPackage("dev.schism.wire..", "dev.schism.scenario..", "dev.schism.oracle..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "dev.schism.wire..",
                        "dev.schism.scenario..",
                        "dev.schism.oracle..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations"))
                .check(SCHISM);
    }

    /** The agent is a command line of its own: it says why a program does not start, before there is a logger. */
    @Test
    void onlyCommandLinesPrint() {
        noClasses()
                .that(not(resideInAnyPackage("dev.schism.cli..")))
                .and()
                .doNotHaveFullyQualifiedName("dev.schism.socket.SocketFaultsAgent")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SCHISM);
    }

    @Test
    void nobodyThrowsBareExceptions() {
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class)
                .should()
                .callConstructor(RuntimeException.class)
                .orShould()
                .callConstructor(RuntimeException.class, String.class)
                .orShould()
                .callConstructor(Exception.class, String.class)
                .check(SCHISM);
    }
}
